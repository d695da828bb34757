const { readFileSync } = require('node:fs');
const { createRequire, Module } = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');

const own = path.join(__dirname, '../../dist');
const packaged = /[\\/]dist[\\/](nodes|credentials)[\\/].*\.js$/;

/** By what stands in the file. */
const compiled = new Map();

const load = Module._extensions['.js'];

/**
 * Tests that play several processes of n8n have each load a copy of the built package, which then
 * has variables of its own. Most of that time would go into compiling the same text again.
 */
Module._extensions['.js'] = (module, file) => {
	if (!packaged.test(file) || file.startsWith(own)) return load(module, file);
	const text = readFileSync(file, 'utf8');
	const script = compiled.get(text) ?? new Script(Module.wrap(text), { filename: file });
	compiled.set(text, script);
	const { exports } = module;
	script
		.runInThisContext()
		.call(exports, exports, createRequire(file), module, file, path.dirname(file));
};

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import {
	copyFileSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine } from './engine';

const root = path.join(__dirname, '../..');

/** A copy of the built package, loaded on its own: it shares no variable with any other. */
export interface Loaded {
	engine: Engine;
	/** Removes it again, from memory as well. */
	unload: () => void;
}

/**
 * @param makeModules makes the folder of the modules that the package finds; those of the tests by
 *   default
 */
export async function loadAnew(
	makeModules: (nodeModules: string) => void = linkModules,
): Promise<Loaded> {
	const folder = mkdtempSync(path.join(tmpdir(), 'anew-'));
	copyFolder(path.join(root, 'dist'), path.join(folder, 'dist'));
	copyFile(path.join(root, 'package.json'), path.join(folder, 'package.json'));
	makeModules(path.join(folder, 'node_modules'));
	return {
		engine: await Engine.loadFrom(folder),
		unload() {
			// A process that runs without jest ends soon.
			environment.forgetModules?.(folder);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function copyFolder(source: string, target: string): void {
	mkdirSync(target);
	for (const entry of readdirSync(source, { withFileTypes: true })) {
		const copy = entry.isDirectory() ? copyFolder : copyFile;
		copy(path.join(source, entry.name), path.join(target, entry.name));
	}
}

/** Under another name it is another file for Node, which a link is the quickest way to. */
function copyFile(source: string, target: string): void {
	try {
		linkSync(source, target);
	} catch {
		// Not where the two are on different disks.
		copyFileSync(source, target);
	}
}

function linkModules(nodeModules: string): void {
	symlinkSync(path.join(root, 'node_modules'), nodeModules);
}

/** See test/jest/environment.js. */
const environment = globalThis as { forgetModules?: (folder: string) => void };

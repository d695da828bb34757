/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import { runCommand, type CommandError } from '../n8n/command';
import { packTarball } from '../n8n/package';

const root = path.resolve(__dirname, '../..');

/** `npm run scan`: what n8n checks before it verifies a package, over the source and the tarball. */
async function scan(): Promise<void> {
	await lint();
	const folder = await mkdtemp(path.join(tmpdir(), 'scan-'));
	try {
		const tarball = await packTarball(folder);
		const unpacked = path.join(folder, 'package');
		await mkdir(unpacked);
		await runCommand('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
		await report('The source', root, SOURCE_FILE_PATTERNS);
		await report('The package', unpacked, ['**/*.js', 'package.json']);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Strict mode: n8n's own configuration as it is, over the whole checkout, tests among it. */
async function lint(): Promise<void> {
	const program = path.join(root, 'node_modules/.bin/n8n-node');
	const said = await runCommand(program, ['lint'], { cwd: root }).catch((error: CommandError) => {
		return error.message;
	});
	// In colours, whether or not anybody sees them. Of warnings, and of a linter that can't be started,
	// the status says nothing.
	const lines = stripVTControlCharacters(said)
		.split('\n')
		.map((line) => line.trim());
	const [headline = '', ...complaints] = lines.filter((line) => line !== '');
	if (/^\W*n8n-node lint\W+v\d/.test(headline) && complaints.length === 0 && (await canLint())) {
		process.stdout.write("The checkout passes n8n's lint in strict mode.\n");
		return;
	}
	const reasons = complaints.length === 0 ? ['The linter did not run'] : complaints;
	process.stdout.write(`The checkout does not pass n8n's lint:\n${reasons.join('\n')}\n`);
	process.exitCode = 1;
}

/** Whether the linter can be started the way that n8n-node starts it. */
async function canLint(): Promise<boolean> {
	const started = runCommand('npm', ['exec', '--', 'eslint', '--version'], { cwd: root });
	return await started.then(
		(version) => /^v\d/.test(version.trim()),
		() => false,
	);
}

async function report(what: string, folder: string, patterns: string[]): Promise<void> {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	const warnings = passed ? await warningsIn(folder, patterns) : '';
	// Where it finds no file at all, the scanner passes and says so.
	if (passed && message === undefined && warnings === '') {
		process.stdout.write(`${what} passes n8n's scan.\n`);
		return;
	}
	const reasons = [message, details, warnings].filter(Boolean).join('\n');
	process.stdout.write(`${what} does not pass n8n's scan: ${reasons}\n`);
	process.exitCode = 1;
}

/** The scanner lets warnings pass and doesn't show them; reviewers see them all the same. */
async function warningsIn(folder: string, patterns: string[]): Promise<string> {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const formatter = await eslint.loadFormatter('stylish');
	return await formatter.format(await eslint.lintFiles(patterns));
}

void scan();

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
	const output = await runCommand(program, ['lint'], { cwd: root }).catch((error: CommandError) => {
		return error.message;
	});
	// Warnings let it pass, so that only its own headline may stand there.
	const complaints = output
		.split('\n')
		.filter((line) => line.trim() && !/^\W*n8n-node lint\W+v/.test(line));
	if (complaints.length === 0) {
		process.stdout.write("The checkout passes n8n's lint in strict mode.\n");
		return;
	}
	process.stdout.write(`The checkout does not pass n8n's lint:\n${complaints.join('\n')}\n`);
	process.exitCode = 1;
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

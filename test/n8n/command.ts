/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- n8n never runs this */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where a command runs, with which environment variables, and who runs it: else as the caller. */
export interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	uid?: number;
	gid?: number;
}

/** The file of a program that is on PATH. */
export function onPath(program: string): string | undefined {
	return (process.env.PATH ?? '')
		.split(path.delimiter)
		.map((folder) => path.join(folder, program))
		.find((file) => existsSync(file));
}

/** A command that ended with another status than 0. `output` is all it wrote. */
export class CommandError extends Error {
	constructor(
		command: string,
		readonly output: string,
	) {
		super(`${command} failed:\n${output.split('\n').slice(-30).join('\n')}`);
		this.name = 'CommandError';
	}
}

/**
 * Runs a program to its end and returns its standard output.
 * @throws CommandError when it ends with another status than 0, or can't be started.
 */
export async function runCommand(
	program: string,
	args: string[],
	options: CommandOptions = {},
): Promise<string> {
	const command = [program, ...args].join(' ');
	return await new Promise((resolve, reject) => {
		const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
		let stdout = '';
		let output = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			stdout += text;
			output += text;
		});
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			output += text;
		});
		child.once('error', (error) => reject(new CommandError(command, error.message)));
		child.once('close', (status) => {
			if (status === 0) resolve(stdout);
			else reject(new CommandError(command, output));
		});
	});
}

/** Tells the person waiting what is going on: on stderr, so that standard output stays usable. */
export function announce(message: string): void {
	process.stderr.write(`${message}\n`);
}

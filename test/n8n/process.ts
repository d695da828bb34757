/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- n8n never runs this */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nInstallation } from './installation';

const startTimeout = 180_000;
const stopTimeout = 10_000;

/** What n8n is started as: all of it, or in queue mode what runs or what receives. */
export type N8nCommand = 'start' | 'worker' | 'webhook';

/** The operating system's side of an n8n: the process and the task runner it starts. */
export interface N8nProcess {
	pid: number;
	/** Resolves when n8n has ended, for whatever reason. */
	exit: Promise<void>;
	/** All that n8n has written to standard output and standard error so far. */
	log: () => string;
	/** From now on `listener` gets each line of the log as it is written. */
	follow: (listener: (line: string) => void) => void;
	/**
	 * What n8n's objects and buffers take once all garbage is gone, in bytes: unlike its resident memory, no
	 * matter of how busy it or the machine was.
	 * @throws Error when n8n has ended
	 */
	heldMemory: () => Promise<number>;
	/** Ends n8n at once, as a machine does that loses power. The log is complete then. */
	kill: () => Promise<void>;
	/** Asks n8n to end, and kills it when it takes longer than 10 seconds. */
	end: () => Promise<void>;
}

/** Starts an n8n that ends when this process ends, for whatever reason. */
export function launchN8n(
	{ node, n8n }: N8nInstallation,
	command: N8nCommand,
	cwd: string,
	env: Record<string, string>,
): N8nProcess {
	const before = ['endWithParent.cjs', 'heldMemory.cjs'].flatMap((file) => [
		'--require',
		path.join(__dirname, file),
	]);
	// Detached makes n8n and its task runner a process group, which can be sent signals as one.
	const child = spawn(node, [...before, n8n, command], {
		cwd,
		env,
		stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
		detached: true,
	}) as ChildProcessWithoutNullStreams;
	let log = '';
	const append = (text: string) => (log += text);
	child.stdout.setEncoding('utf8').on('data', append);
	child.stderr.setEncoding('utf8').on('data', append);
	child.stdin.on('error', () => {});
	const over = (event: 'exit' | 'close') =>
		new Promise<void>((resolve) => {
			child.once(event, () => resolve()).once('error', () => resolve());
		});
	const exit = over('exit');
	const lastWord = over('close');
	child.once('error', (error) => append(error.message));
	const signalGroup = (signal: NodeJS.Signals) => {
		if (child.pid === undefined) return;
		try {
			process.kill(-child.pid, signal);
		} catch {
			// They have ended.
		}
	};
	const kill = async () => {
		signalGroup('SIGKILL');
		await lastWord;
	};
	const end = async () => {
		signalGroup('SIGTERM');
		await Promise.race([exit, sleep(stopTimeout, undefined, { ref: false })]);
		await kill();
	};
	const follow = (listener: (line: string) => void) => {
		for (const output of [child.stdout, child.stderr]) {
			createInterface({ input: output }).on('line', listener);
		}
	};
	const heldMemory = async () =>
		await new Promise<number>((resolve, reject) => {
			child.once('message', resolve);
			void exit.then(() => reject(new Error('n8n has ended')));
			child.send('held memory', (error) => error && reject(error));
		});
	return { pid: child.pid ?? 0, exit, log: () => log, follow, heldMemory, kill, end };
}

async function answersJson(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
		await response.json();
		return response.status === 200;
	} catch {
		return false;
	}
}

/**
 * Waits until an n8n serves requests, or as a worker takes executions.
 *
 * @param paths those that answer with JSON then
 * @throws Error with the end of n8n's log when it stops by itself or isn't up after 3 minutes.
 */
export async function untilReady(
	url: string,
	{ exit, log }: N8nProcess,
	paths = ['/healthz/readiness'],
): Promise<void> {
	const deadline = Date.now() + startTimeout;
	const isReady = async () =>
		(await Promise.all(paths.map(async (path) => await answersJson(url + path)))).every(Boolean);
	while (!(await isReady())) {
		const hasEnded = await Promise.race([exit.then(() => true), sleep(100, false)]);
		if (!hasEnded && Date.now() < deadline) continue;
		const what = hasEnded ? 'n8n stopped while starting' : 'n8n was not up after 3 minutes';
		throw new Error(`${what}:\n${log().split('\n').slice(-40).join('\n')}`);
	}
}

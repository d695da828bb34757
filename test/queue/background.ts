/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- n8n never runs this */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that runs as long as this process does. */
export interface WithParent {
	program: string;
	args: string[];
	/** Who runs it; the caller when left out. */
	user?: { uid: number; gid: number };
	/** What makes it end in order. */
	stopSignal: NodeJS.Signals;
	/** Where it runs and keeps its data. It is removed when the program has ended. */
	folder: string;
}

/** A program that was started in the background. */
export interface Background {
	/** Ends the program and removes its folder. May be called again. */
	stop: () => Promise<void>;
}

const startTimeout = 60_000;

/**
 * Starts a program that ends when this process ends, for whatever reason, and waits until it is up.
 * @param isUp asked again and again
 * @throws Error with all the program wrote when it ends by itself or isn't up after a minute
 */
export async function startInBackground(
	kept: WithParent,
	isUp: () => Promise<boolean>,
): Promise<Background> {
	const keeper = path.join(__dirname, 'runWithParent.cjs');
	const child = spawn(process.execPath, [keeper, JSON.stringify(kept)], { stdio: 'pipe' });
	let log = '';
	const append = (text: string) => (log += text);
	child.stdout.setEncoding('utf8').on('data', append);
	child.stderr.setEncoding('utf8').on('data', append);
	child.stdin.on('error', () => {});
	const exit = new Promise<void>((resolve) => {
		child.once('exit', () => resolve()).once('error', () => resolve());
	});
	const stop = async () => {
		child.kill('SIGTERM');
		await exit;
	};
	const deadline = Date.now() + startTimeout;
	while (!(await isUp())) {
		const hasEnded = await Promise.race([exit.then(() => true), sleep(100, false)]);
		if (!hasEnded && Date.now() < deadline) continue;
		await stop();
		throw new Error(`${kept.program} did not come up:\n${log}`);
	}
	return { stop };
}

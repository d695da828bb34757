/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- n8n never runs this */
import { pbkdf2 } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { sleep } from 'n8n-workflow';
import { startEmulator } from '../emulator';
import { later } from './clock';

const hour = 3_600_000;
const wait = promisify(setTimeout);

/** Milliseconds that nothing in these tests takes, however busy the machine is. */
const soon = 10_000;

/** Resolves with the names of what ends, in the order in which it does. */
async function order(works: Record<string, Promise<unknown>>): Promise<string[]> {
	const ended: string[] = [];
	await Promise.all(
		Object.entries(works).map(async ([name, work]) => {
			await work;
			ended.push(name);
		}),
	);
	return ended;
}

test('an hour that everybody only waits for is over at once, for the tests as for n8n', async () => {
	const [before, began] = [Date.now(), performance.now()];
	const ended = await order({
		'an hour in n8n': sleep(hour),
		'half an hour here': wait(hour / 2),
		'a minute more than an hour here': wait(hour + 60_000),
		'half an hour in n8n': sleep(hour / 2),
	});
	expect(ended).toEqual([
		'half an hour here',
		'half an hour in n8n',
		'an hour in n8n',
		'a minute more than an hour here',
	]);
	for (const passed of [
		Date.now() - before,
		new Date().getTime() - before,
		performance.now() - began,
		luxon.DateTime.now().toMillis() - before,
	]) {
		expect(passed).toBeGreaterThanOrEqual(hour + 60_000);
		expect(passed).toBeLessThan(hour + 60_000 + soon);
	}
});

test('time stands still while anything happens: requests', async () => {
	const linq = await startEmulator();
	const ask = async () => {
		for (let times = 0; times < 50; times++) await (await fetch(linq.baseUrl)).text();
	};
	expect(await order({ 'a wait': wait(1), requests: ask() })).toEqual(['requests', 'a wait']);
	await linq.close();
});

test('time stands still while anything happens: files', async () => {
	const read = async () => {
		for (let times = 0; times < 50; times++) await readFile(__filename);
	};
	expect(await order({ 'a wait': wait(1), files: read() })).toEqual(['files', 'a wait']);
});

test('time stands still while anything happens: work of other threads', async () => {
	const work = promisify(pbkdf2)('a', 'b', 400_000, 64, 'sha512');
	expect(await order({ 'a wait': wait(1), work })).toEqual(['work', 'a wait']);
});

test('time goes on with that of the world while another process works', async () => {
	const program = spawn(process.execPath, ['--eval', '']);
	const ended = once(program, 'exit');
	expect(await order({ 'an hour': wait(hour), 'a program': ended })).toEqual([
		'a program',
		'an hour',
	]);
});

test('an interval comes again and again until it is cleared', async () => {
	let times = 0;
	await new Promise<void>((resolve) => {
		const timer = setInterval(() => {
			if (++times < 10) return;
			clearInterval(timer);
			resolve();
		}, hour);
	});
	await wait(3 * hour);
	expect(times).toBe(10);
});

test('what was cleared, or holds nobody up, is not waited for', async () => {
	const calls: string[] = [];
	clearTimeout(setTimeout(() => calls.push('cleared'), 1));
	clearTimeout(Number(setTimeout(() => calls.push('cleared by its number'), 1)));
	setTimeout(() => calls.push('held nobody up'), 2 * hour).unref();
	await wait(hour);
	expect(calls).toEqual([]);
});

test('a wait ends at once when it is told to', async () => {
	const over = new AbortController();
	const began = performance.now();
	const waited = wait(hour, undefined, { signal: over.signal });
	over.abort(new Error('Enough'));
	await expect(waited).rejects.toThrow('Enough');
	expect(performance.now() - began).toBeLessThan(soon);
});

test('the date is set without any time going by', () => {
	const [before, began] = [Date.now(), performance.now()];
	later(-hour);
	expect(Date.now()).toBeLessThan(before);
	expect(luxon.DateTime.now().toMillis()).toBeLessThan(before);
	expect(performance.now() - began).toBeLessThan(soon);
});

test('Node itself stays in the time of the world: its own limits are never over', async () => {
	const server = createServer(() => {});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const over = new AbortController();
	const { port } = server.address() as AddressInfo;
	const asked = fetch(`http://127.0.0.1:${port}`, { signal: over.signal });
	setTimeout(() => over.abort(new Error('After an hour')), hour);
	await expect(asked).rejects.toThrow('After an hour');
	server.close();
});

/** What n8n has loaded, outside of jest's sandbox. */
const luxon = requireOnce('luxon');
declare const requireOnce: (name: 'luxon') => {
	DateTime: { now: () => { toMillis: () => number } };
};

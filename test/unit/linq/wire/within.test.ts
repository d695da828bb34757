/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { once } from 'node:events';
import { within } from '../../../../nodes/linq/wire/within';

const never = async () => await new Promise<never>(() => {});

test('what ends well is never aborted', async () => {
	const abort = jest.spyOn(AbortController.prototype, 'abort');
	const running = new AbortController();
	const answers = Array.from({ length: 50 }, async (_, index) => {
		return await within(60_000, running.signal, async () => await Promise.resolve(index));
	});
	expect(await Promise.all(answers)).toHaveLength(50);
	expect(abort).not.toHaveBeenCalled();
	abort.mockRestore();
});

test('each is told when its own time is up, the shorter first, whatever else is under way', async () => {
	const told: number[] = [];
	const until = async (time: number) =>
		await within(time, undefined, async (signal) => {
			await once(signal, 'abort');
			told.push(time);
			return time;
		});
	const cancelling = new AbortController();
	const long = within(60_000, cancelling.signal, never);
	expect(await Promise.all([until(40), until(1), until(20)])).toEqual([40, 1, 20]);
	expect(told).toEqual([1, 20, 40]);
	cancelling.abort();
	await expect(long).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});

test('a time longer than any sleep is waited for to its end', async () => {
	const until = async (signal: AbortSignal) => {
		await once(signal, 'abort');
		return 'over';
	};
	expect(await within(600, undefined, until)).toBe('over');
});

test('what does not end when it is told to is given up a moment later', async () => {
	await expect(within(1, undefined, never)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
	const cancelling = new AbortController();
	const given = within(60_000, cancelling.signal, never);
	cancelling.abort();
	await expect(given).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});

test('what throws throws, and nothing is ended any more when the execution is cancelled', async () => {
	const cancelling = new AbortController();
	let given: AbortSignal | undefined;
	const failing = async (signal: AbortSignal) => {
		given = signal;
		return await Promise.reject(new Error('no answer'));
	};
	await expect(within(60_000, cancelling.signal, failing)).rejects.toThrow('no answer');
	cancelling.abort();
	expect(given?.aborted).toBe(false);
});

test('the signal of an execution is listened to once, however much is under way', async () => {
	const running = new AbortController();
	const listen = jest.spyOn(running.signal, 'addEventListener');
	const end = async () => await Promise.resolve();
	await Promise.all(Array.from({ length: 50 }, () => within(60_000, running.signal, end)));
	expect(listen).toHaveBeenCalledTimes(1);
});

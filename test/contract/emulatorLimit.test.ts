import LinqAPIV3 from '@linqapp/sdk';
import { linqMessageLimit } from '../emulator';
import { client, linq, startContract } from './contract';

startContract();

describe('the limit', () => {
	it('lets so many requests through and names the seconds to wait', async () => {
		linq.limit = { requests: 2, seconds: 3600 };
		await client.phoneNumbers.list();
		await client.phoneNumbers.list();
		const error = await client.phoneNumbers.list().catch((failure: unknown) => failure);
		if (!(error instanceof LinqAPIV3.RateLimitError)) throw error;
		const retryAfter = Number(error.headers.get('retry-after'));
		expect(Number.isInteger(retryAfter)).toBe(true);
		expect(retryAfter).toBeGreaterThan(3000);
		expect(retryAfter).toBeLessThanOrEqual(3600);
		expect(error.error).toMatchObject({
			error: { status: 429, code: 1007, retry_after: retryAfter },
		});
	});

	it('counts no refused key, and can be lifted', async () => {
		linq.limit = { requests: 1, seconds: 3600 };
		await fetch(`${linq.baseUrl}/v3/phone_numbers`);
		await client.phoneNumbers.list();
		await expect(client.phoneNumbers.list()).rejects.toMatchObject({ status: 429 });
		linq.limit = undefined;
		await client.phoneNumbers.list();
	});

	it('lets the next request through when the wait is over', async () => {
		linq.limit = { requests: 1, seconds: 0.05 };
		const listed = () =>
			client.phoneNumbers.list().then(
				() => true,
				() => false,
			);
		const deadline = Date.now() + 10_000;
		expect(await listed()).toBe(true);
		while (!(await listed())) if (Date.now() > deadline) throw new Error('still limited');
	});
});

describe('the limit for messages', () => {
	const send = async (chatId: string) =>
		await client.chats.messages
			.send(chatId, { message: { parts: [{ type: 'text', value: 'Hello' }] } })
			.then(
				() => 202,
				(failure: { status: number }) => failure.status,
			);

	it('is 30 in 60 seconds from a line to the same people', async () => {
		linq.messageLimit = linqMessageLimit;
		const [one, other] = ['+12025550121', '+12025550122'].map(
			(handle) => linq.account.addChat({ handles: [handle] }).id,
		);
		for (let sent = 0; sent < 30; sent++) expect(await send(one!)).toBe(202);
		expect(await send(one!)).toBe(429);
		expect(await send(other!)).toBe(202);
		await client.chats.retrieve(one!);
		const failure = await client.chats.messages
			.send(one!, { message: { parts: [{ type: 'text', value: 'Hello' }] } })
			.catch((error: unknown) => error);
		if (!(failure instanceof LinqAPIV3.RateLimitError)) throw failure;
		expect(failure.error).toMatchObject({ error: { code: 1007 } });
		expect(Number(failure.headers.get('retry-after'))).toBeGreaterThan(50);
	});

	it('counts no message that the same key was used for', async () => {
		linq.messageLimit = { requests: 1, seconds: 3600 };
		const { id } = linq.account.addChat({ handles: ['+12025550121'] });
		const message = {
			parts: [{ type: 'text' as const, value: 'Hello' }],
			idempotency_key: 'once',
		};
		await client.chats.messages.send(id, { message });
		await client.chats.messages.send(id, { message });
		expect(await send(id)).toBe(429);
	});
});

import LinqAPIV3 from '@linqapp/sdk';
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

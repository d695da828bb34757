import LinqAPIV3 from '@linqapp/sdk';
import { client, linq, startContract } from './contract';

const address = '+12025550121';

startContract();

const check = () => client.capability.checkIMessage({ address });

describe('the limit of capability checks', () => {
	it('is none unless set', async () => {
		for (let count = 0; count < 5; count += 1) await check();
	});

	it('counts both checks together and names the seconds to wait', async () => {
		linq.capabilityLimit = { requests: 2, seconds: 3600 };
		await check();
		await client.capability.checkRCS({ address });
		await expect(check()).rejects.toBeInstanceOf(LinqAPIV3.RateLimitError);
		const error = await client.capability
			.checkRCS({ address })
			.catch((failure: unknown) => failure);
		if (!(error instanceof LinqAPIV3.RateLimitError)) throw error;
		const retryAfter = Number(error.headers.get('retry-after'));
		expect(Number.isInteger(retryAfter)).toBe(true);
		expect(retryAfter).toBeGreaterThan(3000);
		expect(retryAfter).toBeLessThanOrEqual(3600);
		expect(error.error).toMatchObject({
			error: { status: 429, code: 1007, retry_after: retryAfter },
		});
	});

	it('neither counts nor stops anything else', async () => {
		linq.limit = { requests: 5, seconds: 3600 };
		linq.capabilityLimit = { requests: 1, seconds: 3600 };
		await client.phoneNumbers.list();
		await check();
		await expect(check()).rejects.toMatchObject({ status: 429 });
		await client.phoneNumbers.list();
		await client.chats.listChats();
	});

	it('counts no check that the general limit stops', async () => {
		linq.capabilityLimit = { requests: 1, seconds: 3600 };
		linq.limit = { requests: 0, seconds: 3600 };
		await expect(check()).rejects.toMatchObject({ status: 429 });
		linq.limit = undefined;
		await check();
		await expect(check()).rejects.toMatchObject({ status: 429 });
		linq.capabilityLimit = undefined;
		await check();
	});
});

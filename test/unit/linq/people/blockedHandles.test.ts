import { BlockedHandles } from '../../../../nodes/linq/people/blockedHandles';
import { openAccount, patience, type Connected } from '../account';

let account: Connected;
let blocked: BlockedHandles;

beforeEach(async () => {
	account = await openAccount();
	blocked = new BlockedHandles(account.client);
});

afterEach(async () => {
	await account.linq.close();
});

const answer = (blocked_handles: unknown) =>
	account.linq.faults.add({ kind: 'raw', body: JSON.stringify({ blocked_handles }) });

test('who is blocked is asked for once, however many want to know, and in any case', async () => {
	answer([{ handle: '+12025550101' }, { handle: 'Jo@example.com' }]);
	const has = async (handle: string) => await blocked.has(handle, patience);
	expect(await Promise.all([has('+12025550101'), has('jo@Example.com')])).toEqual([true, true]);
	expect(await has('+12025550102')).toBe(false);
	expect(account.sent).toEqual(['GET /v3/blocked_handles']);
});

test('entries that name nobody are left out', async () => {
	answer([null, 'ACME', {}, { handle: 5 }, { handle: 'acme' }]);
	expect(await blocked.has('ACME', patience)).toBe(true);
	expect(await blocked.has('5', patience)).toBe(false);
});

test.each([undefined, null, {}, 'acme'])('%j is no list', async (list) => {
	answer(list);
	await expect(blocked.has('acme', patience)).rejects.toMatchObject({
		failure: { category: 'invalid_response' },
	});
});

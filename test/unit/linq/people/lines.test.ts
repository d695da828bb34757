import { listLines, OwnLines } from '../../../../nodes/linq/people/lines';
import { openAccount, ownLine, patience, type Connected } from '../account';

let account: Connected;

beforeEach(async () => {
	account = await openAccount();
});

afterEach(async () => {
	await account.linq.close();
});

const id = '550e8400-e29b-41d4-a716-446655440000';
const answer = (body: object) =>
	account.linq.faults.add({ kind: 'raw', body: JSON.stringify(body) });

test("the account's numbers come in Linq's order", async () => {
	const other = account.linq.account.addPhoneNumber({ phone_number: '+12025550099' });
	expect(await listLines(account.client, patience)).toEqual([
		{ id: account.linq.account.phoneNumbers[0]!.id, phoneNumber: ownLine },
		{ id: other.id, phoneNumber: '+12025550099' },
	]);
	expect(account.sent).toEqual(['GET /v3/phone_numbers']);
});

test.each(['+1234567', '+123456789012345'])('%s is a number', async (phone_number) => {
	answer({ phone_numbers: [{ id, phone_number }] });
	expect(await listLines(account.client, patience)).toEqual([{ id, phoneNumber: phone_number }]);
});

test.each([
	['too few digits', { id, phone_number: '+123456' }],
	['too many digits', { id, phone_number: '+1234567890123456' }],
	['something before it', { id, phone_number: '1+12025550100' }],
	['something after it', { id, phone_number: '+12025550100x' }],
	['no plus', { id, phone_number: '12025550100' }],
	['no digits', { id, phone_number: '+abcdefghi' }],
	['a list', { id, phone_number: [ownLine] }],
	['no number', { id }],
	['no ID', { phone_number: ownLine }],
	['another ID', { id: 'first', phone_number: ownLine }],
	['no object', ownLine],
])('an entry with %s is left out', async (_what, entry) => {
	answer({ phone_numbers: [entry, { id, phone_number: ownLine }] });
	expect(await listLines(account.client, patience)).toEqual([{ id, phoneNumber: ownLine }]);
});

test.each([{}, { phone_numbers: null }, { phone_numbers: { id } }])(
	'%j holds no list of numbers',
	async (body) => {
		answer(body);
		await expect(listLines(account.client, patience)).rejects.toMatchObject({
			failure: { category: 'invalid_response' },
		});
	},
);

describe('whether somebody is one of the own lines', () => {
	let lines: OwnLines;

	beforeEach(() => {
		lines = new OwnLines(account.client);
	});

	const has = async (handle: string) => await lines.has(handle, patience);

	test('is asked once, however many want to know', async () => {
		expect(await Promise.all([has(ownLine), has('+12025550101')])).toEqual([true, false]);
		expect(await has(ownLine)).toBe(true);
		expect(account.sent).toEqual(['GET /v3/phone_numbers']);
	});

	test('is asked again after it could not be said', async () => {
		account.linq.faults.add({ kind: 'error', status: 500, code: 3006 });
		for (const failed of [has(ownLine), has(ownLine)]) {
			await expect(failed).rejects.toMatchObject({ failure: { code: 3006 } });
		}
		expect(account.sent).toHaveLength(1);
		expect(await has(ownLine)).toBe(true);
	});
});

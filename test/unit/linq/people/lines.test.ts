import { availableLine, listLines, OwnLines } from '../../../../nodes/linq/people/lines';
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

	test('surely: when the whole list could be read', async () => {
		expect(await lines.surelyHas(ownLine, patience)).toBe(true);
		expect(await lines.surelyHas('+12025550101', patience)).toBe(false);
	});

	test.each([
		['there is none', []],
		[
			'one can not be read',
			[
				{ id, phone_number: ownLine },
				{ id, phone_number: '2025550101' },
			],
		],
		['none can be read', [{ id }]],
	])('not surely where %s, though it can be asked', async (_what, phone_numbers) => {
		answer({ phone_numbers });
		await expect(lines.surelyHas('+12025550102', patience)).rejects.toMatchObject({
			failure: { category: 'invalid_response' },
		});
		expect(await lines.has('+12025550102', patience)).toBe(false);
		expect(account.sent).toHaveLength(1);
	});
});

describe('the number Linq would write from', () => {
	const choice = { to: ['+12025550101'], exclude_from: ['+12025550098'] };

	test('is asked for with the people, and without those not to be used', async () => {
		expect(await availableLine(account.client, choice, patience)).toEqual({
			line: ownLine,
			attempts: 1,
		});
		expect(account.sent.map(decodeURIComponent)).toEqual([
			'GET /v3/available_number?to=+12025550101&exclude_from=+12025550098',
		]);
	});

	test.each([{}, { phone_number: '2025550100' }, { phone_number: [ownLine] }])(
		'an answer of %j names none',
		async (body) => {
			answer(body);
			await expect(availableLine(account.client, choice, patience)).rejects.toMatchObject({
				attempts: 1,
				failure: { category: 'invalid_response' },
			});
		},
	);

	test.each([
		[404, 2015],
		[409, undefined],
		[422, 4002],
	])('%s with %s: none can write to them now, which passes', async (status, code) => {
		account.linq.faults.add({ kind: 'error', status, code });
		await expect(availableLine(account.client, choice, patience)).rejects.toMatchObject({
			failure: {
				hint: expect.stringMatching(
					/^None of your numbers can write to these people now/,
				) as string,
				retryable: true,
			},
		});
	});
});

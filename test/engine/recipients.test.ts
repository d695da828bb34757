import type { INodeParameters } from 'n8n-workflow';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => {
	setting.linq.requests.length = 0;
});

afterAll(async () => {
	await setting.linq.close();
});

const phone = (index: number) => `+1202556${1000 + index}`;
const people = (count: number) => Array.from({ length: count }, (_, index) => phone(index));

/** Writes to the people that the item's field `to` names. */
const write = async (to: unknown, options: INodeParameters = {}) =>
	await setting.run('message', 'sendToHandles', [{ json: { to } as never }], {
		to: '={{ $json.to }}',
		text: 'Hello',
		options,
	});

/** Whom Linq was asked to write to. */
async function asked(to: unknown, options: INodeParameters = {}): Promise<unknown> {
	const { error } = await write(to, options);
	expect(error.map(({ json }) => json.error)).toEqual([]);
	expect(setting.linq.requests).toHaveLength(1);
	return (setting.linq.requests[0]!.body as { to: unknown }).to;
}

async function refused(to: unknown, options: INodeParameters = {}) {
	const result = await write(to, options);
	expect(result.success).toEqual([]);
	expect(setting.linq.requests).toEqual([]);
	const [report] = reportsOf(result);
	expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
	return report!;
}

describe('several people', () => {
	test.each<[string, unknown]>([
		['separated by commas', `${phone(0)}, jo@example.com,${phone(1)}`],
		['separated by semicolons', `${phone(0)};jo@example.com; ${phone(1)}`],
		['on lines of their own', `${phone(0)}\njo@example.com\r\n${phone(1)}\n`],
		['with commas too many', `,${phone(0)},, jo@example.com,\n,${phone(1)},`],
		['as a list', [phone(0), 'jo@example.com', phone(1)]],
		['as a list with gaps', [phone(0), null, 'jo@example.com', '', ' ', phone(1)]],
		['as a list with a number', [phone(0), 'jo@example.com', Number(phone(1).slice(1))]],
		['with names', `Al <${phone(0)}>, Jo <jo@example.com>, tel:${phone(1)}`],
	])('%s', async (_, to) => {
		const options = { defaultCountry: 'US' };
		expect(await asked(to, options)).toEqual([phone(0), 'jo@example.com', phone(1)]);
	});

	test('one alone, as text or as a number', async () => {
		expect(await asked(phone(0))).toEqual([phone(0)]);
		setting.linq.requests.length = 0;
		expect(await asked(12025561000, { defaultCountry: 'US' })).toEqual([phone(0)]);
	});

	test('the same person in different notations counts once, at the first place', async () => {
		const to = '+12025561001, (202) 556-1000, +1 202.556.1000, tel:+12025561000, 2025561001';
		expect(await asked(to, { defaultCountry: 'US' })).toEqual([phone(1), phone(0)]);
	});

	test('the same address in different case counts once, as it was written first', async () => {
		const to = 'Jo@Example.com, jo@example.com, JO@EXAMPLE.COM';
		expect(await asked(to)).toEqual(['Jo@example.com']);
	});

	test('31 are asked for; the same ones twice are no more than 31', async () => {
		const to = people(31);
		expect(await asked([...to, ...to])).toEqual(to);
	});
});

describe('refused before anything is sent', () => {
	test('32 people', async () => {
		expect(await refused(people(32))).toMatchObject({
			message: 'There are 32 recipients',
			hint: 'Linq takes at most 31: split them into several chats.',
		});
	});

	test.each<[string, unknown]>([
		['nothing', ''],
		['spaces and commas', ' , ,\n'],
		['null', null],
		['an empty list', []],
		['a list of nothing', ['', null, ' ']],
	])('%s: nobody to write to', async (_, to) => {
		expect(await refused(to)).toMatchObject({ message: 'The recipients are missing' });
	});

	test.each<[string, unknown, string]>([
		['no number', 'not a number', 'number 2 of 3'],
		['an object', { phone: phone(1) }, 'number 2 of 3'],
		['a list', [phone(1)], 'number 2 of 3'],
		['true', true, 'number 2 of 3'],
		['half a number', 1.5, 'number 2 of 3'],
		['control characters', `${phone(1)}\u0000`, 'number 2 of 3'],
		['a header', `${phone(1)}\r\nX-Other: 1`, 'number 2 of 3'],
		['an extension', `${phone(1)} ext. 7`, 'number 2 of 3'],
		['10,000 characters', '1'.repeat(10_000), 'number 2 of 3'],
	])('one bad among many, by its place: %s', async (_, bad, place) => {
		const { message, hint } = await refused([phone(0), bad, phone(2)]);
		expect(message).toContain(`(${place})`);
		expect(hint).toMatch(/^[A-Z].*\.$/);
	});

	test('a bad one alone needs no place', async () => {
		expect((await refused('nobody')).message).not.toContain('number 1');
		expect((await refused({ phone: phone(0) })).message).not.toContain('number 1');
		expect((await refused(true)).message).not.toContain('number 1');
	});

	test('national notation without a country, by its place', async () => {
		const { message } = await refused(`${phone(0)}, 202 556 1001`);
		expect(message).toBe('The phone number has no country code (number 2 of 2)');
	});
});

describe('one’s own number', () => {
	const create = async (from: unknown, options: INodeParameters = {}) =>
		await setting.run('chat', 'create', [{ json: { from } as never }], {
			...{ from: byId('={{ $json.from }}'), to: phone(0), text: 'Hello', options },
		});

	test('in any usual notation', async () => {
		const { success } = await create('(202) 555-0100', { defaultCountry: 'US' });
		expect(success).toHaveLength(1);
		expect(setting.linq.requests[0]!.body).toMatchObject({ from: ownLine, to: [phone(0)] });
	});

	test.each<[string, unknown, string]>([
		['nothing', '', 'Your own number is missing'],
		['null', null, 'Your own number is missing'],
		['an email address', 'jo@example.com', 'Your own number is an email address'],
		['a list', [ownLine], 'The phone number or email address is not text'],
	])('%s is none', async (_, from, message) => {
		const [report] = reportsOf(await create(from));
		expect(report).toMatchObject({ message, category: 'invalid_input', attempts: 0 });
		expect(setting.linq.requests).toEqual([]);
	});
});

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

test('one person with a comma in the name', async () => {
	expect(await asked('"Doe, Jo" <jo@example.com>')).toEqual(['jo@example.com']);
});

describe('numbers not to use', () => {
	test('are one’s own in any notation, each once', async () => {
		const excludeFrom = '+1 (202) 555-0101; 44 20 7946 0110\n+12025550101';
		await write('jo@example.com', { excludeFrom, defaultCountry: 'GB' });
		expect(setting.linq.requests[0]!.body).toMatchObject({
			exclude_from: ['+12025550101', '+442079460110'],
		});
	});

	test.each([
		['jo@example.com', 'Your number is an email address'],
		[
			'our second number',
			'This is neither a phone number nor an email address: it has letters in it',
		],
		[' ', 'The option Numbers Not to Use is empty'],
	])('%j: none of them is left out silently', async (excludeFrom, message) => {
		expect((await refused('jo@example.com', { excludeFrom })).message).toBe(message);
	});
});

describe('several people', () => {
	test.each<[string, unknown]>([
		['separated by commas', `${phone(0)}, jo@example.com,${phone(1)}`],
		['separated by semicolons', `${phone(0)};jo@example.com; ${phone(1)}`],
		['on lines of their own', `${phone(0)}\njo@example.com\r\n${phone(1)}\n`],
		['with commas too many', `,${phone(0)},, jo@example.com,\n,${phone(1)},`],
		['as a list', [phone(0), 'jo@example.com', phone(1)]],
		['as a list with gaps', [phone(0), null, 'jo@example.com', '', ' ', phone(1)]],
		['as a list with a number', [phone(0), 'jo@example.com', Number(phone(1).slice(1))]],
		['as a list whose texts hold several', [`${phone(0)}; jo@example.com`, ` ${phone(1)}\r\n`]],
		['as a list in JSON', JSON.stringify([phone(0), 'jo@example.com', phone(1)])],
		['as a list in JSON on several lines', `\n[\n"${phone(0)}",\n"jo@example.com, ${phone(1)}"]\n`],
		[
			'as a list in JSON with gaps',
			JSON.stringify(['', phone(0), null, 'jo@example.com', phone(1)]),
		],
		['as a list in JSON with numbers', '[12025561000, "jo@example.com", 2025561001]'],
		['in brackets that are no JSON', `[${phone(0)}], jo@example.com, [202 556 1001]`],
		[
			'with names that have a comma',
			[phone(0), '"Doe, Jo" <jo@example.com>', `Doe, Al <${phone(1)}>`],
		],
		['with names', `Al <${phone(0)}>, Jo <jo@example.com>, tel:${phone(1)}`],
	])('%s', async (_, to) => {
		const options = { defaultCountry: 'US' };
		expect(await asked(to, options)).toEqual([phone(0), 'jo@example.com', phone(1)]);
	});

	test('one alone, as text or as a number', async () => {
		for (const one of [phone(0), 12025561000, '12025561000', ' [2025561000] ']) {
			setting.linq.requests.length = 0;
			expect(await asked(one, { defaultCountry: 'US' })).toEqual([phone(0)]);
		}
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

	test('more than anyone would name is not even read, however often it names the same', async () => {
		const twentyThousand = Array.from({ length: 20_000 }, () => phone(0));
		const crowd = [twentyThousand, twentyThousand.join(), JSON.stringify(twentyThousand)];
		for (const to of [...crowd, Array.from({ length: 301 }, () => 'nobody')]) {
			expect(await refused(to)).toMatchObject({
				message: expect.stringMatching(/^There are (20000|301) phone numbers and email/) as string,
				hint: 'Keep no more than 300 in it: split them into several records before this step.',
			});
		}
		expect(await asked(Array.from({ length: 300 }, () => phone(0)))).toEqual([phone(0)]);
	});

	test.each<[string, unknown]>([
		['nothing', ''],
		['spaces and commas', ' , ,\n'],
		['null', null],
		['an empty list', []],
		['a list of nothing', ['', null, ' ', ' ,\n']],
		['an empty list in JSON', ' [] '],
		['a list of nothing in JSON', '[null, "", " ; "]'],
	])('%s: nobody to write to', async (_, to) => {
		expect(await refused(to)).toMatchObject({
			message: 'To is missing: there is nobody to write to',
		});
	});

	test.each<[string, unknown, string]>([
		['no number', 'not a number', 'number 2 of 3'],
		['an object', { phone: phone(1) }, 'number 2 of 3'],
		['a list', [phone(1)], 'number 2 of 3'],
		['true', true, 'number 2 of 3'],
		['half a number', 1.5, 'number 2 of 3'],
		['control characters', `+1202\u00005561001`, 'number 2 of 3'],
		['a header', `${phone(1)}\r\nX-Other: 1`, 'number 3 of 4'],
		['something behind a comma', `${phone(1)}, nobody`, 'number 3 of 4'],
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

	const noComma = 'There is no comma between two phone numbers or email addresses';
	const putCommas = 'Put commas between them, or give them as a list of texts.';
	const keepOnly =
		'Keep only phone numbers and email addresses in the field, with commas between them: +1 202 555 0100, jo@example.com.';
	const asText =
		'Give the phone numbers or email addresses as one text with commas between them, or as a list of texts.';
	const notText = 'The phone number or email address is not text';

	test.each<[string, unknown, string, string]>([
		['a space', `${phone(0)} ${phone(1)}`, noComma, putCommas],
		['a slash', `${phone(0)} / ${phone(1)}`, noComma, putCommas],
		['a bar', `${phone(0)}|${phone(1)}`, noComma, putCommas],
		['a word', `${phone(0)} and ${phone(1)}`, noComma, putCommas],
		['a space between addresses', 'jo@example.com ann@example.com', noComma, putCommas],
		[
			'a space, in the second of two',
			[phone(2), `${phone(0)} ${phone(1)}`],
			`${noComma} (number 2 of 2)`,
			putCommas,
		],
		[
			'a word between national numbers',
			'202 556 1000 and 202 556 1001',
			'This is neither a phone number nor an email address: it has letters in it',
			keepOnly,
		],
		[
			'a star',
			`${phone(0)} * 202`,
			'This is neither a phone number nor an email address',
			keepOnly,
		],
		[
			'a space between national numbers',
			'202 556 1000 202 556 1001',
			'The phone number is too long for the default country US',
			'Correct the number in the record; if it is more than one, put commas between them.',
		],
		[
			'a tab',
			`${phone(0)}\t${phone(1)}`,
			'The field holds a tab or another control character',
			keepOnly,
		],
		[
			'very many spaces',
			`${phone(0)}${' '.repeat(1_000)}${phone(1)}`,
			'This is longer than any phone number or email address',
			keepOnly,
		],
		['objects', [{ handle: phone(0) }], notText, asText],
		[
			'objects in JSON',
			JSON.stringify([{ handle: phone(0) }, phone(1)]),
			`${notText} (number 1 of 2)`,
			asText,
		],
		['a yes', true, notText, asText],
		['an object', { handle: phone(0) }, notText, asText],
		['lists in a list', [[phone(0)]], notText, asText],
		[
			'an object in JSON',
			JSON.stringify({ handle: phone(0) }),
			'This is neither a phone number nor an email address: it has letters in it',
			keepOnly,
		],
	])(
		'%s in place of a comma: what to do fits a field for several',
		async (_, to, message, hint) => {
			expect(await refused(to, { defaultCountry: 'US' })).toMatchObject({ message, hint });
		},
	);

	test('a number that is too short needs no comma', async () => {
		expect(await refused('+1202555')).toMatchObject({
			hint: 'Correct the number in the record; digits may be missing, doubled, or from another country.',
		});
	});

	test('where one person is asked for, nothing is said of commas', async () => {
		const items = [`${phone(0)} ${phone(1)}`, [phone(0)], '+1202\n5561000', 'nobody'];
		const result = await setting.add(items.map((phone) => ({ phone })));
		expect(reportsOf(result).map(({ hint }) => hint)).toEqual([
			'Keep one in the field, or split them into records of their own before this step.',
			'Map a field that holds a single phone number or email address, not a list, an object or a yes/no value.',
			'Keep one phone number or email address in the field, on one line.',
			'Keep only the number in the field, such as +1 202 555 0100, or only the email address.',
		]);
	});

	test('one bad among several in the only text of a list, by its place', async () => {
		expect((await refused([`${phone(0)}, nobody`])).message).toContain('(number 2 of 2)');
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
		['nothing', '', 'Your number is missing'],
		['null', null, 'Your number is missing'],
		['an email address', 'jo@example.com', 'Your number is an email address'],
		['a list', [ownLine], 'The phone number or email address is not text'],
	])('%s is none', async (_, from, message) => {
		const [report] = reportsOf(await create(from));
		expect(report).toMatchObject({ message, category: 'invalid_input', attempts: 0 });
		expect(setting.linq.requests).toEqual([]);
	});
});

describe('numbers and events of a webhook', () => {
	const create = async (subscribedEvents: unknown, phoneNumbers: unknown) => {
		const json = { subscribedEvents, phoneNumbers } as never;
		return await setting.run('webhookSubscription', 'create', [{ json }], {
			targetUrl: `https://example.com/${setting.linq.account.webhookSubscriptions.length}`,
			subscribedEvents: '={{ $json.subscribedEvents }}',
			options: { phoneNumbers: '={{ $json.phoneNumbers }}', defaultCountry: 'US' },
		});
	};
	const events = ['message.received', 'call.ended'];
	const lines = [phone(0), phone(1)];

	test.each<[string, unknown, unknown]>([
		['as text', events.join(', '), lines.join('\n')],
		['as lists', events, lines],
		['as lists in JSON', JSON.stringify(events), JSON.stringify(lines)],
		['twice', [...events, ...events], [...lines, '202 556 1000']],
		['as lists with gaps', ['', ...events], [null, ...lines, ' ']],
		['as a list whose texts hold several', events, [lines.join(';')]],
	])('%s', async (_, given, numbers) => {
		const { error } = await create(given, numbers);
		expect(error).toEqual([]);
		expect(setting.linq.requests.map(({ body }) => body)).toMatchObject([
			{ subscribed_events: events, phone_numbers: lines },
		]);
	});

	test.each<[string, unknown, string]>([
		['a person', [ownLine, 'jo@example.com'], 'Your number is an email address'],
		['no comma', lines.join(' '), 'There is no comma between two phone numbers or email addresses'],
		[
			'one of them too short',
			[ownLine, '+1202555'],
			'The phone number is too short for its country code (number 2 of 2)',
		],
	])('%s is refused', async (_, numbers, message) => {
		expect(reportsOf(await create(events, numbers))).toMatchObject([
			{ message, category: 'invalid_input', attempts: 0 },
		]);
		expect(setting.linq.requests).toEqual([]);
	});

	test.each([[['message.received', 7]], [['Message: Received']], ['[]'], [[]], ['']])(
		'%j are no events',
		async (given) => {
			expect(reportsOf(await create(given, lines))).toMatchObject([
				{ message: 'The events are missing, or one of them is none', attempts: 0 },
			]);
		},
	);
});

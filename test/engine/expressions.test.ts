import type { INodeParameters } from 'n8n-workflow';
import type { NodeResult } from './engine';
import { isList, menu, placesOf, titleOf, unknownId, type MenuEntry } from './operations';
import { byId, reportsOf, startSetting, type Report, type Setting } from './setting';
import { runSideBySide } from './sideBySide';

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

/** What an expression may give instead of what was meant. */
const strange: unknown[] = [
	...[{}, { a: { b: 1 } }, { toString: 'x' }, [], [[]], ['x', 1]],
	...[7, -1, 1.5, true, false, null],
];
const items = strange.map((value) => ({ json: { value } as never }));
const common = ['concurrency', 'includeInputFields', 'maxRetries', 'timeout'];

/** The common options are read the same way everywhere, so one operation stands for all. */
const placesIn = (entry: MenuEntry) =>
	placesOf(entry).filter(({ property }) => entry === menu[0] || !common.includes(property.name));

test.each(menu.map((entry) => [titleOf(entry), entry] as const))(
	'%s: whatever a parameter gives, each item comes out, and nothing odd is sent',
	async (_, entry) => {
		const places = placesIn(entry);
		const all = places.map(({ filled }) => filled('={{ $json.value }}'));
		// One that waits has the whole execution wait.
		const together = entry.operation === 'sendAndWait' ? all.map((one) => [one]) : [all];
		const results: NodeResult[] = [];
		for (const some of together) results.push(...(await runSideBySide(setting, items, some)));
		for (const [index, { path }] of places.entries()) {
			const result = results[index]!;
			const out = [...result.success, ...result.error].map(
				({ pairedItem }) => (pairedItem as { item: number }).item,
			);
			out.sort((one, other) => one - other);
			if (!isList(entry)) expect([path, out]).toEqual([path, [...items.keys()]]);
			// A contact that can be used goes up first: its place is asked for, then it is put there.
			const requests = path.startsWith('files.file.contact') ? 3 : 1;
			expect([path, reportsOf(result).filter((report) => !isRight(report, requests))]).toEqual([
				path,
				[],
			]);
		}
		const sent = setting.linq.requests.map(({ url, rawBody }) => decodeURIComponent(url) + rawBody);
		const odd = /\[object|undefined|NaN|function/;
		expect(sent.filter((request) => odd.test(request))).toEqual([]);
	},
);

/** Refused before anything was sent, or by Linq. */
function isRight({ status, category, attempts, message }: Report, requests: number): boolean {
	if (message.includes('report it to the makers')) return false;
	if (status !== null) return attempts === requests;
	return attempts === 0 && category === 'invalid_input';
}

describe('a message of', () => {
	const send = async (value: unknown, message: INodeParameters) =>
		await setting.run('message', 'send', [{ json: { value } as never }], {
			...{ chatId: byId(setting.chatId), text: 'Hello' },
			...message,
		});
	const given = '={{ $json.value }}';
	const files = { url: 'https://example.com/a', attachmentId: unknownId };

	test.each([
		[7, '7'],
		[0, '0'],
		[-1.5, '-1.5'],
		['', ''],
	])('the text %j: as it is written', async (value, expected) => {
		const { success, error } = await send(value, { text: given });
		const [request] = setting.linq.requests;
		expect(success).toHaveLength(expected === '' ? 0 : 1);
		expect(error).toHaveLength(expected === '' ? 1 : 0);
		const body = request?.body as { message: { parts: unknown[] } } | undefined;
		expect(body?.message.parts ?? []).toEqual(
			expected === '' ? [] : [{ type: 'text', value: expected }],
		);
	});

	test.each([
		[
			'={{ DateTime.fromISO("2026-11-23T10:00:00Z", { zone: "utc" }) }}',
			'2026-11-23T10:00:00.000Z',
		],
		['={{ new Date(Date.UTC(2026, 10, 23)) }}', '2026-11-23T00:00:00.000Z'],
	])('the date %s: as n8n writes it', async (text, expected) => {
		const { error } = await send(0, { text });
		expect(error).toEqual([]);
		const { message } = setting.linq.requests[0]!.body as { message: { parts: unknown[] } };
		expect(message.parts).toEqual([{ type: 'text', value: expected }]);
	});

	test.each(['={{ Number("x") }}', '={{ 1 / 0 }}', '={{ new Date("x") }}'])(
		'%s, which is no text to send',
		async (text) => {
			const { success, error } = await send(0, { text });
			expect([success.length, error.length]).toEqual([0, 1]);
			expect(setting.linq.requests).toEqual([]);
		},
	);

	test.each<[string, unknown, INodeParameters, string]>([
		['an object for the text', {}, { text: given }, "The field Text can't be used as it is"],
		['a list for the text', ['Hi'], { text: given }, "The field Text can't be used as it is"],
		['true for the text', true, { text: given }, "The field Text can't be used as it is"],
		[
			'an object for a file’s address',
			{ href: 'https://example.com' },
			{ files: { file: [{ source: 'url', url: given }] } },
			"The field Web Address can't be used as it is",
		],
		[
			'a number for a file’s address',
			7,
			{ files: { file: [{ source: 'url', url: given }] } },
			"The file's web address can't be used",
		],
		[
			'a list for a file’s source',
			['url'],
			{ files: { file: [{ ...files, source: given }] } },
			"The field Source can't be used as it is",
		],
		[
			'an object for a file’s field',
			{ data: 'data' },
			{ files: { file: [{ binaryPropertyName: given }] } },
			"The field Input Binary Field can't be used as it is",
		],
		['an object for a link', {}, { options: { link: given } }, 'The option Link Preview'],
		['a list for an effect', ['slam'], { options: { effect: given } }, 'The option Effect'],
		['a number for an effect', 7, { options: { effect: given } }, 'There is no such effect'],
		['true for a service', true, { options: { preferredService: given } }, 'Messaging Service'],
		[
			'an object for the text’s place',
			{},
			{ options: { textPosition: given } },
			'The option Text Position',
		],
		['an object for a key', {}, { options: { idempotencyKey: given } }, 'Idempotency Key'],
		['an object for parts', {}, { options: { parts: given } }, 'The parts of the message are no'],
		['true for parts', true, { options: { parts: given } }, 'The parts of the message are no'],
		[
			'an object for words',
			{},
			{ options: { textStyles: { style: [{ words: given }] } } },
			"The field Words can't be used as it is",
		],
		[
			'a number for a card’s team',
			1234567890.5,
			{ options: { appCard: { card: { teamId: given } } } },
			'The team ID of the app card is none',
		],
	])('%s is refused', async (_, value, message, reason) => {
		const [report] = reportsOf(await send(value, message));
		expect(report?.message).toContain(reason);
		expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
		expect(setting.linq.requests).toEqual([]);
	});

	test('parts that an expression gives as a list', async () => {
		const parts = [{ type: 'text', value: 'Hi' }];
		const { success } = await send(parts, { options: { parts: given } });
		expect(success).toHaveLength(1);
		expect(setting.linq.requests[0]!.body).toMatchObject({ message: { parts } });
	});
});

describe('a field that a record does not have clears nothing', () => {
	const phoneNumberId = byId(unknownId);
	const subscriptionId = unknownId;
	const value = '={{ $json.value }}';

	test.each<[string, string, INodeParameters, string]>([
		['phoneNumber', 'update', { phoneNumberId, forwardingNumber: value }, 'Forwarding Number'],
		[
			...(['webhookSubscription', 'update'] as const),
			{ subscriptionId, updateFields: { phoneNumbers: value } },
			'Your Numbers',
		],
		[
			...(['webhookSubscription', 'update'] as const),
			{ subscriptionId, updateFields: { isActive: value } },
			"The field Active can't be used as it is",
		],
		[
			...(['webhookSubscription', 'update'] as const),
			{ subscriptionId, updateFields: { targetUrl: value } },
			'The field Web Address is empty',
		],
		[
			...(['webhookSubscription', 'create'] as const),
			{
				targetUrl: 'https://example.com/linq',
				subscribedEvents: ['message.received'],
				options: { phoneNumbers: value },
			},
			'Your Numbers',
		],
		['contactCard', 'get', { options: { phoneNumber: value } }, 'The option Your Number is empty'],
		['phoneNumber', 'getAvailable', { options: { to: value } }, 'The option To is empty'],
		...(
			[
				['phoneNumber', 'getAvailable', {}],
				['message', 'sendToHandles', { to: '+12025561000', text: 'Hello' }],
			] as const
		).map(([resource, operation, parameters]): [string, string, INodeParameters, string] => [
			...([resource, operation] as const),
			{ ...parameters, options: { excludeFrom: value } },
			'The option Numbers Not to Use is empty',
		]),
		[
			'handle',
			'checkIMessage',
			{ address: 'jo@example.com', options: { from: value } },
			'The option Your Number is empty',
		],
	])('%s: %s, %j', async (resource, operation, parameters, message) => {
		const records = [null, undefined].map((given) => ({ json: { value: given } as never }));
		const result = await setting.run(resource, operation, records, parameters);
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toHaveLength(2);
		for (const report of reportsOf(result)) {
			expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
			expect(report.message).toContain(message);
		}
		expect(setting.linq.requests).toEqual([]);
	});

	test('an empty text does, on purpose', async () => {
		await setting.run('phoneNumber', 'update', [{ json: {} }], {
			...{ phoneNumberId, forwardingNumber: '' },
		});
		const update = { subscriptionId, updateFields: { phoneNumbers: '' } };
		await setting.run('webhookSubscription', 'update', [{ json: {} }], update);
		expect(setting.linq.requests.map(({ body }) => body)).toEqual([
			{ forwarding_number: '' },
			{ phone_numbers: [] },
		]);
	});

	test('a forwarding number is called so', async () => {
		const forwardingNumber = 'jo@example.com';
		const result = await setting.run('phoneNumber', 'update', [{ json: {} }], {
			...{ phoneNumberId, forwardingNumber },
		});
		expect(reportsOf(result)).toMatchObject([
			{
				message: 'The forwarding number is an email address',
				hint: 'Give a phone number with + and the country code, such as +1 202 555 0100.',
			},
		]);
	});
});

describe('what programs leave at the ends of a text', () => {
	const ends = '\r\n\t\u0000\ufeff\u200b ';
	const around = (text: string) => `${ends}${text}${ends}`;
	const given = '={{ $json.value }}';
	const bodyOf = async (
		[resource, operation]: [string, string],
		value: unknown,
		parameters: INodeParameters,
	) => {
		const items = [{ json: { value } as never }];
		const result = await setting.run(resource, operation, items, parameters);
		expect(reportsOf(result)).toEqual([]);
		return setting.linq.requests.at(-1)!.body;
	};

	test.each<[string, string, string, INodeParameters, object]>([
		[
			'a name',
			'update',
			'Acme ❤️',
			{ updateFields: { displayName: given } },
			{ display_name: 'Acme ❤️' },
		],
		[
			...(['a web address', 'update', 'https://example.com/logo.png'] as const),
			{ updateFields: { groupChatIcon: given } },
			{ group_chat_icon: 'https://example.com/logo.png' },
		],
		['an ID', 'update', unknownId, { chatId: byId(given), updateFields: { displayName: 'A' } }, {}],
	])('%s', async (_, operation, value, parameters, expected) => {
		const { linq, chatId } = setting;
		linq.requests.length = 0;
		const all = { chatId: byId(chatId), ...parameters };
		const items = [{ json: { value: around(value) } as never }];
		await setting.run('chat', operation, items, all);
		const [{ path, body } = { path: '', body: {} }] = linq.requests;
		expect(path).toMatch(new RegExp(`/(${chatId}|${unknownId})$`));
		expect(body).toMatchObject(expected);
	});

	test('a choice, a number, a key, and a link', async () => {
		const options = { preferredService: given, idempotencyKey: '={{ "\\t" + $json.value }}' };
		const parameters = { chatId: byId(setting.chatId), text: 'Hi', options };
		expect(await bodyOf(['message', 'send'], around('SMS'), parameters)).toMatchObject({
			message: {
				preferred_service: 'SMS',
				idempotency_key: expect.stringMatching(/^SMS-[0-9a-f]{16}$/) as string,
			},
		});
		const link = { chatId: byId(setting.chatId), options: { link: given } };
		expect(await bodyOf(['message', 'send'], around('https://example.com/a'), link)).toMatchObject({
			message: { parts: [{ type: 'link', value: 'https://example.com/a' }] },
		});
		const { success } = await setting.run('chat', 'getAll', [{ json: { value: around('1') } }], {
			limit: given,
		});
		expect(success).toHaveLength(1);
	});

	test('what a message says stays as it is; what shows as nothing is no message', async () => {
		const parameters = { chatId: byId(setting.chatId), text: given };
		expect(await bodyOf(['message', 'send'], ' Hi\n\nJo\n', parameters)).toMatchObject({
			message: { parts: [{ type: 'text', value: ' Hi\n\nJo\n' }] },
		});
		const result = await setting.run('message', 'send', [{ json: { value: ends } }], parameters);
		expect(reportsOf(result)).toMatchObject([{ message: 'The message is empty', attempts: 0 }]);
	});
});

describe('an option that is switched on or off', () => {
	const carried = async (value: unknown) => {
		const { success, error } = await setting.run(
			...(['chat', 'markAsRead'] as const),
			[{ json: { value } as never }],
			{ chatId: byId(setting.chatId), options: { includeInputFields: '={{ $json.value }}' } },
		);
		return success.length > 0 ? 'value' in success[0]!.json : reportsOf({ error } as never)[0];
	};

	test.each([true, 'TRUE', 'true', 'Yes', ' yes\r\n', '1', 1])('%j is yes', async (value) => {
		expect(await carried(value)).toBe(true);
	});

	test.each([false, 'FALSE', 'No', '\tno', '0', 0, '', ' ', null])('%j is no', async (value) => {
		expect(await carried(value)).toBe(false);
	});

	test.each<[unknown, string]>([
		['perhaps', '"perhaps"'],
		[2, '2'],
		['x'.repeat(100), `"${'x'.repeat(39)}…"`],
		[['yes'], 'a list'],
	])('%j is neither', async (value, quoted) => {
		expect(await carried(value)).toMatchObject({
			message: `The option Include Input Fields can't be used as it is: it holds ${quoted}`,
			...{ category: 'invalid_input', attempts: 0 },
		});
	});
});

/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import type { INodeParameters } from 'n8n-workflow';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

const person = '+12025550109';
const address = 'https://example.com/pay/1';

let setting: Setting;
let chatId: string;

beforeEach(async () => {
	setting = await startSetting();
	chatId = setting.linq.account.addChat({ from: ownLine, handles: [person] }).id;
});

afterEach(async () => {
	await setting.linq.close();
});

/** The option, with fields by their names. */
const experience = (
	name: string,
	action: string,
	fields: Record<string, string | number> = {},
): INodeParameters => ({
	experience: {
		card: {
			name,
			action,
			fields: { field: Object.entries(fields).map(([name, value]) => ({ name, value })) },
		},
	},
});
const payment = (fields: Record<string, string>) =>
	experience('agentpay', 'request_payment', fields);

const send = async (
	options: INodeParameters,
	records: object[] = [{}],
	message: INodeParameters = {},
) =>
	await setting.run(
		'message',
		'send',
		records.map((json) => ({ json }) as never),
		{ chatId: byId(chatId), options, ...message },
	);

const sent = () =>
	setting.linq.requests
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => (body as { message: object }).message);

test('an experience takes the place of parts, with each field in the type that Linq gives it', async () => {
	const fields = { amount: '={{ $json.cents }}', uses: ' 3 ' };
	const records = [{ cents: 1250 }, { cents: '1250' }];
	const { error } = await send(experience('agentcard', 'approve_card', fields), records);
	expect(error).toEqual([]);
	const params = { amount: 1250, uses: 3 };
	for (const message of sent()) {
		expect(message).toEqual({
			experience: { name: 'agentcard', action: 'approve_card', params },
			idempotency_key: expect.any(String) as string,
		});
	}
});

test('an action without fields is sent without them', async () => {
	await send(experience(' agentcard ', ' attach_card '));
	expect(sent()).toMatchObject([{ experience: { name: 'agentcard', action: 'attach_card' } }]);
	expect(sent()[0]).not.toHaveProperty('experience.params');
});

test('what Linq offers is read once for all items', async () => {
	const records = [1, 2, 3].map((order) => ({ order }));
	const options = payment({ checkout_url: `=${address}?order={{ $json.order }}` });
	const { success } = await send(options, records);
	expect(success).toHaveLength(3);
	const reads = setting.linq.requests.filter(({ method }) => method === 'GET');
	expect(reads.map(({ path }) => path)).toEqual(['/api/partner/v3/experiences']);
});

test('nothing is sent where it can’t be read, and the next item tries again', async () => {
	setting.linq.faults.add({ kind: 'error', status: 403, code: 2011, method: 'GET' });
	const result = await send(payment({ checkout_url: address }), [{}, {}]);
	expect(reportsOf(result)).toMatchObject([{ category: 'forbidden', code: 2011, attempts: 1 }]);
	expect(result.success).toHaveLength(1);
	expect(sent()).toHaveLength(1);
});

test('an answer that is no list is told so', async () => {
	setting.linq.faults.add({ kind: 'raw', status: 200, body: '{"experiences":{}}', method: 'GET' });
	const [report] = reportsOf(await send(payment({ checkout_url: address })));
	expect(report).toMatchObject({ category: 'invalid_response', attempts: 1 });
	expect(sent()).toEqual([]);
});

type Row = [what: string, options: INodeParameters, message: string, hint: string];

describe('refused after a look at what Linq offers, before anything is sent', () => {
	test.each<Row>([
		[
			'an unknown experience',
			experience('agentpray', 'request_payment'),
			'Your account has no experience "agentpray"',
			'Choose one of these: agentpay, agentcard, link.',
		],
		[
			'an unknown action',
			experience('agentcard', 'toString'),
			'The experience "agentcard" has no action "toString"',
			'Choose one of these: approve_card, attach_card.',
		],
		[
			'an unknown field',
			payment({ checkout_url: address, toString: 'red' }),
			'The action "request_payment" has no field "toString"',
			'Choose one of these: checkout_url, title, note.',
		],
		[
			'a field of an action that has none',
			experience('agentcard', 'attach_card', { title: 'Card' }),
			'The action "attach_card" has no field "title"',
			'Linq offers none',
		],
		[
			'a field that is missing',
			payment({ title: 'Order 2' }),
			'The action "request_payment" needs the field "checkout_url"',
			'Add it under Fields',
		],
		[
			'a field that a record does not fill',
			payment({ checkout_url: '={{ $json.nothing }}' }),
			'The action "request_payment" needs the field "checkout_url"',
			'the record it is taken from',
		],
		[
			'an address without encryption',
			payment({ checkout_url: 'http://example.com' }),
			'The field "checkout_url" of the experience can\'t be used as it is',
			'begins with https://',
		],
		[
			'a text that is too long',
			payment({ checkout_url: address, title: 'x'.repeat(41) }),
			'The field "title" of the experience can\'t be used as it is',
			'at most 40 characters',
		],
		[
			'an amount with a point',
			experience('agentcard', 'approve_card', { amount: '12.50' }),
			'The field "amount" of the experience can\'t be used as it is',
			'1250 for 12.50',
		],
		...['12.00', '1e3', '0x10', '-0', '+5', '1,250', '9'.repeat(16)].map((amount): Row => [
			`an amount that could be another: ${amount}`,
			experience('agentcard', 'approve_card', { amount }),
			'The field "amount" of the experience can\'t be used as it is',
			'1250 for 12.50',
		]),
		[
			'a number in another notation',
			experience('agentcard', 'approve_card', { amount: 1, uses: '3.0' }),
			'The field "uses" of the experience can\'t be used as it is',
			'whole number',
		],
		[
			'an amount below nothing',
			experience('agentcard', 'approve_card', { amount: -1 }),
			'The field "amount" of the experience can\'t be used as it is',
			'1250 for 12.50',
		],
		[
			'words for a number',
			experience('agentcard', 'approve_card', { amount: 1, uses: 'many' }),
			'The field "uses" of the experience can\'t be used as it is',
			'whole number',
		],
	])('%s', async (_, options, message, hint) => {
		const result = await send(options);
		expect(reportsOf(result)).toMatchObject([
			{ message, hint: expect.stringContaining(hint) as string, category: 'invalid_input' },
		]);
		expect(reportsOf(result)[0]!.attempts).toBe(0);
		expect(sent()).toEqual([]);
	});
});

describe('refused before Linq is asked at all', () => {
	const one = { name: 'agentcard', action: 'attach_card' };
	const asked = experience(one.name, one.action);

	test.each<[string, INodeParameters, INodeParameters, string]>([
		['without a name', experience('', 'open'), {}, 'Experience Name or ID is missing'],
		['without an action', experience('link', ' '), {}, 'Action Name or ID is missing'],
		['with a text', asked, { text: 'Hi' }, "An experience can't be combined with text or files"],
		[
			'with parts',
			{ ...asked, parts: '[{"type":"text","value":"Hi"}]' },
			{},
			"An experience can't be combined with text or files",
		],
		[
			'with a field twice',
			{
				experience: {
					card: {
						...one,
						fields: {
							field: [
								{ name: 'title', value: 'a' },
								{ name: ' title', value: 'b' },
							],
						},
					},
				},
			},
			{},
			'A field of the experience is filled in twice',
		],
		...['RCS', 'SMS'].map(
			(preferredService): [string, INodeParameters, INodeParameters, string] => [
				`by ${preferredService}`,
				{ ...asked, preferredService },
				{},
				`An experience can't go by ${preferredService}`,
			],
		),
		[
			'with a value for no field',
			{ experience: { card: { ...one, fields: { field: [{ value: 'a' }] } } } },
			{},
			'Field Name or ID is missing',
		],
	])('%s', async (_, options, message, reason) => {
		const result = await send(options, [{}], message);
		expect(reportsOf(result)).toMatchObject([{ message: reason, attempts: 0 }]);
		expect(setting.linq.requests).toEqual([]);
	});

	test('but not where iMessage is asked for', async () => {
		const { error } = await send({ ...asked, preferredService: 'iMessage' });
		expect(error).toEqual([]);
		expect(sent()).toHaveLength(1);
	});

	test.each(['chat: create', 'message: sendToHandles'])('%s, to several', async (title) => {
		const [resource, operation] = title.split(': ') as [string, string];
		const result = await setting.run(resource, operation, [{ json: {} }], {
			...{ from: byId(ownLine), to: `${person}, jo@example.com`, options: asked },
		});
		expect(reportsOf(result)).toMatchObject([
			{
				message: 'An experience goes to one person, and there are 2',
				hint: 'Use one item for each person, with one phone number or email address in To.',
				attempts: 0,
			},
		]);
		expect(setting.linq.requests).toEqual([]);
	});
});

describe('an update of an app card', () => {
	const update = async (options: INodeParameters) => {
		const { account } = setting.linq;
		const { id } = account.addMessage(account.chat(chatId)!, {
			delivery_status: 'delivered',
			parts: [
				{
					type: 'imessage_app',
					app: { name: 'Acme', team_id: 'ABCDE12345', bundle_id: 'com.example.acme' },
					...{ layout: { caption: 'One' }, fallback_text: 'One', url: '', reactions: null },
				},
			],
		});
		return await setting.run('message', 'updateAppCard', [{ json: {} }], {
			...{ messageId: byId(id), caption: 'Two', options },
		});
	};

	test('takes an experience in place of the web address', async () => {
		expect((await update(payment({ checkout_url: address }))).error).toEqual([]);
		const [report] = reportsOf(
			await update({ ...payment({ checkout_url: address }), url: address }),
		);
		expect(report).toMatchObject({
			message: "An experience can't be combined with a web address",
			attempts: 0,
		});
	});

	test('sends nothing where the experience does not fit', async () => {
		const [report] = reportsOf(await update(payment({ colour: 'red' })));
		expect(report?.message).toBe('The action "request_payment" has no field "colour"');
		expect(setting.linq.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test('takes the app, described in full', async () => {
		const app = { appName: 'Acme', teamId: 'ABCDE12345', bundleId: 'com.example.acme' };
		expect((await update({ app: { app } })).error).toEqual([]);
		const [report] = reportsOf(await update({ app: { app: { ...app, teamId: 'x' } } }));
		expect(report).toMatchObject({ message: 'The team ID of the app card is none', attempts: 0 });
	});
});

describe('the lists of the option', () => {
	const load = async (method: string, name?: string, action?: string) => {
		const card = { ...(name && { name }), ...(action && { action }) };
		return await setting.engine.loadOptions(method, setting.credential, {
			...{ resource: 'message', operation: 'send', options: { experience: { card } } },
		});
	};

	test('show what the account may send, with the actions and their fields', async () => {
		expect(await load('getExperiences')).toEqual([
			{ name: 'Agent Pay', value: 'agentpay' },
			{ name: 'Agent Card', value: 'agentcard' },
			{ name: 'Link', value: 'link' },
		]);
		expect(await load('getExperienceActions', 'agentpay')).toEqual([
			{ name: 'Request Payment', value: 'request_payment', description: 'Ask for a payment' },
		]);
		expect(await load('getExperienceFields', 'agentpay', 'request_payment')).toEqual([
			{
				...{ name: 'Checkout Url', value: 'checkout_url' },
				description: 'Required: a web address that begins with https://',
			},
			{
				...{ name: 'Title', value: 'title' },
				description: 'Optional: text of at most 40 characters',
			},
			{
				...{ name: 'Note', value: 'note' },
				description: 'Optional: text of at most 120 characters',
			},
		]);
		expect(await load('getExperienceFields', 'agentcard', 'approve_card')).toMatchObject([
			{ description: 'Required: an amount in the smallest unit of the currency' },
			{ description: 'Optional: a whole number' },
		]);
	});

	test.each([
		['getExperienceActions', undefined, undefined, 'Choose the experience first'],
		['getExperienceActions', '={{ $json.name }}', undefined, 'Choose the experience first'],
		['getExperienceFields', 'agentpay', undefined, 'Choose the action first'],
		['getExperienceFields', 'agentpay', 'attach_card', 'Choose the action first'],
	])('%s, for %j and %j: %s', async (method, name, action, message) => {
		await expect(load(method, name, action)).rejects.toMatchObject({
			message,
			description: expect.stringMatching(/use one here, too\.$/) as string,
		});
	});

	test("show Linq's reason where it refuses, and say where there are none", async () => {
		setting.linq.faults.add({ kind: 'raw', status: 200, body: '{"experiences":[]}' });
		await expect(load('getExperiences')).rejects.toMatchObject({
			message: 'Your Linq account has no experiences',
		});
		setting.credential.apiKey = 'another-key-0123456789';
		await expect(load('getExperiences')).rejects.toMatchObject({ httpCode: '401' });
	});

	test('take whatever Linq may answer, and keep what can be read', async () => {
		const answer = {
			experiences: [
				null,
				{ experience: 7 },
				{ experience: 'bare' },
				{
					experience: 'odd',
					actions: [null, { name: 'go', fields: { a: null, b: {}, c: { type: 'toString' } } }],
				},
			],
		};
		const body = JSON.stringify(answer);
		setting.linq.faults.add({ kind: 'raw', status: 200, body, times: Infinity });
		expect(await load('getExperiences')).toEqual([
			{ name: 'bare', value: 'bare' },
			{ name: 'odd', value: 'odd' },
		]);
		expect(await load('getExperienceActions', 'odd')).toEqual([{ name: 'Go', value: 'go' }]);
		expect(await load('getExperienceFields', 'odd', 'go')).toEqual([
			{ name: 'B', value: 'b', description: 'Optional: text' },
			{ name: 'C', value: 'c', description: 'Optional: text' },
		]);
	});
});

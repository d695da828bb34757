import { isGone, type LinqError } from '../../../../nodes/linq/errors';
import {
	createSubscription,
	deleteSubscription,
	listEventTypes,
	listSubscriptions,
	updateSubscription,
} from '../../../../nodes/linq/webhooks/webhookSubscriptions';
import { openAccount, ownLine, patience, type Connected } from '../account';

let account: Connected;

beforeEach(async () => {
	account = await openAccount();
});

afterEach(async () => {
	await account.linq.close();
});

const targetUrl = 'https://n8n.example/webhook/1';
const wish = { targetUrl, events: ['message.received'], phoneNumbers: [] as string[] };
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const nowhere = '550e8400-e29b-41d4-a716-446655440000';
const path = '/v3/webhook-subscriptions';

const answer = (body: object) =>
	account.linq.faults.add({ kind: 'raw', body: JSON.stringify(body) });
const create = async (more: Partial<typeof wish> = {}) =>
	await createSubscription(account.client, { ...wish, ...more }, patience);
const list = async () => await listSubscriptions(account.client, patience);
const existing = () => account.linq.account.webhookSubscriptions;
const bodies = () => account.linq.requests.map(({ body }) => body);
const failureOf = async (work: Promise<unknown>) =>
	await work.then(
		() => undefined,
		(error: unknown) => error,
	);

describe('subscribing', () => {
	test('gives the ID and the secret that Linq shows once', async () => {
		const made = await create({ phoneNumbers: [ownLine] });
		expect(existing()).toMatchObject([
			{
				id: made.id,
				signing_secret: made.secret,
				target_url: targetUrl,
				subscribed_events: ['message.received'],
				phone_numbers: [ownLine],
			},
		]);
		expect(account.sent).toEqual([`POST ${path}`]);
	});

	test('to all lines names none', async () => {
		await create();
		expect(bodies()).toEqual([{ target_url: targetUrl, subscribed_events: ['message.received'] }]);
	});

	test('an address a second time is a conflict', async () => {
		await create();
		await expect(create()).rejects.toMatchObject({ failure: { category: 'conflict', code: 2015 } });
	});

	test.each([
		['no ID', { signing_secret: secret }],
		['no secret', { id: nowhere }],
		[
			'a secret that nothing can be checked with',
			{ id: nowhere, signing_secret: 'whsec_c2hvcnQ=' },
		],
	])('an answer with %s is a failure', async (_what, body) => {
		answer(body);
		await expect(create()).rejects.toMatchObject({
			failure: {
				message: 'Linq made the subscription without a secret to check its calls with',
				hint: expect.stringContaining('report it to Linq') as string,
				category: 'invalid_response',
			},
		});
	});
});

describe('the list', () => {
	test('holds every subscription of the account, without secrets', async () => {
		const first = await create({ phoneNumbers: [ownLine] });
		const second = await create({ targetUrl: 'https://n8n.example/webhook/2' });
		existing()[1]!.is_active = false;
		expect(await list()).toEqual([
			{
				id: first.id,
				targetUrl,
				events: ['message.received'],
				phoneNumbers: [ownLine],
				isActive: true,
				createdAt: Date.parse(existing()[0]!.created_at),
				updatedAt: Date.parse(existing()[0]!.updated_at),
			},
			{
				id: second.id,
				targetUrl: 'https://n8n.example/webhook/2',
				events: ['message.received'],
				phoneNumbers: [],
				isActive: false,
				createdAt: Date.parse(existing()[1]!.created_at),
				updatedAt: Date.parse(existing()[1]!.updated_at),
			},
		]);
		expect(account.sent.at(-1)).toBe(`GET ${path}`);
	});

	test('leaves out what has no ID or no address, and what is no text', async () => {
		answer({
			subscriptions: [
				{ id: nowhere },
				{ target_url: targetUrl },
				null,
				{
					id: nowhere,
					target_url: targetUrl,
					subscribed_events: [7, 'message.read', null, ''],
					phone_numbers: ownLine,
					is_active: 'yes',
				},
			],
		});
		expect(await list()).toEqual([
			{ id: nowhere, targetUrl, events: ['message.read'], phoneNumbers: [], isActive: false },
		]);
	});

	test('is empty when Linq names none', async () => {
		answer({ subscriptions: [] });
		expect(await list()).toEqual([]);
	});

	test.each([{}, { subscriptions: null }, { data: [] }])('is none in %j', async (said) => {
		answer(said);
		await expect(list()).rejects.toMatchObject({ failure: { category: 'invalid_response' } });
	});
});

test.each([
	['these lines', [ownLine], [ownLine]],
	['all lines', [], null],
])('a subscription is changed to %s, and made active', async (_what, phoneNumbers, expected) => {
	const { id } = await create({ phoneNumbers: ['+12025550109'] });
	existing()[0]!.is_active = false;
	const changed = { ...wish, events: ['message.read', 'chat.created'], phoneNumbers };
	await updateSubscription(account.client, id, changed, patience);
	expect(existing()).toMatchObject([
		{
			id,
			target_url: targetUrl,
			subscribed_events: ['message.read', 'chat.created'],
			phone_numbers: expected,
			is_active: true,
		},
	]);
	expect(bodies().at(-1)).toMatchObject({ phone_numbers: expected });
	expect(account.sent.at(-1)).toBe(`PUT ${path}/${id}`);
});

test('one that is gone cannot be changed, and that can be told', async () => {
	const failure = await failureOf(updateSubscription(account.client, nowhere, wish, patience));
	expect(isGone((failure as LinqError).failure)).toBe(true);
});

describe('ending a subscription', () => {
	const end = async (id: string) => await deleteSubscription(account.client, id, patience);

	test('leaves the others', async () => {
		const { id } = await create();
		const other = await create({ targetUrl: 'https://n8n.example/webhook/2' });
		await end(id);
		expect(existing()).toMatchObject([{ id: other.id }]);
		expect(account.sent.at(-1)).toBe(`DELETE ${path}/${id}`);
	});

	test('one that is gone already is fine', async () => {
		await expect(end(nowhere)).resolves.toBeUndefined();
	});

	test('another refusal is thrown', async () => {
		account.linq.faults.add({ kind: 'error', status: 403, code: 2005 });
		const failure = await failureOf(end(nowhere));
		expect(failure).toMatchObject({ failure: { code: 2005, category: 'forbidden' } });
		expect(isGone((failure as LinqError).failure)).toBe(false);
	});

	test('a proxy that does not find the way has ended nothing', async () => {
		account.linq.faults.add({ kind: 'html', status: 404 });
		await expect(end(nowhere)).rejects.toMatchObject({ failure: { status: 404, code: null } });
	});
});

test("the event types have Linq's names", async () => {
	const types = await listEventTypes(account.client, patience);
	expect(types).toContain('message.received');
	expect(types).toContain('poll.vote.added');
	expect(account.sent).toEqual(['GET /v3/webhook-events']);
});

test.each([{}, { events: 'message.received' }])('%j names no event types', async (body) => {
	answer(body);
	expect(await listEventTypes(account.client, patience)).toEqual([]);
});

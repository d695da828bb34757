import type LinqAPIV3 from '@linqapp/sdk';
import { client, linq, refusal, startContract, unknownId } from './contract';

startContract();

const target_url = 'https://n8n.example/webhook/linq';
const subscribe = (changes: Partial<LinqAPIV3.WebhookSubscriptionCreateParams> = {}) =>
	client.webhookSubscriptions.create({
		target_url,
		subscribed_events: ['participant.added'],
		...changes,
	});

describe('webhook events', () => {
	it('are all listed', async () => {
		const { events, doc_url } = await client.webhookEvents.list();
		expect(doc_url).toBe('https://docs.linqapp.com/guides/webhooks/events');
		expect(new Set(events).size).toBe(75);
		expect(events).toEqual(expect.arrayContaining(['message.sent', 'location.sharing.stopped']));
	});
});

describe('creating a webhook subscription', () => {
	it('shows the signing secret then and never again', async () => {
		const { data, response } = await subscribe({
			phone_numbers: ['+12025550110'],
		}).withResponse();
		expect(response.status).toBe(201);
		expect(data.signing_secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
		const { signing_secret, ...shown } = data;
		expect(shown).toMatchObject({
			target_url,
			subscribed_events: ['participant.added'],
			phone_numbers: ['+12025550110'],
			is_active: true,
			updated_at: shown.created_at,
		});
		expect(await client.webhookSubscriptions.retrieve(data.id)).toEqual(shown);
		expect(await client.webhookSubscriptions.list()).toEqual({ subscriptions: [shown] });
		expect(linq.account.webhookSubscriptions[0]?.signing_secret).toBe(signing_secret);
	});

	it('gives each subscription a secret of its own, and no filter unless asked', async () => {
		const first = await subscribe();
		const second = await subscribe({ target_url: `${target_url}?line=2`, phone_numbers: [] });
		expect(first.signing_secret).not.toBe(second.signing_secret);
		expect([first.phone_numbers, second.phone_numbers]).toEqual([null, null]);
	});

	it.each<[string, Record<string, unknown>, number]>([
		['no target_url', { target_url: undefined }, 1001],
		['no events', { subscribed_events: undefined }, 1001],
		['an empty list of events', { subscribed_events: [] }, 1005],
		['an unknown event', { subscribed_events: ['participant.exploded'] }, 1005],
		['an inherited name as event', { subscribed_events: ['toString'] }, 1005],
		['plain HTTP', { target_url: 'http://n8n.example/webhook' }, 1005],
		['no URL', { target_url: 'https://' }, 1005],
		['a number not in E.164', { phone_numbers: ['2025550110'] }, 1002],
		['a number instead of a list', { phone_numbers: '+12025550110' }, 1005],
	])('refuses %s', async (_what, changes, code) => {
		await expect(subscribe(changes)).rejects.toMatchObject(refusal(400, code));
		expect(linq.account.webhookSubscriptions).toEqual([]);
	});

	it('refuses a target_url that is in use', async () => {
		await subscribe();
		await expect(subscribe()).rejects.toMatchObject(refusal(409, 2015));
	});
});

describe('updating a webhook subscription', () => {
	it('changes what is named and nothing else', async () => {
		const { id, created_at } = await subscribe();
		const update = (changes: LinqAPIV3.WebhookSubscriptionUpdateParams) =>
			client.webhookSubscriptions.update(id, changes);
		const stable = { id, created_at, target_url };

		expect(await update({ is_active: false })).toMatchObject({
			...stable,
			is_active: false,
			subscribed_events: ['participant.added'],
		});
		expect(
			await update({ subscribed_events: ['message.sent'], phone_numbers: ['+12025550110'] }),
		).toMatchObject({
			...stable,
			is_active: false,
			subscribed_events: ['message.sent'],
			phone_numbers: ['+12025550110'],
		});
		expect(await update({ phone_numbers: null, target_url })).toMatchObject({
			...stable,
			phone_numbers: null,
		});
		expect(await update({})).not.toHaveProperty('signing_secret');
	});

	it('refuses another’s target_url, plain HTTP and an is_active that is no boolean', async () => {
		await subscribe();
		const { id } = await subscribe({ target_url: `${target_url}?line=2` });
		const update = (body: unknown) => client.put(`/v3/webhook-subscriptions/${id}`, { body });
		await expect(update({ target_url })).rejects.toMatchObject(refusal(409, 2015));
		await expect(update({ target_url: 'http://x' })).rejects.toMatchObject(refusal(400, 1005));
		await expect(update({ is_active: 'yes' })).rejects.toMatchObject(refusal(400, 1005));
	});
});

describe('deleting a webhook subscription', () => {
	it('answers 204 and frees its target_url', async () => {
		const { id } = await subscribe();
		const kept = await subscribe({ target_url: `${target_url}?line=2` });
		const response = await client.webhookSubscriptions.delete(id).asResponse();
		expect(response.status).toBe(204);
		expect(await response.text()).toBe('');
		const { subscriptions } = await client.webhookSubscriptions.list();
		expect(subscriptions.map((subscription) => subscription.id)).toEqual([kept.id]);
		await subscribe();
	});
});

describe('an unknown webhook subscription', () => {
	it.each<[string, () => Promise<unknown>]>([
		['retrieve', () => client.webhookSubscriptions.retrieve(unknownId)],
		['update', () => client.webhookSubscriptions.update(unknownId, { is_active: true })],
		['delete', () => client.webhookSubscriptions.delete(unknownId)],
	])('is refused with 404/2010 by %s', async (_verb, request) => {
		await expect(request()).rejects.toMatchObject(refusal(404, 2010));
	});
});

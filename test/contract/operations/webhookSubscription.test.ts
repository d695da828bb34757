import { eventTypes } from '../../../nodes/linq/webhooks/eventTypes';
import { startEmulator } from '../../emulator';
import { officialClient } from '../officialClient';
import { compareOperations, emptied } from './oracle';
import { ids, line, otherLine } from './testAccount';

const target = 'https://example.com/hook?version=2026-02-03';

compareOperations('webhookSubscription', {
	create: [
		{
			name: 'for all numbers',
			parameters: {
				targetUrl: ` ${target} `,
				subscribedEvents: ['message.received', 'reaction.added'],
			},
			ask: async (official) =>
				await official.webhookSubscriptions.create({
					target_url: target,
					subscribed_events: ['message.received', 'reaction.added'],
				}),
		},
		{
			name: 'for some numbers, with the events in a text',
			items: [{ json: { events: 'call.ended, call.failed' } }],
			parameters: {
				targetUrl: target,
				subscribedEvents: '={{ $json.events }}',
				options: { phoneNumbers: '(202) 555-0100, +44 20 7946 0110', defaultCountry: 'US' },
			},
			ask: async (official) =>
				await official.webhookSubscriptions.create({
					target_url: target,
					subscribed_events: ['call.ended', 'call.failed'],
					phone_numbers: [line, otherLine],
				}),
		},
	],

	get: [
		{
			name: 'one',
			parameters: { subscriptionId: ` ${ids.otherSubscription.toUpperCase()} ` },
			ask: async (official) => await official.webhookSubscriptions.retrieve(ids.otherSubscription),
		},
	],

	getAll: [
		{
			name: 'fifty at most unless said otherwise',
			ask: async (official) => (await official.webhookSubscriptions.list()).subscriptions,
		},
		{
			name: 'all',
			parameters: { returnAll: true },
			ask: async (official) => (await official.webhookSubscriptions.list()).subscriptions,
		},
		{
			name: 'the first',
			parameters: { limit: 1 },
			ask: async (official) =>
				(await official.webhookSubscriptions.list()).subscriptions.slice(0, 1),
		},
		{
			name: 'those that are paused',
			parameters: { filters: { isActive: false } },
			ask: async (official) => {
				const { subscriptions } = await official.webhookSubscriptions.list();
				const paused = subscriptions.filter(({ is_active }) => !is_active);
				expect(paused).toHaveLength(1);
				return paused;
			},
		},
		{
			name: 'the one of an address',
			parameters: { filters: { targetUrl: 'https://example.com/linq' } },
			ask: async (official) => {
				const { subscriptions } = await official.webhookSubscriptions.list();
				const [one] = subscriptions.filter(({ target_url }) => target_url.endsWith('/linq'));
				return one;
			},
		},
	],

	update: [
		{
			name: 'the address',
			parameters: { subscriptionId: ids.subscription, updateFields: { targetUrl: target } },
			ask: async (official) =>
				await official.webhookSubscriptions.update(ids.subscription, { target_url: target }),
		},
		{
			name: 'the events',
			parameters: {
				subscriptionId: ids.subscription,
				updateFields: { subscribedEvents: ['message.edited'] },
			},
			ask: async (official) =>
				await official.webhookSubscriptions.update(ids.subscription, {
					subscribed_events: ['message.edited'],
				}),
		},
		{
			name: 'that it is for all numbers',
			parameters: { subscriptionId: ids.otherSubscription, updateFields: { phoneNumbers: '' } },
			ask: async (official) =>
				await official.webhookSubscriptions.update(ids.otherSubscription, { phone_numbers: [] }),
		},
		{
			name: 'that it is paused',
			parameters: { subscriptionId: ids.subscription, updateFields: { isActive: false } },
			ask: async (official) =>
				await official.webhookSubscriptions.update(ids.subscription, { is_active: false }),
		},
		{
			name: 'everything',
			items: [{ json: { lines: ['202 555 0100', otherLine] } }],
			parameters: {
				subscriptionId: ids.otherSubscription,
				updateFields: {
					targetUrl: target,
					subscribedEvents: ['message.sent', 'message.failed'],
					phoneNumbers: '={{ $json.lines }}',
					isActive: true,
				},
				options: { defaultCountry: 'US' },
			},
			ask: async (official) =>
				await official.webhookSubscriptions.update(ids.otherSubscription, {
					target_url: target,
					subscribed_events: ['message.sent', 'message.failed'],
					phone_numbers: [line, otherLine],
					is_active: true,
				}),
		},
	],

	delete: [
		{
			name: 'one',
			parameters: { subscriptionId: ids.subscription },
			ask: emptied({ deleted: true, subscription_id: ids.subscription }, (official) =>
				official.webhookSubscriptions.delete(ids.subscription),
			),
		},
	],

	getEventTypes: [
		{
			name: 'all of the account',
			ask: async (official) => {
				const { events } = await official.webhookEvents.list();
				return events.map((event_type) => ({ event_type }));
			},
		},
	],
});

test('the events to choose from are those that Linq has', async () => {
	const linq = await startEmulator();
	const { events } = await officialClient(linq).webhookEvents.list();
	await linq.close();
	expect(eventTypes.map(({ type }) => type).sort()).toEqual(events.sort());
});

import { randomBytes, randomUUID } from 'node:crypto';
import type { AccountSubscription } from '../account';
import { Refusal } from '../answers';
import { everyEvent, isEventType, type EventType } from '../eventTypes';
import { phoneNumberFrom } from '../handles';
import { bodyOf, requiredField, type Call, type Route } from '../routing';

export const webhookSubscriptionRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/webhook-events',
		answer: () => ({
			status: 200,
			body: {
				events: everyEvent,
				doc_url: 'https://docs.linqapp.com/guides/webhooks/events',
			},
		}),
	},
	{
		method: 'GET',
		path: '/v3/webhook-subscriptions',
		answer: ({ account }) => ({
			status: 200,
			body: { subscriptions: account.webhookSubscriptions.map(withoutSecret) },
		}),
	},
	{
		method: 'POST',
		path: '/v3/webhook-subscriptions',
		answer(call) {
			const body = bodyOf(call);
			const created_at = new Date().toISOString();
			const subscription: AccountSubscription = {
				id: randomUUID(),
				target_url: targetUrlFrom(requiredField(body, 'target_url'), call),
				subscribed_events: eventsFrom(requiredField(body, 'subscribed_events')),
				phone_numbers: phoneNumbersFrom(body.phone_numbers),
				is_active: true,
				signing_secret: `whsec_${randomBytes(32).toString('base64')}`,
				created_at,
				updated_at: created_at,
			};
			call.account.webhookSubscriptions.push(subscription);
			return { status: 201, body: subscription };
		},
	},
	{
		method: 'GET',
		path: '/v3/webhook-subscriptions/:subscriptionId',
		answer: (call) => ({ status: 200, body: withoutSecret(subscriptionOf(call)) }),
	},
	{
		method: 'PUT',
		path: '/v3/webhook-subscriptions/:subscriptionId',
		answer(call) {
			const body = bodyOf(call);
			const subscription = subscriptionOf(call);
			const { target_url, subscribed_events, phone_numbers, is_active } = body;
			if (is_active !== undefined && typeof is_active !== 'boolean') {
				throw new Refusal(1005, 'Invalid parameter value: is_active');
			}
			const changes = {
				...(target_url !== undefined && {
					target_url: targetUrlFrom(target_url, call, subscription),
				}),
				...(subscribed_events !== undefined && {
					subscribed_events: eventsFrom(subscribed_events),
				}),
				...(phone_numbers !== undefined && { phone_numbers: phoneNumbersFrom(phone_numbers) }),
				...(is_active !== undefined && { is_active }),
			};
			Object.assign(subscription, changes, { updated_at: new Date().toISOString() });
			return { status: 200, body: withoutSecret(subscription) };
		},
	},
	{
		method: 'DELETE',
		path: '/v3/webhook-subscriptions/:subscriptionId',
		answer(call) {
			const { webhookSubscriptions } = call.account;
			webhookSubscriptions.splice(webhookSubscriptions.indexOf(subscriptionOf(call)), 1);
			return { status: 204 };
		},
	},
];

function subscriptionOf({ account, parameters }: Call): AccountSubscription {
	const subscription = account.webhookSubscriptions.find(
		({ id }) => id === parameters.subscriptionId,
	);
	if (!subscription) throw new Refusal(2010);
	return subscription;
}

/** JSON leaves out what is undefined. */
function withoutSecret(subscription: AccountSubscription) {
	return { ...subscription, signing_secret: undefined };
}

function targetUrlFrom(value: unknown, { account }: Call, itself?: AccountSubscription): string {
	if (typeof value !== 'string' || !URL.canParse(value) || !value.startsWith('https://')) {
		throw new Refusal(1005, 'Invalid parameter value: target_url must be an HTTPS URL');
	}
	const taken = account.webhookSubscriptions.some(
		(other) => other !== itself && other.target_url === value,
	);
	if (taken) throw new Refusal(2015, 'A webhook subscription with this target_url already exists');
	return value;
}

function eventsFrom(value: unknown): EventType[] {
	if (Array.isArray(value) && value.length > 0 && value.every(isEventType)) return value;
	throw new Refusal(1005, 'Invalid parameter value: subscribed_events');
}

function phoneNumbersFrom(value: unknown): string[] | null {
	if (value === undefined || value === null) return null;
	if (!Array.isArray(value)) throw new Refusal(1005, 'Invalid parameter value: phone_numbers');
	return value.length > 0 ? value.map(phoneNumberFrom) : null;
}

import { asFailure, isGone, LinqError } from '../errors';
import { objectsOf, textOf, type JsonObject } from '../values/json';
import { timeIn } from '../values/times';
import type { LinqClient, LinqRequest, Patience } from '../wire/client';
import { notAList } from '../wire/lists';
import { path } from '../wire/path';
import { signingKey } from './signatures';

/** What Linq is asked to tell, and where. */
export interface SubscriptionWish {
	/** Public https; one subscription an address. */
	targetUrl: string;
	/** Linq's names of event types, at least one. */
	events: string[];
	/** One's own lines in E.164; none means all. */
	phoneNumbers: string[];
}

/** A subscription as Linq lists it, without its secret, which is shown once only. */
export interface Subscription extends SubscriptionWish {
	id: string;
	isActive: boolean;
	/** Milliseconds since 1970; undefined when Linq doesn't say. */
	createdAt: number | undefined;
	/** The same of its last change. */
	updatedAt: number | undefined;
}

/** A subscription that was just made. */
export interface NewSubscription {
	id: string;
	/** `whsec_` and base64; Linq never shows it again. */
	secret: string;
}

/** All subscriptions of the account, whoever made them. */
export async function listSubscriptions(
	client: LinqClient,
	patience: Patience,
): Promise<Subscription[]> {
	const answer = await client.request(
		{ method: 'GET', path: path`/v3/webhook-subscriptions` },
		patience,
	);
	if (!Array.isArray(answer.subscriptions)) throw notAList();
	return objectsOf(answer.subscriptions).flatMap(readSubscription);
}

/**
 * Subscribes.
 *
 * @throws LinqError `conflict` when the address has a subscription already; `invalid_response` when
 *   Linq's answer holds no ID or no usable secret, though there may be a subscription then
 */
export async function createSubscription(
	client: LinqClient,
	{ targetUrl, events, phoneNumbers }: SubscriptionWish,
	patience: Patience,
): Promise<NewSubscription> {
	const answer = await client.request(
		{
			method: 'POST',
			path: path`/v3/webhook-subscriptions`,
			body: {
				target_url: targetUrl,
				subscribed_events: events,
				...(phoneNumbers.length > 0 && { phone_numbers: phoneNumbers }),
			},
		},
		patience,
	);
	const id = textOf(answer.id, 200);
	const secret = textOf(answer.signing_secret, 1_000);
	if (id === undefined || secret === undefined || signingKey(secret) === undefined) {
		throw new LinqError({
			message: 'Linq made the subscription without a secret to check its calls with',
			hint: 'Try again later; if it stays like this, report it to Linq.',
			category: 'invalid_response',
		});
	}
	return { id, secret };
}

/** Makes a subscription tell these events of these lines, and makes it active. */
export async function updateSubscription(
	client: LinqClient,
	id: string,
	{ events, phoneNumbers }: SubscriptionWish,
	patience: Patience,
): Promise<void> {
	const body = {
		subscribed_events: events,
		phone_numbers: linesOrAll(phoneNumbers),
		is_active: true,
	};
	await change(client, id, body, patience);
}

/** Has a subscription deliver to another address, and tell no other lines than these. */
export async function moveSubscription(
	client: LinqClient,
	id: string,
	{ targetUrl, phoneNumbers }: Pick<SubscriptionWish, 'targetUrl' | 'phoneNumbers'>,
	patience: Patience,
): Promise<void> {
	await change(
		client,
		id,
		{ target_url: targetUrl, phone_numbers: linesOrAll(phoneNumbers) },
		patience,
	);
}

/** Has a subscription tell nothing any more, and stay. */
export async function deactivateSubscription(
	client: LinqClient,
	id: string,
	patience: Patience,
): Promise<void> {
	await change(client, id, { is_active: false }, patience);
}

/** Ends a subscription; one that is gone already is fine. */
export async function deleteSubscription(
	client: LinqClient,
	id: string,
	patience: Patience,
): Promise<void> {
	await client
		.request({ method: 'DELETE', path: path`/v3/webhook-subscriptions/${id}` }, patience)
		.catch((error: unknown) => {
			if (!isGone(asFailure(error).failure)) throw error;
		});
}

/** The types of events that the account can subscribe to, by Linq's names. */
export async function listEventTypes(client: LinqClient, patience: Patience): Promise<string[]> {
	const answer = await client.request({ method: 'GET', path: path`/v3/webhook-events` }, patience);
	return textsOf(answer.events);
}

/** Linq takes none for all. */
function linesOrAll(phoneNumbers: string[]): string[] | null {
	return phoneNumbers.length > 0 ? phoneNumbers : null;
}

async function change(
	client: LinqClient,
	id: string,
	body: LinqRequest['body'],
	patience: Patience,
): Promise<void> {
	const changed = path`/v3/webhook-subscriptions/${id}`;
	await client.request({ method: 'PUT', path: changed, body }, patience);
}

function readSubscription(details: JsonObject): Subscription[] {
	const id = textOf(details.id, 200);
	const targetUrl = textOf(details.target_url, 4_000);
	if (id === undefined || targetUrl === undefined) return [];
	return [
		{
			id,
			targetUrl,
			events: textsOf(details.subscribed_events),
			phoneNumbers: textsOf(details.phone_numbers),
			isActive: details.is_active === true,
			createdAt: timeIn(details.created_at),
			updatedAt: timeIn(details.updated_at),
		},
	];
}

function textsOf(value: unknown): string[] {
	return Array.isArray(value) ? value.flatMap((text) => textOf(text, 200) ?? []) : [];
}

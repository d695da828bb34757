/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { createHmac, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import type { Account, AccountSubscription } from './account';
import { newTraceId } from './answers';
import { ownLineOf, type AccountChat } from './chats';
import type { EventType } from './eventTypes';
import { bytesOf } from './requests';

/** An event as Linq puts it into the body of a call. */
export interface Event {
	api_version: string;
	webhook_version: string;
	event_type: EventType;
	event_id: string;
	created_at: string;
	trace_id: string;
	partner_id: string;
	data: Record<string, unknown>;
}

const sleep = promisify(setTimeout);

/** One call of a subscription's address, and what came back. */
export interface Call {
	subscription: AccountSubscription;
	event: Event;
	/** The HTTP status; null when there was no answer. */
	status: number | null;
	/** What the answer held. */
	body: string;
}

/** How a call is signed; each can be left out, to forge. */
export interface Signing {
	/** The secret to sign with, as Linq shows it. */
	secret: string;
	/** Seconds since 1970; now by default. */
	timestamp?: number;
	/** What the signature says it belongs to; the event's ID for Linq. */
	id: string;
}

/** The headers of Standard Webhooks: https://www.standardwebhooks.com/ */
export function standardHeaders(body: Buffer, signing: Signing): Record<string, string> {
	const { id, timestamp = now() } = signing;
	const key = Buffer.from(signing.secret.replace('whsec_', ''), 'base64');
	const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
	return {
		'webhook-id': id,
		'webhook-timestamp': String(timestamp),
		'webhook-signature': `v1,${createHmac('sha256', key).update(content).digest('base64')}`,
	};
}

/** Linq's own headers from before: https://docs.linqapp.com/guides/webhooks/ */
export function legacyHeaders(
	body: Buffer,
	{ secret, timestamp = now() }: Omit<Signing, 'id'>,
	{ event_type, subscription_id }: { event_type: string; subscription_id: string },
): Record<string, string> {
	const content = Buffer.concat([Buffer.from(`${timestamp}.`), body]);
	return {
		'X-Webhook-Event': event_type,
		'X-Webhook-Subscription-ID': subscription_id,
		'X-Webhook-Timestamp': String(timestamp),
		'X-Webhook-Signature': createHmac('sha256', secret).update(content).digest('hex'),
	};
}

/** Linq's side of webhooks: tells subscribers what happened, and again until they take it. */
export class Webhooks {
	/** Milliseconds before the first retry; each further one waits twice as long. */
	backoff = 5;
	/** How often a call is tried again after 5xx, 429 or no answer. */
	mostRetries = 10;
	/** Every call made, in order of the answers. */
	readonly calls: Call[] = [];
	private arrivals: Array<{ count: number; resolve: () => void }> = [];
	private origins: string[] = [];
	private turn = 0;
	private readonly closing = new AbortController();
	private readonly agent = new http.Agent({ keepAlive: true });
	/** So many deliveries wait for an answer at once; each is signed when it is its turn. */
	private readonly turns = pLimit(100);

	constructor(private readonly account: () => Account) {
		// Each call that waits before it is tried again listens.
		setMaxListeners(0, this.closing.signal);
	}

	/**
	 * From now on calls go to this server instead of the one named in `target_url`, which Linq can
	 * reach but a test can't; path and query stay. To several they go in turn, as a load balancer
	 * has it.
	 */
	deliverTo(...origins: string[]): void {
		this.origins = origins;
	}

	/** Tells every active subscription that wants this event, and resolves when each has it. */
	async tell(
		event_type: EventType,
		data: Record<string, unknown>,
		{ line, event_id = randomUUID() }: { line?: string; event_id?: string } = {},
	): Promise<Call[]> {
		const event = newEvent(event_type, data, event_id);
		const listening = this.account().webhookSubscriptions.filter(
			({ is_active, subscribed_events, phone_numbers }) =>
				is_active &&
				subscribed_events.includes(event_type) &&
				(!phone_numbers || line === undefined || phone_numbers.includes(line)),
		);
		return await Promise.all(listening.map((subscription) => this.deliver(subscription, event)));
	}

	/** Tells those of them that hear of the chat's line what happened there, as it is now. */
	async tellOf(
		chat: AccountChat,
		event_type: EventType,
		data: Record<string, unknown>,
	): Promise<Call[]> {
		return await this.tell(event_type, structuredClone(data), { line: ownLineOf(chat) });
	}

	/** Delivers an event, again and again until the answer is neither 5xx nor 429. */
	async deliver(subscription: AccountSubscription, event: Event): Promise<Call> {
		for (let retries = 0; ; retries++) {
			const call = await this.turns(async () => await this.callSigned(subscription, event));
			const again = call.status === null || call.status >= 500 || call.status === 429;
			if (!again || retries === this.mostRetries || this.closing.signal.aborted) return call;
			await sleep(this.backoff * 2 ** retries, undefined, { signal: this.closing.signal }).catch(
				() => {},
			);
		}
	}

	/** One call with any body and headers, as Linq or a forger makes it. */
	async call(
		subscription: AccountSubscription,
		event: Event,
		body: Buffer,
		headers: Record<string, string>,
	): Promise<Call> {
		const call: Call = { subscription, event, status: null, body: '' };
		await this.send(call, body, headers).catch(() => {
			// No answer.
		});
		this.calls.push(call);
		this.announce();
		return call;
	}

	/** Resolves once `count` calls have been answered, or have failed, altogether. */
	answered(count: number): Promise<void> {
		return new Promise((resolve) => {
			this.arrivals.push({ count, resolve });
			this.announce();
		});
	}

	/** Ends what is under way. */
	close(): void {
		this.closing.abort();
		this.agent.destroy();
	}

	private async callSigned(subscription: AccountSubscription, event: Event): Promise<Call> {
		const body = Buffer.from(JSON.stringify(event));
		const { id, signing_secret: secret } = subscription;
		return await this.call(subscription, event, body, {
			...standardHeaders(body, { secret, id: event.event_id }),
			...legacyHeaders(body, { secret }, { event_type: event.event_type, subscription_id: id }),
		});
	}

	private async send(call: Call, body: Buffer, headers: Record<string, string>): Promise<void> {
		const address = this.addressOf(call.subscription);
		const isSecure = address.protocol === 'https:';
		const outgoing = (isSecure ? https : http).request({
			...urlToHttpOptions(address),
			method: 'POST',
			agent: isSecure ? undefined : this.agent,
			headers: { 'Content-Type': 'application/json', 'Content-Length': body.length, ...headers },
		});
		const response = await new Promise<IncomingMessage | undefined>((resolve, reject) => {
			outgoing.on('response', resolve).on('error', (error) => {
				if (!outgoing.reusedSocket || this.closing.signal.aborted) reject(error);
				else resolve(undefined);
			});
			outgoing.end(body);
		});
		// Nobody read the call: a connection that was kept is closed after a while, perhaps just then.
		if (response === undefined) return await this.send(call, body, headers);
		call.body = (await bytesOf(response)).toString('utf8');
		call.status = response.statusCode ?? null;
	}

	private announce(): void {
		this.arrivals = this.arrivals.filter(({ count, resolve }) => {
			if (this.calls.length < count) return true;
			resolve();
			return false;
		});
	}

	private addressOf({ target_url }: AccountSubscription): URL {
		if (this.origins.length === 0) return new URL(target_url);
		const { pathname, search } = new URL(target_url);
		return new URL(`${pathname}${search}`, this.origins[this.turn++ % this.origins.length]);
	}
}

/** An event that just happened. */
export function newEvent(
	event_type: EventType,
	data: Record<string, unknown>,
	event_id: string = randomUUID(),
): Event {
	return {
		api_version: 'v3',
		webhook_version: '2026-02-03',
		event_type,
		event_id,
		created_at: new Date().toISOString(),
		trace_id: newTraceId(),
		partner_id: 'partner-of-tests',
		data,
	};
}

function now(): number {
	return Math.floor(Date.now() / 1000);
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Account } from './account';
import { send, sendSpoiled } from './answering';
import { errorAnswer, newTraceId, Refusal, refusalAnswer, type Answer } from './answers';
import { QueuedChanges } from './changes';
import { activeParticipants, ownLineOf, type AccountChat } from './chats';
import { requireEligible } from './eligibility';
import { Faults } from './faults';
import { setDeliveryStatus, type AccountMessage } from './messages';
import { People } from './people';
import { RateLimit, type Limit } from './rateLimit';
import { readRequest, type RecordedRequest } from './requests';
import { routes } from './routes';
import { parametersOf, type Call } from './routing';
import { FileStorage, type RecordedTransfer } from './storage';
import { Webhooks } from './webhooks';

const basePath = '/api/partner';

const patterns = routes.map((route) => ({
	route,
	pattern: `${basePath}${route.path}`.split('/'),
}));

export interface EmulatorOptions {
	/** A free port by default. */
	port?: number;
	/** The one key that is accepted. */
	apiKey?: string;
	/** See {@link Emulator.joinDelay}. */
	joinDelay?: number;
	/** See {@link Emulator.joinDelays}. */
	joinDelays?: ReadonlyMap<string, number>;
	/** An empty account by default. */
	account?: Account;
}

/** A Linq server on this machine. */
export class Emulator {
	readonly apiKey: string;
	/** What the server answers from; tests may change it at any time. */
	account: Account;
	/**
	 * Milliseconds until a queued addition or removal is done, for those queued from now on. With 0,
	 * the default, it is done right after the answer, before anyone can read it; with Infinity never,
	 * though the answer is the same.
	 */
	joinDelay: number;
	/** The same for single handles, instead of `joinDelay`. Email addresses in whatever case. */
	readonly joinDelays: Map<string, number>;
	/**
	 * Milliseconds until a message sent from now on is delivered; Infinity, the default, for never:
	 * it stays queued.
	 */
	deliveryDelay = Infinity;
	/** Above it requests with the right key get 429/1007. None by default. */
	limit: Limit | undefined;
	/** The same for capability checks, which count for both. None by default. */
	capabilityLimit: Limit | undefined;
	/**
	 * The same for messages from each own line to the same people: Linq's own is
	 * `linqMessageLimit`. None by default.
	 */
	messageLimit: Limit | undefined;
	/** The same for changes of each line's contact card: Linq's own is `linqCardLimit`. None by default. */
	cardLimit: Limit | undefined;
	/** Every request read to its end, in order of arrival. */
	readonly requests: RecordedRequest[] = [];
	/** They strike before authentication and limit, as a network's and a gateway's do. */
	readonly faults = new Faults();
	/** Where files are uploaded to and downloaded from; its requests aren't among those above. */
	readonly storage = new FileStorage(() => this.account);
	/** Tells subscribers what happens, and what tests let happen. */
	readonly webhooks = new Webhooks(() => this.account);
	private readonly changes = new QueuedChanges();
	/** What people do of themselves, and how they answer. */
	readonly people = new People(() => this.account, this.webhooks, this.changes);
	private readonly rateLimit = new RateLimit();
	private readonly capabilityRateLimit = new RateLimit();
	private readonly messageRateLimits = new Map<string, RateLimit>();
	private readonly cardRateLimits = new Map<string, RateLimit>();
	private arrivals: Array<{ count: number; resolve: () => void }> = [];
	private readonly server = createServer((request, response) => {
		void this.handle(request, response);
	});

	constructor(options: EmulatorOptions) {
		this.apiKey = options.apiKey ?? 'linq-test-key-0123456789abcdef';
		this.account = options.account ?? new Account();
		this.joinDelay = options.joinDelay ?? 0;
		this.joinDelays = new Map(options.joinDelays);
	}

	async listen(port = 0): Promise<void> {
		this.server.listen(port, '127.0.0.1');
		await Promise.all([once(this.server, 'listening'), this.storage.listen()]);
	}

	/** `http://127.0.0.1:<port>/api/partner`; the paths below it start with `/v3/`. */
	get baseUrl(): string {
		const { port } = this.server.address() as AddressInfo;
		return `http://127.0.0.1:${port}${basePath}`;
	}

	/** Every upload, in order of arrival. */
	get uploads(): RecordedTransfer[] {
		return this.storage.uploads;
	}

	/** Resolves once no change to a chat, no delivery and no deed is queued any more that is ever made. */
	settled(): Promise<void> {
		return this.changes.settled();
	}

	/** Resolves once `count` requests have come in altogether. */
	received(count: number): Promise<void> {
		return new Promise((resolve) => {
			this.arrivals.push({ count, resolve });
			this.announceArrivals();
		});
	}

	/** Cuts every connection and drops what is queued, so that nothing keeps the process alive. */
	async close(): Promise<void> {
		this.changes.clear();
		this.webhooks.close();
		const closed = once(this.server, 'close');
		this.server.close();
		this.server.closeAllConnections();
		await Promise.all([closed, this.storage.close()]);
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		// Node's own would be that of the world, whatever the tests make of the time.
		response.setHeader('Date', new Date().toUTCString());
		const recorded = await readRequest(request).catch(() => undefined);
		if (!recorded) return;
		this.requests.push(recorded);
		this.announceArrivals();
		const exchange = { recorded, response, traceId: newTraceId() };
		const work = () => this.answer(recorded, exchange.traceId);
		const fault = this.faults.strike(recorded);
		if (fault) await sendSpoiled(exchange, fault, work);
		else send(exchange, work());
	}

	private answer(request: RecordedRequest, traceId: string): Answer {
		try {
			return this.authorisedAnswer(request, traceId);
		} catch (error) {
			if (error instanceof Refusal) return refusalAnswer(error, traceId);
			throw error;
		}
	}

	private authorisedAnswer(request: RecordedRequest, traceId: string): Answer {
		if (request.headers.authorization !== `Bearer ${this.apiKey}`) throw new Refusal(2004);
		const { path } = request;
		enforce(this.limit, this.rateLimit);
		if (request.method === 'POST' && path.startsWith(`${basePath}/v3/capability/`)) {
			enforce(this.capabilityLimit, this.capabilityRateLimit);
		}
		const pieces = path.split('/');
		for (const { route, pattern } of patterns) {
			if (route.method !== request.method) continue;
			const parameters = parametersOf(pattern, pieces);
			if (!parameters) continue;
			const call = this.call(request, `${route.method} ${route.path}`, parameters, traceId);
			requireEligible(call);
			return route.answer(call);
		}
		return errorAnswer({ status: 404, message: 'Not found' }, traceId);
	}

	private call(
		{ query, queryAll, headers, body }: RecordedRequest,
		route: string,
		parameters: Record<string, string>,
		traceId: string,
	): Call {
		const { account, storage, webhooks } = this;
		const later = (handle: string, change: () => void) =>
			this.changes.add(change, this.delayOf(handle));
		const deliver = (message: AccountMessage) => {
			this.changes.add(() => setDeliveryStatus(message, 'delivered'), this.deliveryDelay);
			this.people.hear(message);
		};
		const countMessage = (chat: AccountChat) =>
			enforce(this.messageLimit, rateLimitOf(pairOf(chat), this.messageRateLimits));
		const countCardChange = (line: string) =>
			enforce(this.cardLimit, rateLimitOf(line, this.cardRateLimits));
		const fail = (message: AccountMessage) => {
			const failure = { code: 4001, reason: 'The recipient is not available on iMessage' };
			this.changes.add(() => void this.people.neverGets(message, failure), 0);
		};
		return {
			...{ account, storage, webhooks, route, parameters, query, queryAll, headers, body, traceId },
			...{ later, deliver, fail, countMessage, countCardChange },
		};
	}

	private delayOf(handle: string): number {
		for (const [known, delay] of this.joinDelays) {
			if (known.toLowerCase() === handle.toLowerCase()) return delay;
		}
		return this.joinDelay;
	}

	private announceArrivals(): void {
		this.arrivals = this.arrivals.filter(({ count, resolve }) => {
			if (this.requests.length < count) return true;
			resolve();
			return false;
		});
	}
}

/** Who sends, and to whom. */
function pairOf(chat: AccountChat): string {
	const others = activeParticipants(chat).filter(({ is_me }) => !is_me);
	const handles = others.map(({ handle }) => handle.toLowerCase()).sort();
	return [ownLineOf(chat), ...handles].join(' ');
}

function rateLimitOf(name: string, known: Map<string, RateLimit>): RateLimit {
	const rateLimit = known.get(name) ?? new RateLimit();
	known.set(name, rateLimit);
	return rateLimit;
}

function enforce(limit: Limit | undefined, rateLimit: RateLimit): void {
	const wait = rateLimit.secondsToWait(limit);
	if (wait > 0) throw new Refusal(1007, undefined, wait);
}

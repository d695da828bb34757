import type { GenericValue, IHttpRequestMethods } from 'n8n-workflow';
import { asFailure, LinqError } from '../errors';
import { checkWritable, type JsonObject } from '../values/json';
import type { Hints } from './advice';
import { readAnswer } from './answers';
import { now } from './clock';
import { connectionFailure } from './connection';
import type { LinqCredential } from './credential';
import { doubted, type Write } from './doubt';
import type { Evidence } from './evidence';
import { Pace, type Lane } from './pace';
import { isTooLong, mayBeDone, restAfter, tooLongAWait, waitBeforeRetry } from './retries';
import { sleep } from './sleep';
import type { Transport } from './transport';

/** A call of Linq's API. */
export interface LinqRequest {
	method: IHttpRequestMethods;
	/** From `/v3/` on, every value in it encoded: see `path`. */
	path: string;
	/** Parameters that are undefined are left out; a list is joined with commas. */
	query?: Record<string, string | string[] | number | undefined>;
	/** Further parameters, each as often as it is named. */
	parameters?: Array<[name: string, value: string]>;
	body?: Record<string, GenericValue>;
	/** Linq does it once under this key, which goes out as a header: visible ASCII and spaces. */
	idempotencyKey?: string;
	/** What kind of answer is asked for; JSON unless said otherwise. */
	accept?: string;
	/** What of an answer shows that it is one to this; any JSON object unless said otherwise. */
	evidence?: Evidence;
	/** Whether what comes back is a secret: none of its words get into an error then. */
	isSecret?: boolean;
	/** Besides 204, the status with which Linq answers it without a body. */
	emptyStatus?: number;
	/** What to do about some of Linq's refusals, where the usual advice doesn't fit. */
	hints?: Hints;
	/**
	 * Error numbers, and statuses of numbers without advice, of refusals that pass, though not so soon
	 * that it would be sent again by itself: Linq did nothing then.
	 */
	passesLater?: number[];
	/** For what changes something: what is to be said and done where it may have been done. */
	write?: Write;
	/** It changes nothing, though its method says so: see `Patience.onlyReads`. */
	isReading?: true;
	/**
	 * Where Linq takes few of these: milliseconds before it is sent again by itself, unless Linq says
	 * how long to wait. More than two minutes means never.
	 */
	rest?: number;
	/** A 429 is about this alone: it comes out at once, and holds nothing else back. */
	hasOwnLimit?: boolean;
}

/** How much is put up with for one item. */
export interface Patience {
	/** How often a request that may pass is tried again, 0–10. */
	maxRetries: number;
	/** Milliseconds for each request. */
	timeout: number;
	/** What the item's requests are limited together with: see `Pace`. */
	lane?: Lane;
	/** When it is too late to send a request, by the clock of `now`. */
	until?: number;
	/** Nothing is sent that changes anything: the item only asks what would be done. */
	onlyReads?: true;
}

/** Where no request has passed for so many milliseconds, no further item is begun. */
const longestInVain = 600_000;

/** What Linq answered, and after how many requests. */
export interface Answered {
	body: JsonObject;
	attempts: number;
}

/** The only place that speaks to Linq. One for an execution: what it learns holds for all items. */
export class LinqClient {
	private readonly pace: Pace;

	/** Set once Linq refused the key: nothing more is sent then. */
	private refusedKey?: LinqError;

	/** The last failure since Linq answered as it should, and when the first of them was sent. */
	private trouble?: { since: number; failure: LinqError };

	/** @param width how many requests are under way at once at most */
	constructor(
		private readonly credential: LinqCredential,
		private readonly transport: Transport,
		private readonly signal?: AbortSignal,
		width?: number,
	) {
		this.pace = new Pace(signal, width);
	}

	/** Whether Linq refused the key: what is asked for now fails at once. */
	get isRefused(): boolean {
		return this.refusedKey !== undefined;
	}

	/**
	 * Sends a request and tries again where that may help: 408, 429, 5xx, no answer, and Linq's 2007
	 * and 2009, never another 4xx. See `Write.again` for the exception.
	 *
	 * @returns the JSON object Linq answered with; `{}` for an empty 204
	 * @throws LinqError with the number of requests sent; the signal's reason when cancelled
	 */
	async request(request: LinqRequest, patience: Patience): Promise<JsonObject> {
		return (await this.send(request, patience)).body;
	}

	/** The same as `request`, with the number of requests it took. */
	async send(request: LinqRequest, patience: Patience): Promise<Answered> {
		checkWritable(request.body);
		if (patience.onlyReads) checkReads(request);
		const { write } = request;
		let perhapsDone = write?.isPerhapsDone ?? false;
		for (let attempts = 1; ; attempts++) {
			const asking = {
				...patience,
				lane: laneOf(request, patience),
				isEndedByRefusal: request.hasOwnLimit,
			};
			const turn = await this.pace.turn(attempts > 1, asking).catch((error: unknown) => {
				throw this.giveUp(doubted(asFailure(error), write, perhapsDone), attempts - 1);
			});
			const vain = this.refusedKey ?? (attempts === 1 ? this.inVain() : undefined);
			if (vain) {
				this.pace.end(turn, false);
				throw this.giveUp(doubted(vain, write, perhapsDone), attempts - 1);
			}

			const outcome = await this.attempt(request, timeLeft(patience));
			this.note(turn.sentAt, outcome);
			if (!(outcome instanceof LinqError)) {
				this.pace.end(turn, true);
				return { body: outcome, attempts };
			}
			if (outcome.failure.status === 401) this.refusedKey = outcome;

			const refused = outcome.failure.category === 'rate_limited';
			const isOver = refused && request.hasOwnLimit === true;
			const hopeless = tooLongAWait(outcome, isOver ? 0 : undefined);
			const rest = restAfter(outcome, request.rest);
			const isFinal = isOver || isTooLong(rest);
			const wait = Math.max(isFinal ? 0 : rest, waitBeforeRetry(outcome, attempts - 1));
			const limited = refused && !isOver;
			if (limited) this.pace.refuse(turn, wait, outcome);
			else this.pace.end(turn, false);

			const { retryable, settled } = outcome.failure;
			const isDaring = write?.again === 'twice' && mayBeDone(outcome);
			const isOnce = !retryable || settled || isFinal || isDaring;
			if (hopeless || isOnce || attempts > patience.maxRetries) {
				throw this.giveUp(doubted(hopeless ?? outcome, write, perhapsDone), attempts);
			}
			perhapsDone ||= mayBeDone(outcome);
			if (!limited) await sleep(wait, this.signal);
		}
	}

	/** Remembers since when every request has failed in a way that may pass. */
	private note(sentAt: number, outcome: JsonObject | LinqError): void {
		const { retryable, category, undone } = outcome instanceof LinqError ? outcome.failure : {};
		if (!(outcome instanceof LinqError) || !retryable || undone) this.trouble = undefined;
		else if (category !== 'rate_limited') {
			this.trouble = { since: this.trouble?.since ?? sentAt, failure: outcome };
		}
	}

	/** Why nothing more is begun, when nothing has passed for too long. */
	private inVain(): LinqError | undefined {
		if (this.trouble === undefined || now() - this.trouble.since < longestInVain) return undefined;
		return new LinqError({
			...this.trouble.failure.failure,
			hint: 'No request got through for 10 minutes, so this record was not sent; run it again later.',
			unsent: true,
		});
	}

	private giveUp(error: LinqError, attempts: number): LinqError {
		const final = new LinqError(error.failure);
		final.attempts = attempts;
		return final;
	}

	private async attempt(
		{ path, query, parameters, method, body, idempotencyKey, accept, ...asked }: LinqRequest,
		timeout: number,
	): Promise<JsonObject | LinqError> {
		const url = `${this.credential.baseUrl}${path}${queryString(query, parameters)}`;
		const request = { method, url, body, idempotencyKey, accept, timeout };
		const answer = await this.transport(request).catch((error: unknown) => {
			this.signal?.throwIfAborted();
			return connectionFailure(error, timeout);
		});
		if (answer instanceof LinqError) return answer;
		return readAnswer(answer, this.credential.apiKey, asked);
	}
}

/** Whatever a preview forgets to leave out ends here. */
function checkReads({ method, isReading }: LinqRequest): void {
	if (method === 'GET' || isReading) return;
	throw new LinqError({
		message: 'This would change something, and only a preview was asked for',
		hint: 'Report it to the makers of this node: nothing was sent for this record.',
		category: 'invalid_input',
	});
}

/** Milliseconds for a request that is sent now. */
function timeLeft({ timeout, until = Number.POSITIVE_INFINITY }: Patience): number {
	return Math.max(1, Math.min(timeout, Math.ceil(until - now())));
}

/** What is asked for is not limited together with what is done. */
function laneOf({ method }: LinqRequest, { lane }: Patience): Lane | undefined {
	return lane && method === 'GET' ? { ...lane, name: `${lane.name}, reading` } : lane;
}

function queryString(
	query: LinqRequest['query'] = {},
	further: LinqRequest['parameters'] = [],
): string {
	const parameters = new URLSearchParams(further);
	for (const [name, value] of Object.entries(query)) {
		// Linq's own client joins lists, though its comment speaks of repeating the parameter.
		if (value !== undefined) parameters.append(name, [value].flat().join(','));
	}
	return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

import { LinqError } from '../errors';
import { isObject, textOf, type JsonObject } from '../values/json';
import { adviceFor, type Hints } from './advice';
import { largestAnswer } from './bodies';
import type { Evidence } from './evidence';
import type { WireAnswer } from './transport';

const megabytes = largestAnswer / 1024 / 1024;

/** What matters of what was asked. */
interface Asked {
	hints?: Hints;
	passesLater?: number[];
	evidence?: Evidence;
	emptyStatus?: number;
}

/**
 * Reads one answer of Linq's.
 *
 * @param secret the API key: a server that repeats it must not bring it into an output
 * @param asked.hints for what was asked, where the usual advice doesn't fit
 * @param asked.passesLater numbers and statuses: see `LinqRequest.passesLater`
 * @param asked.evidence what shows that it is an answer to what was asked
 * @param asked.isSecret whether the failure is told without any of the answer's own words
 * @param asked.emptyStatus besides 204, the status with which Linq answers it without a body
 * @returns the body's JSON object, `{}` for an answer without one that has such a status; or, when
 *   Linq refused or something else than Linq answered, the failure
 */
export function readAnswer(
	given: WireAnswer,
	secret: string,
	asked: Asked & { isSecret?: boolean } = {},
): JsonObject | LinqError {
	const outcome = readFor(given, secret, asked);
	return asked.isSecret && outcome instanceof LinqError ? withoutWords(outcome) : outcome;
}

/** The same failure, without anything of an answer that may hold a secret. */
function withoutWords({ failure }: LinqError): LinqError {
	const { status, code } = failure;
	const number = code ? ` and error ${code}` : '';
	const message = `Linq answered with status ${status}${number}; its words are left out, since they may hold a secret`;
	return new LinqError({ ...failure, message, doc_url: null });
}

function readFor(given: WireAnswer, secret: string, asked: Asked): JsonObject | LinqError {
	const { evidence = () => true, emptyStatus } = asked;
	const answer = {
		...given,
		// Only of failures is anything told that stands in them.
		get headers() {
			return without(secret, given.headers);
		},
	};
	const body = answer.text === undefined ? undefined : parsed(answer.text, secret);
	if (answer.status >= 400) return refusal(answer.status, body, answer.headers, asked);
	const isEmpty = answer.status === 204 || (answer.status === emptyStatus && answer.text === '');
	if (isEmpty) return evidence({}) ? {} : foreign(answer);
	if (answer.status >= 300) return unreadable(answer, 'Linq answered with a redirect');
	if (answer.text === undefined) {
		return unreadable(answer, `Linq answered with more than ${megabytes} MB, which is no answer`);
	}
	if (body === undefined) return unreadable(answer, describeUnreadable(answer.text));
	if (body.success === false) {
		const stated = isObject(body.error) ? Number(body.error.status) : Number.NaN;
		return stated >= 400 && stated < 600
			? settled(refusal(stated, body, answer.headers, asked))
			: unreadable(
					answer,
					textOf(errorOf(body).message, 500) ?? 'Linq says that it did not work',
					body,
				);
	}
	return evidence(body) ? body : foreign(answer, body);
}

/**
 * How long a server asks to wait: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else
 * `error.retry_after` in whole seconds. A date counts from the server's own, where it tells it.
 *
 * @returns milliseconds, a finite number, 0 for a date gone by; undefined when it doesn't say
 */
export function retryAfterOf(
	headers: Record<string, unknown>,
	body: JsonObject | undefined,
	now = Date.now(),
): number | undefined {
	const header = headers['retry-after'];
	const seconds = [header, errorOf(body).retry_after]
		.filter((value) => value !== '' && value !== null)
		.map(Number)
		.find((value) => value >= 0 && Number.isFinite(value));
	if (seconds !== undefined) return Math.min(seconds * 1000, Number.MAX_SAFE_INTEGER);
	const date =
		typeof header === 'string' && /[a-z]/i.test(header) ? Date.parse(header) : Number.NaN;
	const told = Date.parse(textOf(headers.date, 100) ?? '');
	return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(told) ? now : told));
}

function refusal(
	status: number,
	body: JsonObject | undefined,
	headers: Record<string, unknown>,
	{ hints, passesLater }: Asked,
): LinqError {
	const error = errorOf(body);
	const code = Number.isInteger(error.code) ? (error.code as number) : null;
	const advice = adviceFor(status, code, hints, passesLater);
	return new LinqError({
		...advice,
		message: textOf(error.message, 500) ?? `Linq answered with status ${status} and no reason`,
		code,
		status,
		doc_url: webAddress(error.doc_url),
		trace_id: traceIdOf(body, headers),
		retryAfter: retryAfterOf(headers, body),
	});
}

function settled({ failure }: LinqError): LinqError {
	return new LinqError({ ...failure, settled: true });
}

/** The same object with the secret replaced wherever it stands, in names too. */
function without(secret: string, object: JsonObject): JsonObject {
	const text = JSON.stringify(object);
	const needle = JSON.stringify(secret).slice(1, -1);
	// Shorter than any real key, and likely to stand in an answer by chance.
	if (secret.length < 8 || !text.includes(needle)) return object;
	return JSON.parse(text.replaceAll(needle, '[API key]')) as JsonObject;
}

function unreadable(answer: WireAnswer, message: string, body?: JsonObject): LinqError {
	const { category, hint, retryable } = adviceFor(0, null);
	return new LinqError({
		message,
		hint,
		category,
		status: answer.status,
		trace_id: traceIdOf(body, answer.headers),
		retryable,
	});
}

function foreign(answer: WireAnswer, body?: JsonObject): LinqError {
	const message = 'Linq answered something else than what it was asked for';
	return new LinqError({ ...unreadable(answer, message, body).failure, foreign: true });
}

function describeUnreadable(text: string): string {
	if (text.trim() === '') return 'Linq answered without saying anything';
	return /^\s*</.test(text)
		? 'A web page came back instead of an answer from Linq'
		: 'The answer from Linq could not be read';
}

function errorOf(body: JsonObject | undefined): JsonObject {
	return isObject(body?.error) ? body.error : {};
}

function traceIdOf(body: JsonObject | undefined, headers: Record<string, unknown>): string | null {
	return textOf(body?.trace_id, 200) ?? textOf(headers['x-trace-id'], 200) ?? null;
}

/** Web addresses only: an answer could otherwise plant a script where people click. */
function webAddress(value: unknown): string | null {
	const text = textOf(value, 500);
	return text !== undefined && /^https?:\/\//i.test(text) ? text : null;
}

/** Undefined for what is no object, and for what is nested too deep to be looked through. */
function parsed(text: string, secret: string): JsonObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? without(secret, value) : undefined;
	} catch {
		return undefined;
	}
}

import { asFailure, LinqError } from '../errors';
import { textOf, type JsonObject } from '../values/json';
import type { LinqClient, LinqRequest, Patience } from '../wire/client';
import { now } from '../wire/clock';
import { allOf, hasText, isAbout } from '../wire/evidence';
import { path } from '../wire/path';
import { firstPause, lastAnswer, nextPause } from '../wire/readingPace';
import { sleep } from '../wire/sleep';

/** An audit of one of one's own lines. */
export interface Audit {
	/** The line, in E.164. */
	phoneNumber: string;
	auditId: string;
}

/**
 * Has Linq audit the reputation of a line; one that runs already is joined.
 *
 * @returns its ID, and after how many requests
 * @throws LinqError `rate_limited` at once, with the time to wait, while the line rests after an audit
 */
export async function startAudit(
	client: LinqClient,
	phoneNumber: string,
	patience: Patience,
): Promise<{ auditId: string; attempts: number }> {
	const { body, attempts } = await client.send(
		{
			method: 'POST',
			path: path`/v3/phone_numbers/${phoneNumber}/reputation_audit`,
			evidence: hasText('audit_id'),
			hasOwnLimit: true,
			hints: {
				...{ 1007: resting, 429: resting },
				...{ 2015: running, 409: running },
			},
			passesLater: [2015, 409],
		},
		patience,
	);
	return { auditId: textOf(body.audit_id, 500)!, attempts };
}

const resting =
	'Linq takes audits of a number only now and then, or limits your account now: read the last one with Get Reputation Audit, or run this record again later.';

/** Linq itself joined no running audit before it came to answer with its ID. */
const running =
	'An audit of this number is running: read it with Get Reputation Audit, or run this record again in a few minutes.';

/** An audit as it is now. */
export function auditRequest({ phoneNumber, auditId }: Audit): LinqRequest {
	return {
		method: 'GET',
		path: path`/v3/phone_numbers/${phoneNumber}/reputation_audit/${auditId}`,
		evidence: allOf(isAbout('audit_id', auditId), hasText('status')),
		hints: {
			404: 'Check the audit ID and the number: an audit is of one of your numbers, and can be read for a day.',
		},
	};
}

/**
 * Reads an audit again and again, ever more rarely, until it is over.
 *
 * @param time milliseconds until it is given up
 * @returns Linq's object with the report
 * @throws LinqError `not_confirmed` when it is not over in time; Linq's refusal when it can't be read;
 *   `server_error` when Linq could not make the report; the signal's reason when cancelled
 */
export async function auditOver(
	client: LinqClient,
	audit: Audit,
	{ time, patience, signal }: { time: number; patience: Patience; signal?: AbortSignal },
): Promise<JsonObject> {
	const deadline = now() + time;
	for (let pause = firstPause; ; pause = nextPause(pause)) {
		await sleep(Math.max(0, Math.min(pause, deadline - now())), signal);
		const until = deadline + lastAnswer;
		const once = { ...patience, maxRetries: 0, until };
		const answer = await client.request(auditRequest(audit), once).catch(asFailure);
		if (answer instanceof LinqError) {
			if (!answer.failure.retryable) throw unread(audit, answer);
		} else if (answer.status === 'complete') return answer;
		else if (answer.status === 'error') throw failed(answer);
		if (now() >= deadline) throw notConfirmed(audit, time);
	}
}

function failed({ error, trace_id }: JsonObject): LinqError {
	const reason = typeof error === 'string' ? error : (error as JsonObject | undefined)?.message;
	return new LinqError({
		message: textOf(reason, 500) ?? 'Linq could not make the report',
		hint: 'Run this record again later; if it stays like this, ask Linq about this number.',
		category: 'server_error',
		trace_id: textOf(trace_id, 200) ?? null,
		retryable: true,
	});
}

/** Linq refuses to show it, and will again, until what is wrong is mended. */
function unread({ auditId }: Audit, { failure }: LinqError): LinqError {
	const message = `Linq has begun the audit, but ${failure.message}`;
	const hint = `${failure.hint} Once that is mended, read it with Get Reputation Audit and the audit ID ${auditId}.`;
	return new LinqError({ ...failure, message, hint });
}

function notConfirmed({ auditId }: Audit, time: number): LinqError {
	return new LinqError({
		message: `Linq has begun the audit, but there is no report after ${time / 1_000} seconds`,
		hint: `It goes on: read it with Get Reputation Audit and the audit ID ${auditId}, or run this record again, which joins it.`,
		category: 'not_confirmed',
		retryable: true,
	});
}

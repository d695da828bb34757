import type { Fault } from '../emulator';

/**
 * What becomes of an item when every answer to it is this error: the category, whether trying later
 * makes sense, and how many requests were sent with one retry allowed.
 */
export type CodeRow = [
	code: number | null,
	status: number,
	output: 'Error',
	category: string,
	retryable: boolean,
	attempts: number,
];

/** Linq's documented errors. */
export const documentedErrors: CodeRow[] = [
	[1001, 400, 'Error', 'invalid_input', false, 1],
	[1002, 400, 'Error', 'invalid_input', false, 1],
	[1003, 400, 'Error', 'invalid_input', false, 1],
	[1004, 400, 'Error', 'invalid_input', false, 1],
	[1005, 400, 'Error', 'invalid_input', false, 1],
	[1006, 409, 'Error', 'conflict', false, 1],
	[1007, 429, 'Error', 'rate_limited', true, 2],
	[1008, 400, 'Error', 'invalid_input', false, 1],
	[2001, 404, 'Error', 'not_found', false, 1],
	[2002, 404, 'Error', 'not_found', false, 1],
	[2003, 404, 'Error', 'not_found', false, 1],
	[2004, 401, 'Error', 'unauthorized', false, 1],
	[2005, 403, 'Error', 'forbidden', false, 1],
	[2006, 403, 'Error', 'forbidden', false, 1],
	[2007, 404, 'Error', 'not_found', true, 2],
	[2008, 403, 'Error', 'forbidden', false, 1],
	[2009, 409, 'Error', 'conflict', true, 2],
	[2010, 404, 'Error', 'not_found', false, 1],
	[2011, 403, 'Error', 'forbidden', false, 1],
	[2012, 404, 'Error', 'not_found', false, 1],
	[2013, 409, 'Error', 'conflict', false, 1],
	[2014, 409, 'Error', 'conflict', false, 1],
	[2015, 409, 'Error', 'conflict', false, 1],
	[2016, 409, 'Error', 'conflict', false, 1],
	[2017, 409, 'Error', 'conflict', false, 1],
	[2018, 409, 'Error', 'conflict', false, 1],
	[2019, 404, 'Error', 'not_found', false, 1],
	[2021, 404, 'Error', 'not_found', false, 1],
	[2022, 500, 'Error', 'server_error', true, 2],
	[2023, 409, 'Error', 'conflict', false, 1],
	[2024, 403, 'Error', 'forbidden', false, 1],
	[2026, 403, 'Error', 'forbidden', false, 1],
	[2027, 403, 'Error', 'forbidden', true, 1],
	[2028, 409, 'Error', 'conflict', false, 1],
	[3001, 500, 'Error', 'server_error', true, 2],
	[3002, 500, 'Error', 'server_error', true, 2],
	[3003, 500, 'Error', 'server_error', true, 2],
	[3004, 500, 'Error', 'server_error', true, 2],
	[3005, 504, 'Error', 'server_error', true, 2],
	[3006, 500, 'Error', 'server_error', true, 2],
	[3007, 500, 'Error', 'server_error', true, 2],
	[4001, 500, 'Error', 'server_error', true, 2],
	[4002, 500, 'Error', 'server_error', true, 2],
	[4003, 500, 'Error', 'server_error', true, 2],
	[4004, 503, 'Error', 'server_error', true, 2],
	[4005, 422, 'Error', 'invalid_input', false, 1],
	[4009, 503, 'Error', 'server_error', true, 2],
	[4010, 503, 'Error', 'server_error', true, 2],
	[5001, 400, 'Error', 'invalid_input', false, 1],
	[5002, 400, 'Error', 'invalid_input', false, 1],
	[5003, 400, 'Error', 'invalid_input', false, 1],
	[5004, 400, 'Error', 'invalid_input', false, 1],
	[5005, 400, 'Error', 'invalid_input', false, 1],
	[5006, 400, 'Error', 'invalid_input', false, 1],
	[5007, 400, 'Error', 'invalid_input', false, 1],
	[5001, 500, 'Error', 'server_error', true, 2],
	[5002, 500, 'Error', 'server_error', true, 2],
	[5003, 500, 'Error', 'server_error', true, 2],
	[5004, 500, 'Error', 'server_error', true, 2],
	[5005, 500, 'Error', 'server_error', true, 2],
	[5006, 500, 'Error', 'server_error', true, 2],
	[5007, 500, 'Error', 'server_error', true, 2],
];

/** A status without a number of Linq’s. */
export const bareStatuses: CodeRow[] = [
	[null, 400, 'Error', 'invalid_input', false, 1],
	[null, 401, 'Error', 'unauthorized', false, 1],
	[null, 403, 'Error', 'forbidden', false, 1],
	[null, 404, 'Error', 'not_found', false, 1],
	[null, 405, 'Error', 'invalid_input', false, 1],
	[null, 408, 'Error', 'timeout', true, 2],
	[null, 409, 'Error', 'conflict', false, 1],
	[null, 413, 'Error', 'invalid_input', false, 1],
	[null, 422, 'Error', 'invalid_input', false, 1],
	[null, 429, 'Error', 'rate_limited', true, 2],
	[null, 500, 'Error', 'server_error', true, 2],
	[null, 501, 'Error', 'server_error', true, 2],
	[null, 502, 'Error', 'server_error', true, 2],
	[null, 503, 'Error', 'server_error', true, 2],
	[null, 504, 'Error', 'server_error', true, 2],
	[null, 599, 'Error', 'server_error', true, 2],
];

/** An answer with this body; it asks for no wait, so that a retry comes at once. */
export const answer = (
	body: string | Buffer,
	status = 200,
	contentType = 'application/json',
): Fault => ({
	kind: 'raw',
	body,
	status,
	contentType,
	headers: { 'Retry-After': '0' },
});

const page = '<!doctype html><html><body>Bad gateway</body></html>';
export const tenMegabytes = 'x'.repeat(10_000_000);
const refusal = (error?: object) => JSON.stringify({ success: false, error });

/** The same for an answer that is not as it should be. */
export type AnswerRow = [
	what: string,
	output: 'Error',
	category: string,
	retryable: boolean,
	attempts: number,
	status: number,
	code: number | null,
	fault: Fault,
];

/** No answer of Linq’s. */
export const noAnswers: AnswerRow[] = [
	['an empty 200', 'Error', 'invalid_response', false, 1, 200, null, answer('')],
	['an empty 202', 'Error', 'invalid_response', false, 1, 202, null, answer('', 202)],
	['spaces', 'Error', 'invalid_response', false, 1, 200, null, answer(' \r\n ')],
	['HTML with 200', 'Error', 'invalid_response', false, 1, 200, null, answer(page)],
	['HTML with 403', 'Error', 'forbidden', false, 1, 403, null, answer(page, 403, 'text/html')],
	['HTML with 404', 'Error', 'not_found', false, 1, 404, null, answer(page, 404, 'text/html')],
	['HTML with 429', 'Error', 'rate_limited', true, 2, 429, null, answer(page, 429, 'text/html')],
	['HTML with 502', 'Error', 'server_error', true, 2, 502, null, answer(page, 502, 'text/html')],
	['HTML with 503', 'Error', 'server_error', true, 2, 503, null, answer(page, 503, 'text/html')],
	[
		...(['truncated JSON', 'Error', 'invalid_response', false, 1, 202, null] as const),
		{ kind: 'truncatedJson' },
	],
	[
		...(['truncated JSON with 500', 'Error', 'server_error', true, 2, 500, null] as const),
		answer('{"success":false,"error":{"sta', 500),
	],
	['an array', 'Error', 'invalid_response', false, 1, 200, null, answer('[{"status":"accepted"}]')],
	['a number', 'Error', 'invalid_response', false, 1, 200, null, answer('42')],
	['null', 'Error', 'invalid_response', false, 1, 200, null, answer('null')],
	['a string', 'Error', 'invalid_response', false, 1, 200, null, answer('"accepted"')],
	['an array with 500', 'Error', 'server_error', true, 2, 500, null, answer('[]', 500)],
	['null with 409', 'Error', 'conflict', false, 1, 409, null, answer('null', 409)],
	[
		...(['10 MB of HTML', 'Error', 'invalid_response', false, 1, 200, null] as const),
		answer(page + tenMegabytes, 200, 'text/html'),
	],
];

/** A refusal in an unusual form. */
export const unusualRefusals: AnswerRow[] = [
	[
		...(['a reason of 10 MB', 'Error', 'invalid_input', false, 1, 400, 1005] as const),
		answer(refusal({ status: 400, code: 1005, message: tenMegabytes }), 400),
	],
	[
		...(['the wrong content type', 'Error', 'conflict', false, 1, 409, 2015] as const),
		answer(refusal({ status: 409, code: 2015, message: 'A member already' }), 409, 'text/html'),
	],
];

/** A 200 whose envelope says success: false. */
export const falseSuccesses: AnswerRow[] = [
	['nothing else', 'Error', 'invalid_response', false, 1, 200, null, answer(refusal())],
	[
		...(['a reason and no status', 'Error', 'invalid_response', false, 1, 200, null] as const),
		answer(refusal({ message: 'No' })),
	],
	[
		...(['a status of no failure', 'Error', 'invalid_response', false, 1, 200, null] as const),
		answer(refusal({ status: 200, message: 'No' })),
	],
	[
		...(['a failure for good', 'Error', 'not_found', false, 1, 404, 2001] as const),
		answer(refusal({ status: 404, code: 2001, message: 'Chat not found' })),
	],
	// Linq took the request, so a second one could add the person again.
	[
		...(['a failure that passes', 'Error', 'server_error', true, 1, 503, 4004] as const),
		answer(refusal({ status: 503, code: 4004, message: 'Not now' })),
	],
	[
		...(['a chat being created', 'Error', 'conflict', true, 1, 409, 2009] as const),
		answer(refusal({ status: 409, code: 2009, message: 'Not now' })),
	],
];

/** Statuses that send a client elsewhere. */
export const redirects = [301, 302, 303, 307, 308];

/** An error that asks for no wait, so that a retry comes at once. */
export const failing = (status: number, code: number): Fault => ({
	kind: 'error',
	status,
	code,
	retryAfter: 0,
});

/** Two faults that pass, one after the other, and success after that. */
export const twoFaults: Array<
	[first: string, second: string, output: 'Success', attempts: number, Fault, Fault]
> = [
	['500', '503', 'Success', 3, failing(500, 3006), failing(503, 4004)],
	['408', '504', 'Success', 3, failing(408, 3005), failing(504, 3005)],
	['429', '429', 'Success', 3, failing(429, 1007), failing(429, 1007)],
	['2009', '2007', 'Success', 3, failing(409, 2009), failing(404, 2007)],
	['a reset', 'half an answer', 'Success', 3, { kind: 'reset' }, { kind: 'resetHalfway' }],
];

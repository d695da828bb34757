import type { IExecuteFunctions } from 'n8n-workflow';
import { asHttpRequestOptions, readAnswerOf, type N8nAnswer } from '../wire/transport';
import { within } from '../wire/within';
import type { IsOver } from './waits';

/** Milliseconds for n8n to say whether an execution still waits. */
const longest = 4_000;

/** No event: what waits has nothing to look up for it. */
const question = { method: 'POST', body: {}, timeout: longest } as const;

/**
 * Asks n8n, at the address that Linq calls, whether the execution behind it still waits. What waits
 * answers a call without an event with 204 and nothing else. That it has ended counts only in n8n's
 * own words (2.41, `waiting-webhooks`), since something in between may answer as well.
 */
export function asksN8n(helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'>): IsOver {
	return async (targetUrl) => {
		const { status, text = '' } = await within(longest, undefined, async (abortSignal) => {
			const asked = asHttpRequestOptions({ ...question, url: targetUrl });
			const answer = (await helpers.httpRequest({ ...asked, abortSignal })) as N8nAnswer;
			return await readAnswerOf(answer);
		});
		if (status === 200) return /no action required/i.test(text);
		if (status === 404) return /execution .{1,60} does not exist/i.test(text);
		return status === 409 && /execution .{1,60} has finished/i.test(text);
	};
}

import type { IWebhookFunctions } from 'n8n-workflow';
import { triggerOf } from './knownSubscriptions';
import { subscribeAgain } from './subscription';

/** Linq is asked at most this often for a trigger, in milliseconds, whoever calls its address. */
const interval = 60_000;

/** So many calls wait for one look at Linq; the others are to come again. */
const mostWaiting = 100;

/** What a look at Linq found. */
type Finding =
	/** The subscription is the one whose secret is known, so the call was not Linq's. */
	| 'inOrder'
	/** There was none, or another; there is a new one now. */
	| 'repaired'
	/** Linq could not be asked, so nobody can tell whose call it was. */
	| 'unknown';

interface Look {
	at: number;
	waiting: number;
	finding: Promise<Finding>;
}

/** The last look for each trigger. */
const looks = new Map<string, Look>();

/**
 * For a call that no known secret fits: looks whether the trigger still has its subscription, and
 * makes a new one if it hasn't. n8n itself asks for that only when a workflow is switched on; until
 * then a secret that got lost would keep Linq out.
 *
 * @param now milliseconds since 1970
 */
export async function repair(context: IWebhookFunctions, now: number): Promise<Finding> {
	const trigger = triggerOf(context);
	const last = looks.get(trigger);
	if (last !== undefined && now - last.at < interval) {
		if (last.waiting >= mostWaiting) return 'unknown';
		last.waiting++;
		return await last.finding.finally(() => last.waiting--);
	}
	const finding = subscribeAgain(context).then(
		(isNew): Finding => (isNew ? 'repaired' : 'inOrder'),
		(): Finding => 'unknown',
	);
	looks.set(trigger, { at: now, waiting: 0, finding });
	return await finding;
}

import type { IWebhookFunctions } from 'n8n-workflow';
import { deliveryAddress } from '../linq/webhooks/addresses';
import { whenOver } from '../linq/webhooks/oneAtATime';
import { subscribeAgain, type Finding } from './subscription';

/** Linq is asked at most this often for a trigger, in milliseconds, whoever calls its address. */
const interval = 60_000;

/**
 * A subscription that nobody here knows may have been made by another process of this n8n, which has
 * yet to save its secret: so long, in milliseconds, it gets for that.
 */
const timeToSave = 10_000;

/** So many calls wait for one look at Linq; the others are to come again. */
const mostWaiting = 100;

interface Look {
	at: number;
	waiting: number;
	finding: Promise<Finding>;
	/** What it was, once it is over. */
	found?: Finding;
}

/** The last look for each trigger. */
const looks = new Map<string, Look>();

/** What a look found, and whether it began after the call that asks came in. */
export interface Seen {
	finding: Finding;
	/** False where it began before: it says nothing about that call. */
	isFresh: boolean;
}

/**
 * For a call that no known secret fits: looks whether the trigger still has its subscription, and
 * makes a new one if it hasn't. n8n itself asks for that only when a workflow is switched on; until
 * then a secret that got lost would keep Linq out.
 *
 * @param trigger see `triggerOf`
 * @param now milliseconds since 1970
 */
export async function repair(
	context: IWebhookFunctions,
	trigger: string,
	now: number,
): Promise<Seen> {
	const last = looks.get(trigger);
	const stranger = typeof last?.found === 'object' ? last.found.stranger : undefined;
	const pause = stranger === undefined ? interval : timeToSave;
	if (last !== undefined && (last.found === undefined || Math.abs(now - last.at) < pause)) {
		if (last.waiting >= mostWaiting) return { finding: 'unknown', isFresh: false };
		last.waiting++;
		try {
			const finding = await last.finding;
			// It may be subscribing right now, and so learn the secret.
			await whenOver(deliveryAddress(context.getNodeWebhookUrl('default')));
			return { finding, isFresh: false };
		} finally {
			last.waiting--;
		}
	}
	const finding = subscribeAgain(context, stranger).catch((): Finding => 'unknown');
	const look: Look = { at: now, waiting: 0, finding };
	looks.set(trigger, look);
	look.found = await finding;
	return { finding: look.found, isFresh: true };
}

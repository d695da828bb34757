import type { Output } from '../../items/outputs';
import { outcomeOf, type Sent } from '../../linq/messages/outcomes';
import type { Session } from '../../linq/session';
import type { Answered, Patience } from '../../linq/wire/client';
import type { WaitFor } from '../parameters/waiting';
import { asOutput } from './output';
import type { Later } from './step';

/**
 * What comes out for something that Linq took to send it: Linq's answer, and where the item waits for
 * something, later what is known of it then.
 *
 * @param sent what Linq took, read from its answer only where something is waited for
 */
export function afterSending(
	{ body }: Answered,
	sent: () => Sent,
	waitFor: WaitFor | undefined,
	{ session, patience }: { session: Session; patience: Patience },
): Output[] | Later {
	if (waitFor === undefined) return [asOutput(body)];
	const later = outcomeOf(sent(), waitFor, session, patience);
	return { later: later.then((outcome) => [asOutput({ ...body, ...outcome })]) };
}

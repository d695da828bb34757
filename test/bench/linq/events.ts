import pLimit from 'p-limit';
import type { Emulator, Event } from '../../emulator';
import { messageData } from '../../emulator/events';
import { legacyHeaders, newEvent, standardHeaders } from '../../emulator/webhooks';
import type { EventTaker, EventTally } from './commands';
import { peopleIn } from './accounts';

/**
 * Tells a step of n8n's of so many messages that came in, signed as Linq signs.
 *
 * @param atOnce how many wait for an answer at the same time, each on a connection of its own
 */
export async function sendEvents(
	linq: Emulator,
	{ origin, path, headers }: EventTaker,
	count: number,
	atOnce: number,
): Promise<EventTally> {
	const [own] = linq.account.webhookSubscriptions;
	if (!own) throw new Error('Nobody subscribed to events');
	const subscription = path === undefined ? own : { ...own, target_url: `${origin}${path}` };
	linq.webhooks.deliverTo(origin);
	const events = newMessages(linq, count);
	const send = async (event: Event) => {
		const body = Buffer.from(JSON.stringify(event));
		const { id, signing_secret: secret } = own;
		const { status } = await linq.webhooks.call(subscription, event, body, {
			...standardHeaders(body, { secret, id: event.event_id }),
			...legacyHeaders(body, { secret }, { event_type: event.event_type, subscription_id: id }),
			...headers,
		});
		return status;
	};
	const turns = pLimit(atOnce);
	const began = Date.now();
	const statuses = await Promise.all(events.map((event) => turns(send, event)));
	const answered = Date.now();
	linq.webhooks.calls.length = 0;
	return { began, answered, refused: statuses.filter((status) => status !== 200).length };
}

function newMessages({ account: { chats } }: Emulator, count: number): Event[] {
	return Array.from({ length: count }, (_, number) => {
		const chat = chats[number % chats.length]!;
		const [from = ''] = peopleIn(chat);
		const text = `Message ${number}`;
		return newEvent('message.received', messageData(chat, { from, text }));
	});
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { setInterval as every } from 'node:timers/promises';
import type { AccountSubscription, Emulator, Event } from '../emulator';
import { messageData } from '../emulator/events';
import { newEvent, standardHeaders } from '../emulator/webhooks';
import { accountOfChats } from './people';

/** What comes in while Linq has much to tell. */
export interface Flood {
	/** The IDs of all different events. */
	events: string[];
	/** What the last try of each genuine call was answered, null where there was no answer. */
	statuses: Array<number | null>;
	/** What the forged calls were answered. */
	forged: Array<number | null>;
	/** How long the answer to each genuine call took, in milliseconds. */
	times: number[];
}

const perSecond = 200;
const tick = 100;

/** Of so many genuine calls one brings an event again. */
const duplicateEvery = 20;
/** So far back; every other duplicate comes together with the event itself. */
const duplicateOf = 50;

/** Linq's own pause before the first retry, in milliseconds. */
const backoff = 1_000;

/**
 * Messages arrive for so many seconds, 200 a second, one in twenty of them a second time; beside
 * every twentieth somebody without the secret sends one too.
 */
export async function flood(
	linq: Emulator,
	subscription: AccountSubscription,
	seconds: number,
): Promise<Flood> {
	linq.webhooks.backoff = backoff;
	const calls = callsOf(perSecond * seconds);
	const result: Flood = { events: [], statuses: [], forged: [], times: [] };
	result.events = [...new Set(calls.map(({ event_id }) => event_id))];
	const open: Array<Promise<void>> = [];
	const deliver = async (event: Event) => {
		const sent = Date.now();
		const { status } = await linq.webhooks.deliver(subscription, event);
		result.statuses.push(status);
		result.times.push(Date.now() - sent);
	};
	const forge = async (number: number) => {
		const event = newMessage(`forged-${number}`);
		const body = Buffer.from(JSON.stringify(event));
		const secret = `whsec_${Buffer.alloc(32, number).toString('base64')}`;
		const headers = standardHeaders(body, { secret, id: event.event_id });
		result.forged.push((await linq.webhooks.call(subscription, event, body, headers)).status);
	};
	const perTick = (perSecond * tick) / 1000;
	const ticks = every(tick);
	for (let next = 0; next < calls.length; next += perTick) {
		await ticks.next();
		for (const event of calls.slice(next, next + perTick)) open.push(deliver(event));
		open.push(forge(next));
	}
	await ticks.return?.();
	await Promise.all(open);
	return result;
}

function callsOf(count: number): Event[] {
	const calls: Event[] = [];
	for (let call = 0; call < count; call++) {
		const back = call % (2 * duplicateEvery) === 0 ? duplicateOf : 1;
		const again = call % duplicateEvery === 0 ? calls[call - back] : undefined;
		calls.push(again ?? newMessage(`flood-${call}`));
	}
	return calls;
}

const [chat] = accountOfChats().chats;

function newMessage(id: string): Event {
	return newEvent(
		'message.received',
		messageData(chat!, { from: '+12025550198', text: `This is ${id}` }),
		id,
	);
}

import { watchedChat, type Chat } from '../../../../linq/chats/chats';
import { asFailure, LinqError } from '../../../../linq/errors';
import { waitedAside, type Place } from './deeds';
import { findActive, tooFewRemain } from './membership';
import { membersOf, queuedIn, roomAmong, without } from './plan';

/** How many people can be taken out of a chat. */
export interface Room {
	room: number;
	/** Why no more of them can. */
	reason: LinqError;
}

/**
 * How many of those who are to be taken out can be, so that three people remain who are known to be
 * in. Where those whom Linq has taken make a difference, it waits until the chat shows them.
 *
 * @param count how many are to be taken out
 */
export async function roomFor(count: number, place: Place): Promise<Room> {
	const coming = queuedIn(place.chat, 'add');
	const room = roomAmong(without(membersOf(place.chat), coming));
	if (count <= room || coming.length === 0) return { room, reason: tooFewRemain() };
	return await roomAfter(coming, count, room, place);
}

async function roomAfter(
	coming: string[],
	count: number,
	room: number,
	{ chat, chatId, time, session, patience }: Place,
): Promise<Room> {
	const going = queuedIn(chat, 'remove');
	const roomIn = (reading: Chat) => roomAmong(without(membersOf(reading), going));
	let latest: Chat | undefined;
	const isEnough = (reading: Chat) => {
		latest = reading;
		const areAllIn = coming.every((handle) => findActive(reading, handle) !== undefined);
		return areAllIn || roomIn(reading) >= count ? reading : undefined;
	};
	const watched = watchedChat(session.client, chatId);
	const shown = session.confirmations.until(watched, isEnough, time, patience).catch(asFailure);
	const waited = await waitedAside(shown, { patience });
	if (waited instanceof LinqError) return { room, reason: new LinqError(waited.failure) };
	return {
		room: latest === undefined ? room : roomIn(latest),
		reason: waited === undefined ? notYetIn() : tooFewRemain(),
	};
}

function notYetIn(): LinqError {
	const { failure } = tooFewRemain(
		'Those who were added do not show in the chat yet: run this record again in a few minutes to remove the others.',
	);
	return new LinqError({ ...failure, retryable: true });
}

import type { IDataObject } from 'n8n-workflow';
import { comparableName, readChat, watchedChat } from '../../../linq/chats/chats';
import { isOfExactly } from '../../../linq/chats/fitting';
import { clockDifference } from '../../../linq/chats/newGroup';
import { asFailure, counted, LinqError } from '../../../linq/errors';
import { messageToNewChat, sendMessage, type MessageDraft } from '../../../linq/messages/messages';
import { availableLine } from '../../../linq/people/lines';
import type { Session } from '../../../linq/session';
import { isObject, objectsOf, textOf, type JsonObject } from '../../../linq/values/json';
import { timeIn } from '../../../linq/values/times';
import type { Patience } from '../../../linq/wire/client';
import { checkNotToOneself, nameAfterwards } from './newChat';
import { chatOutput, findChat, nothingFound, type WantedChat } from './wantedChat';

/**
 * The chat that an item asks for: the one that is there, else a new one.
 *
 * @throws LinqError `not_found` where there is none, and no message to begin one with; `conflict`
 *   where a message could get into another group
 */
export async function provideChat(
	wanted: WantedChat,
	session: Session,
	patience: Patience,
): Promise<JsonObject> {
	const found = await findChat(wanted, session, patience);
	if (found) return found;
	const { draft, to } = wanted;
	if (draft === undefined) throw nothingFound(wanted);
	const { knownChats } = session;
	return await knownChats.inTurn(to, async () => {
		// It has no name yet, so it is not found by one, and Linq would send the message into it.
		if ('name' in wanted.wish && knownChats.isInDoubt(to)) throw perhapsCreated();
		await knownChats.settleDoubt(to, patience);
		const since = await findChat(wanted, session, patience);
		return since ?? (await create(wanted, draft, session, patience));
	});
}

/** Nobody else of this execution creates a chat with the same people meanwhile. */
async function create(
	wanted: WantedChat,
	draft: MessageDraft,
	session: Session,
	patience: Patience,
): Promise<JsonObject> {
	const { to, wish, name, further } = wanted;
	const { client, knownChats } = session;
	const startedAt = Date.now();
	const { line: from, attempts } =
		wish.from === undefined
			? await availableLine(client, { to }, patience)
			: { line: wish.from, attempts: 0 };
	checkNotToOneself(from, to);
	const isByName = 'name' in wish;
	if (isByName) await untilNamesShow({ from, to }, session, patience);
	const request = (message: IDataObject) => messageToNewChat({ from, to }, message, further);
	const answer = await sendMessage(draft, request, session, patience).catch((error: unknown) => {
		if (asFailure(error).failure.isPerhapsDone) knownChats.doubt(to);
		throw counted(error, attempts);
	});

	const details = isObject(answer.chat) ? answer.chat : {};
	const id = textOf(details.id, 500) ?? '';
	const wasThere = knownChats.has(id) || isOlderThan(startedAt, details);
	keep(details, { from, to }, session);
	// A chat found by its people may be called whatever it is.
	const isToBeNamed = name !== '' && (isByName || !wasThere);
	if (!isToBeNamed) {
		const note = wasThere ? { note: `${hadItAlready(to)}: the message was sent into it` } : {};
		return chatOutput(id, !wasThere, details, { others: [], ...note });
	}
	const unnamed = await nameAfterwards(details.id, name, session, patience);
	knownChats.named(id, name, unnamed !== undefined);
	const note = noteOn(to, wasThere, unnamed);
	const named = { named: unnamed === undefined, ...(note !== undefined && { note }) };
	return chatOutput(id, !wasThere, details, { others: [], ...named });
}

/** How long Linq gets to show a name that it has queued, in milliseconds. */
const longestNaming = 60_000;

/**
 * A message to people who have a group without a name goes into that one. Where another item has
 * just given their group its name, Linq has to know it first, or both would be one chat.
 *
 * @throws LinqError `conflict` where that doesn't happen
 */
async function untilNamesShow(
	{ from, to }: { from: string; to: string[] },
	{ client, confirmations, knownChats }: Session,
	patience: Patience,
): Promise<void> {
	for (const { chat, name, isRefused } of knownChats.namesAskedFor) {
		if (!isOfExactly(chat, to, from)) continue;
		const shows = ({ details }: { details: JsonObject }) =>
			comparableName(details.display_name) === comparableName(name) || undefined;
		const isShown =
			!isRefused &&
			(await confirmations.until(watchedChat(client, chat.id), shows, longestNaming, patience));
		if (!isShown) throw othersGroup(name);
		knownChats.nameShows(chat.id);
	}
}

/** The chat as the items after this one find it: without the message, which they didn't send. */
function keep(
	answered: JsonObject,
	{ from, to }: { from: string; to: string[] },
	{ knownChats }: Session,
): void {
	const details = Object.fromEntries(
		Object.entries(answered).filter(([field]) => field !== 'message'),
	);
	const [chat] = readChat(details);
	if (chat === undefined) {
		knownChats.doubt(to);
		return;
	}
	const participants = [from, ...to].map((handle) => {
		return { handle, isOwn: handle === from, isActive: true, details: {} };
	});
	knownChats.add({ ...chat, participants, isGroup: to.length > 1, updatedAt: Date.now() });
}

/** Whether Linq says of the chat that it was there before its message, by Linq's own clock if it can be. */
function isOlderThan(startedAt: number, { created_at, handles, message }: JsonObject): boolean {
	const own = objectsOf(handles).find(({ is_me }) => is_me === true);
	const since = timeIn(created_at) ?? timeIn(own?.joined_at);
	const sentAt = isObject(message) ? timeIn(message.created_at) : undefined;
	return since !== undefined && since < (sentAt ?? startedAt) - clockDifference;
}

function hadItAlready({ length }: string[]): string {
	return length === 1
		? 'You had a chat with this person already'
		: 'These people had a group already';
}

function noteOn(to: string[], wasThere: boolean, unnamed: string | undefined): string | undefined {
	if (!wasThere) {
		return unnamed === undefined ? undefined : `The chat was created, but not named: ${unnamed}`;
	}
	const sent = `${hadItAlready(to)}, without a name: the message was sent into it`;
	return unnamed === undefined
		? `${sent}, and it gets the name`
		: `${sent}, but it was not named: ${unnamed}`;
}

function perhapsCreated(): LinqError {
	return new LinqError({
		message: 'A group of these people may have been created for a record before this one',
		hint: 'Run that record again first, unchanged and with its error; then run this one again.',
		category: 'conflict',
		retryable: true,
	});
}

function othersGroup(name: string): LinqError {
	return new LinqError({
		message: `The group of the same people named "${textOf(name, 80)!}" has not got its name yet`,
		hint: 'Linq would send this message into that group: try this record again in a few minutes, and give the other group its name first with Chat → Update if it stays without.',
		category: 'conflict',
		retryable: true,
	});
}

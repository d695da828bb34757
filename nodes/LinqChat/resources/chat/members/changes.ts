import type { Output } from '../../../../items/outputs';
import type { Chat } from '../../../../linq/chats/chats';
import type { WantedMembers } from '../../../../linq/chats/memberLists';
import { asFailure, counted, LinqError, takenFrom } from '../../../../linq/errors';
import type { Session } from '../../../../linq/session';
import type { Patience } from '../../../../linq/wire/client';
import type { Later } from '../../../steps/step';
import {
	ask,
	isAccepted,
	isFailed,
	mayBeOut,
	shown,
	waitedAside,
	withFound,
	type Deed,
	type Place,
} from './deeds';
import { checkGroup, conflict } from './membership';
import { planMembers, without, type MemberPlan } from './plan';
import { failedFor, type Refused } from './report';
import { roomFor } from './room';

/** What an item asks for. */
export interface MemberWishes extends WantedMembers {
	chatId: string;
	waitUntilDone: boolean;
	/** Milliseconds to wait until the chat shows what Linq took. */
	time: number;
}

/** What is to be done in a chat. */
interface Intention {
	chat: Chat;
	/** Without anyone in `leaving` who is one of the account's own lines. */
	plan: MemberPlan;
	/** Who isn't taken out, since nobody knows whether they are one's own lines. */
	unclear: Refused[];
}

/**
 * What is to be done for a chat to have the members it shall have, by one reading of it.
 *
 * @throws LinqError of the reading; `conflict` for a chat in which nobody can be added or removed
 */
export async function intend(
	wishes: MemberWishes,
	{ client, readings, ownLines }: Session,
	patience: Patience,
): Promise<Intention> {
	const chat = await readings.of(wishes.chatId, patience).catch((error: unknown) => {
		// Nothing more is sent for the items that follow.
		throw client.isRefused ? takenFrom(error) : error;
	});
	checkGroup(chat);
	const plan = planMembers(chat, wishes);
	const { leaving } = plan;
	const own = await Promise.all(
		leaving.map(async (handle) => ((await ownLines.surelyHas(handle, patience)) ? [handle] : [])),
	).catch(asFailure);
	if (!(own instanceof LinqError)) {
		return { chat, plan: { ...plan, leaving: without(leaving, own.flat()) }, unclear: [] };
	}
	const unclear = leaving.map((handle) => ({ handle, reason: unknownLines(own) }));
	return { chat, plan: { ...plan, leaving: [] }, unclear };
}

function unknownLines(reading: LinqError): LinqError {
	const { failure, attempts } = takenFrom(reading);
	const message = `Your own numbers, which are never removed, could not be read: ${failure.message}`;
	return counted(new LinqError({ ...failure, message }), attempts);
}

/**
 * Adds who is missing, then takes out who is to go, one after another. Nobody's failure stops the
 * others, and three people remain who are known to be in. Where it is waited until all is done, nobody
 * is taken out unless everyone who was to be added is in.
 *
 * @throws LinqError with what became of everyone where somebody failed; those of `intend`
 */
export async function setMembers(
	wishes: MemberWishes,
	session: Session,
	patience: Patience,
): Promise<Output[] | Later> {
	const { chatId, time, waitUntilDone } = wishes;
	const { chat, plan, unclear } = await intend(wishes, session, patience);
	const place = { chat, chatId, time, session, patience };
	const asked = await addAll(plan.missing, place);
	// Whoever wants to be sure takes nobody out before those who come are in.
	const isSure = waitUntilDone && plan.leaving.length > 0;
	const added = isSure ? await waitedAside(allShown(asked, place), place) : asked;
	const removed =
		isSure && added.some(isFailed)
			? plan.leaving.map((handle) => heldBack(handle, added))
			: await removeAll(plan.leaving, place);
	const report = (all: Deed[]) => [{ json: outcomeOf(all, { chatId, plan, unclear }) }];
	const open = isSure ? removed : [...added, ...removed];
	if (!waitUntilDone || !open.some(isAccepted)) return report([...added, ...removed]);
	const done = isSure ? added : [];
	return { later: allShown(open, place).then((all) => report([...done, ...all])) };
}

async function allShown(deeds: Deed[], place: Place): Promise<Deed[]> {
	return await Promise.all(deeds.map(async (deed) => await shown(deed, place)));
}

/** Someone who stays since others, who were to come before, did not get in. */
function heldBack(handle: string, added: Deed[]): Deed {
	const { failure } = conflict(
		'Not removed, since somebody who was to be added before is not in the chat',
		'Take care of those who could not be added, then run this record again; without the option Wait Until Done, the others are removed all the same.',
	);
	const retryable = added.some(
		({ result }) => result instanceof LinqError && result.failure.retryable === true,
	);
	const result = new LinqError({ ...failure, retryable });
	return { kind: 'remove', handle, result, attempts: 0 };
}

async function addAll(handles: string[], place: Place): Promise<Deed[]> {
	const deeds: Deed[] = [];
	for (const handle of handles) deeds.push(await ask('add', handle, place));
	return await withFound(deeds, place);
}

async function removeAll(handles: string[], place: Place): Promise<Deed[]> {
	if (handles.length === 0) return [];
	const { room, reason } = await roomFor(handles.length, place);
	const deeds: Deed[] = [];
	for (const handle of handles) {
		const isFull = deeds.filter(mayBeOut).length >= room;
		if (isFull) deeds.push({ kind: 'remove', handle, result: reason, attempts: 0 });
		else deeds.push(await ask('remove', handle, place));
	}
	return await withFound(deeds, place);
}

/** @throws LinqError with what became of everyone where somebody failed */
function outcomeOf(
	deeds: Deed[],
	{ chatId, plan, unclear }: Pick<Intention, 'plan' | 'unclear'> & { chatId: string },
) {
	const handlesOf = (kind: Deed['kind'], isDone: (deed: Deed) => boolean) =>
		deeds.filter((deed) => deed.kind === kind && isDone(deed)).map(({ handle }) => handle);
	const isFound = ({ result }: Deed) => result === 'found';
	const lists = {
		added: handlesOf('add', isAccepted),
		removed: handlesOf('remove', (deed) => isAccepted(deed) || isFound(deed)),
		unchanged: [...plan.staying, ...handlesOf('add', isFound)],
	};
	const refused = [
		...deeds.filter(isFailed).map(({ handle, result }) => ({ handle, reason: result })),
		...unclear,
	];
	if (refused.length === 0) return { chat_id: chatId, ...lists };
	const error = failedFor(refused, deeds.length + unclear.length, lists);
	const asked = [...deeds, ...unclear.map(({ reason }) => reason)];
	error.attempts = asked.reduce((sum, { attempts }) => sum + attempts, 0);
	throw error;
}

import { activeParticipants, type Chat } from '../../../../linq/chats/chats';
import type { WantedMembers } from '../../../../linq/chats/memberLists';
import { isSameHandle } from '../../../../linq/people/sameHandle';
import { smallestGroup } from './membership';

/** What is to be done so that a chat has the members it shall have; nobody is in two of the lists. */
export interface MemberPlan {
	/** Who is to be added, in the order they were named. */
	missing: string[];
	/** Who is to be taken out, as Linq writes them, in the order of the chat. */
	leaving: string[];
	/** Who was named and is in, then those of `keep` who are kept by it. */
	staying: string[];
}

/**
 * Compares a chat with who shall be in it. What the chat shows as one's own line never leaves, and
 * stays unmentioned unless `to` names it.
 */
export function planMembers(chat: Chat, { to, keep, removeOthers }: WantedMembers): MemberPlan {
	const active = handlesOf(activeParticipants(chat));
	const isIn = among(active);
	const isOwn = among(handlesOf(chat.participants.filter((one) => one.isOwn)));
	const isWanted = among(to);
	const isKept = among(keep);
	const mayGo = (one: string) => !isOwn(one) && !isWanted(one);
	return {
		missing: to.filter((one) => !isIn(one)),
		leaving: removeOthers ? active.filter((one) => mayGo(one) && !isKept(one)) : [],
		staying: [
			...to.filter(isIn),
			...(removeOthers ? keep.filter((one) => isIn(one) && mayGo(one)) : []),
		],
	};
}

/** Who is in the chat, each once. */
export function membersOf(chat: Chat): string[] {
	return handlesOf(activeParticipants(chat));
}

/** Whom Linq took into the chat, or out of it, without the chat having shown it yet. */
export function queuedIn(chat: Chat, change: 'add' | 'remove'): string[] {
	const queued = chat.participants.filter(({ isQueued }) => isQueued === true);
	return handlesOf(queued.filter(({ isActive }) => isActive === (change === 'add')));
}

/** Handles without those that are among others, in any case. */
export function without(handles: string[], others: string[]): string[] {
	const isOther = among(others);
	return handles.filter((one) => !isOther(one));
}

/** How many of so many people can leave so that a group remains: 0 or more. */
export function roomAmong(people: string[]): number {
	return Math.max(0, people.length - smallestGroup);
}

function handlesOf(participants: Chat['participants']): string[] {
	const handles = participants.map(({ handle }) => handle);
	return handles.filter((one, index) => !among(handles.slice(0, index))(one));
}

function among(handles: string[]): (handle: string) => boolean {
	return (handle) => handles.some((one) => isSameHandle(one, handle));
}

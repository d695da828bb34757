import { randomUUID } from 'node:crypto';
import type { LinqAPIV3 } from '@linqapp/sdk';

export type Service = LinqAPIV3.ServiceType;
export type ChatHandle = LinqAPIV3.ChatHandle;
/** `ready`; `creating`: Linq hasn't finished setting it up (2009); `left`: your line has left it (2013). */
export type ChatState = 'ready' | 'creating' | 'left';
/**
 * A chat in Linq's shape, and beside it what Linq shows only through what it does: the state, and
 * whether someone has named it.
 */
export type AccountChat = LinqAPIV3.Chat & { state: ChatState; named: boolean };

export interface NewChat {
	/** A UUID; random by default. */
	id?: string;
	/** By default the other participants' handles, comma-separated, as Linq does; `null` stays null. */
	display_name?: string | null;
	/** By default true from two other participants on. */
	is_group?: boolean;
	/** `iMessage` by default. */
	service?: Service;
	/** Your own line; by default the account's first. A line the account lacks is added to it. */
	from?: string;
	/** Every participant but your own line. */
	handles: string[];
	/** `ready` by default. */
	state?: ChatState;
	/** Any date that `Date` reads; now by default. */
	created_at?: string;
}

/** Where Linq's answers send readers who want to know more. */
export const guides = 'https://docs.linqapp.com/guides';

/** A chat on the line `from`. */
export function newChat(from: string, chosen: NewChat): AccountChat {
	const { handles, service = 'iMessage', state = 'ready' } = chosen;
	const created_at = new Date(chosen.created_at ?? Date.now()).toISOString();
	const me = participant(from, service, created_at, true);
	if (state === 'left') Object.assign(me, { status: 'left', left_at: created_at });
	return {
		id: chosen.id ?? randomUUID(),
		display_name: chosen.display_name === undefined ? handles.join(', ') : chosen.display_name,
		service,
		is_group: chosen.is_group ?? handles.length > 1,
		handles: [me, ...handles.map((handle) => participant(handle, service, created_at, false))],
		group_chat_icon: null,
		health_status: healthOf('HEALTHY', created_at),
		is_archived: false,
		created_at,
		updated_at: created_at,
		state,
		named: typeof chosen.display_name === 'string',
	};
}

/** How a chat does since then. */
export function healthOf(
	status: 'HEALTHY' | 'OPTED_OUT',
	updated_at = new Date().toISOString(),
): AccountChat['health_status'] {
	const anchor = status.toLowerCase().replace('_', '-');
	return { status, doc_url: `${guides}/chats/chat-health#${anchor}`, updated_at };
}

/** The chat's participants who are neither removed nor gone, your own line among them. */
export function activeParticipants(chat: AccountChat): ChatHandle[] {
	return chat.handles.filter(({ status }) => status === 'active');
}

/** Your own line in the chat, whether it is still in it or not. */
export function ownLineOf(chat: AccountChat): string {
	return chat.handles.find(({ is_me }) => is_me)?.handle ?? '';
}

/** Lets `handle` into the chat, for the first time or again. */
export function addParticipant(chat: AccountChat, handle: string): void {
	const known = participantOf(chat, handle);
	const now = new Date().toISOString();
	if (known) Object.assign(known, { status: 'active', joined_at: now, left_at: null });
	else chat.handles.push(participant(handle, chat.service ?? 'iMessage', now, false));
	chat.updated_at = now;
}

/** Marks `handle` as removed, or as gone by itself, which keeps it among the chat's handles. */
export function removeParticipant(
	chat: AccountChat,
	handle: string,
	status: 'removed' | 'left' = 'removed',
): void {
	const known = participantOf(chat, handle);
	if (!known) return;
	const now = new Date().toISOString();
	Object.assign(known, { status, left_at: now });
	chat.updated_at = now;
}

/** Takes your own line out of the chat, which can't be used from then on. */
export function leaveChat(chat: AccountChat): void {
	const now = new Date().toISOString();
	const me = chat.handles.find(({ is_me }) => is_me);
	if (me) Object.assign(me, { status: 'left', left_at: now });
	Object.assign(chat, { state: 'left', updated_at: now });
}

/** The entry of `handle` in the chat, whatever its status; email addresses in whatever case. */
export function participantOf(chat: AccountChat, handle: string): ChatHandle | undefined {
	return chat.handles.find((entry) => entry.handle.toLowerCase() === handle.toLowerCase());
}

function participant(handle: string, service: Service, joined_at: string, is_me: boolean) {
	const entry: ChatHandle = {
		id: randomUUID(),
		handle,
		service,
		status: 'active',
		joined_at,
		left_at: null,
		is_me,
	};
	return entry;
}

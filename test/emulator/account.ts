import { randomUUID } from 'node:crypto';
import type { LinqAPIV3 } from '@linqapp/sdk';
import type { Answer } from './answers';

export type Service = LinqAPIV3.ServiceType;
export type ChatHandle = LinqAPIV3.ChatHandle;
export type PhoneNumber = LinqAPIV3.PhoneNumberListResponse['phone_numbers'][number];
/** `ready`; `creating`: Linq hasn't finished setting it up (2009); `left`: your line has left it (2013). */
export type ChatState = 'ready' | 'creating' | 'left';
/**
 * A chat in Linq's shape, and beside it what Linq shows only through what it does: the state, and
 * whether someone has named it.
 */
export type AccountChat = LinqAPIV3.Chat & { state: ChatState; named: boolean };
/** A message in Linq's shape, and beside it the chat it went to and the key it was sent under. */
export type AccountMessage = LinqAPIV3.ChatCreateResponse['chat']['message'] & {
	chat_id: string;
	idempotency_key: string | null;
};
/** A subscription in Linq's shape, with the secret that only the answer to its creation shows. */
export type AccountSubscription = LinqAPIV3.WebhookSubscriptionCreateResponse;

export interface NewPhoneNumber {
	/** E.164. */
	phone_number: string;
	/** E.164; none by default. */
	forwarding_number?: string;
}

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

const guides = 'https://docs.linqapp.com/guides';

/** All a Linq account holds. Tests may read and change it while the emulator runs. */
export class Account {
	readonly phoneNumbers: PhoneNumber[] = [];
	readonly webhookSubscriptions: AccountSubscription[] = [];
	/** Every message sent, in order of sending. */
	readonly messages: AccountMessage[] = [];
	/** What the first request under each idempotency key was answered. */
	readonly answersByIdempotencyKey = new Map<string, Answer>();
	/** In which state `POST /v3/chats` creates chats from now on. */
	newChatState: ChatState = 'ready';
	private readonly chatsById = new Map<string, AccountChat>();
	private readonly servicesByHandle = new Map<string, Service[]>();

	addPhoneNumber({ phone_number, forwarding_number }: NewPhoneNumber): PhoneNumber {
		const reputation = {
			status: 'HEALTHY',
			doc_url: `${guides}/phone-numbers/phone-reputation#healthy`,
		} as const;
		const phoneNumber: PhoneNumber = {
			id: randomUUID(),
			phone_number,
			forwarding_number: forwarding_number ?? null,
			health_status: reputation,
			reputation,
		};
		this.phoneNumbers.push(phoneNumber);
		return phoneNumber;
	}

	/** Whether `phone_number` (E.164) is one of the account's own lines. */
	owns(phone_number: string): boolean {
		return this.phoneNumbers.some((line) => line.phone_number === phone_number);
	}

	addChat({ handles, service = 'iMessage', state = 'ready', ...chosen }: NewChat): AccountChat {
		const from = chosen.from ?? this.phoneNumbers[0]?.phone_number ?? '+12025550100';
		if (!this.owns(from)) this.addPhoneNumber({ phone_number: from });
		const created_at = new Date(chosen.created_at ?? Date.now()).toISOString();
		const me = participant(from, service, created_at, true);
		if (state === 'left') Object.assign(me, { status: 'left', left_at: created_at });
		const chat: AccountChat = {
			id: chosen.id ?? randomUUID(),
			display_name: chosen.display_name === undefined ? handles.join(', ') : chosen.display_name,
			service,
			is_group: chosen.is_group ?? handles.length > 1,
			handles: [me, ...handles.map((handle) => participant(handle, service, created_at, false))],
			group_chat_icon: null,
			health_status: {
				status: 'HEALTHY',
				doc_url: `${guides}/chats/chat-health#healthy`,
				updated_at: created_at,
			},
			is_archived: false,
			created_at,
			updated_at: created_at,
			state,
			named: typeof chosen.display_name === 'string',
		};
		this.chatsById.set(chat.id.toLowerCase(), chat);
		return chat;
	}

	/** The chat with this UUID, in whatever case it is written. */
	chat(id: string): AccountChat | undefined {
		return this.chatsById.get(id.toLowerCase());
	}

	/**
	 * The newest chat between this line and exactly these others that Linq would use again: not a
	 * group with a name of its own, nor a chat the line has left.
	 */
	chatBetween(from: string, to: string[]): AccountChat | undefined {
		const wanted = new Set(to.map((handle) => handle.toLowerCase()));
		return this.chats.find((chat) => {
			const active = activeParticipants(chat);
			const others = active.filter(({ is_me }) => !is_me);
			return (
				!(chat.is_group && chat.named) &&
				active.some(({ is_me, handle }) => is_me && handle === from) &&
				others.length === wanted.size &&
				others.every(({ handle }) => wanted.has(handle.toLowerCase()))
			);
		});
	}

	/** All chats, newest first. */
	get chats(): AccountChat[] {
		const newestFirst = ({ created_at: a }: AccountChat, { created_at: b }: AccountChat) =>
			a === b ? 0 : a < b ? 1 : -1;
		return [...this.chatsById.values()].reverse().sort(newestFirst);
	}

	/** From now on `handle` can be reached by these services and no others. */
	setCapabilities(handle: string, services: Service[]): void {
		this.servicesByHandle.set(handle.toLowerCase(), services);
	}

	/** Unless set otherwise: any service for a phone number, iMessage alone for an email address. */
	capabilities(handle: string): Service[] {
		const set = this.servicesByHandle.get(handle.toLowerCase());
		return set ?? (handle.includes('@') ? ['iMessage'] : ['iMessage', 'RCS', 'SMS']);
	}
}

/** The chat's participants who are neither removed nor gone, your own line among them. */
export function activeParticipants(chat: AccountChat): ChatHandle[] {
	return chat.handles.filter(({ status }) => status === 'active');
}

/** Lets `handle` into the chat, for the first time or again. */
export function addParticipant(chat: AccountChat, handle: string): void {
	const known = participantOf(chat, handle);
	const now = new Date().toISOString();
	if (known) Object.assign(known, { status: 'active', joined_at: now, left_at: null });
	else chat.handles.push(participant(handle, chat.service ?? 'iMessage', now, false));
	chat.updated_at = now;
}

/** Marks `handle` as removed, which keeps it among the chat's handles. */
export function removeParticipant(chat: AccountChat, handle: string): void {
	const known = participantOf(chat, handle);
	if (!known) return;
	const now = new Date().toISOString();
	Object.assign(known, { status: 'removed', left_at: now });
	chat.updated_at = now;
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

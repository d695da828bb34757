import { randomUUID } from 'node:crypto';
import type { LinqAPIV3 } from '@linqapp/sdk';
import type { Answer } from './answers';
import { ReputationAudits } from './reputationAudits';
import { newAttachment, type AccountAttachment, type NewAttachment } from './attachments';
import type { BlockedHandle } from './blockedHandles';
import {
	activeParticipants,
	guides,
	healthOf,
	newChat,
	ownLineOf,
	type AccountChat,
	type ChatState,
	type NewChat,
	type Service,
} from './chats';
import type { EventType } from './eventTypes';
import { experiences, type Experience } from './experiences';
import {
	newMessage,
	setDeliveryStatus,
	type AccountMessage,
	type DeliveryStatus,
	type NewMessage,
} from './messages';
import {
	newPaymentRequest,
	type AccountPaymentRequest,
	type NewPaymentRequest,
} from './paymentRequests';
import { AgentPayments } from './payments';
import { newPoll, vote, type AccountPoll, type PollOption } from './polls';

export type PhoneNumber = LinqAPIV3.PhoneNumberListResponse['phone_numbers'][number];
export type ContactCard = LinqAPIV3.SetContactCard;
/** A subscription in Linq's shape, with the secret that only the answer to its creation shows. */
export type AccountSubscription = Omit<
	LinqAPIV3.WebhookSubscriptionCreateResponse,
	'subscribed_events'
> & { subscribed_events: EventType[] };

/**
 * `usual`, or one of the ways in which a server can keep a client turning pages for ever: `repeat`
 * always names the same next page; `endless` always names a new one and shows the first again;
 * `endlessNew` always names a new one, which shows other entries again and again.
 */
export type Paging = 'usual' | 'repeat' | 'endless' | 'endlessNew';

export interface NewPhoneNumber {
	/** E.164. */
	phone_number: string;
	/** E.164; none by default. */
	forwarding_number?: string;
}

/** Where someone is. */
export interface Position {
	/** Degrees. */
	longitude: number;
	/** Degrees. */
	latitude: number;
	/** Metres. */
	altitude?: number;
	address?: string;
	locality?: string;
	updated_at?: string;
}

/** All a Linq account holds. Tests may read and change it while the emulator runs. */
export class Account {
	readonly phoneNumbers: PhoneNumber[] = [];
	/** Own lines (E.164) on which `POST /v3/messages` and `GET /v3/available_number` send nothing. */
	readonly flaggedLines = new Set<string>();
	/** Own lines that can deliver nothing at the moment: as flagged, and 2027 for what names them. */
	readonly ineligibleLines = new Set<string>();
	readonly contactCards: ContactCard[] = [];
	/** Audits of the reputation of own lines. */
	readonly audits = new ReputationAudits();
	readonly webhookSubscriptions: AccountSubscription[] = [];
	/** Every message there is, in order of sending. */
	readonly messages: AccountMessage[] = [];
	readonly attachments: AccountAttachment[] = [];
	/** By the ID of the message that stands for it. */
	readonly polls = new Map<string, AccountPoll>();
	/** What stands behind the messages of a chat, by its ID, as it was asked for. */
	readonly backgrounds = new Map<string, Record<string, unknown>>();
	/** Who asked not to be written to (2024), by handle in lower case. */
	readonly optedOut = new Set<string>();
	/** Who shares where they are, by handle in lower case. */
	readonly positions = new Map<string, Position>();
	/** Whose messages are dropped, in order of blocking. */
	readonly blockedHandles: BlockedHandle[] = [];
	/** Whether a Stripe account is connected that takes charges. */
	takesPayments = true;
	/** In order of creation. */
	readonly paymentRequests: AccountPaymentRequest[] = [];
	/** What can be sent as a card of Linq's own. */
	experiences: Experience[] = experiences;
	/** Payments on customers' behalf. */
	readonly agentPayments = new AgentPayments();
	/** What the first request of its kind under each idempotency key was answered. */
	readonly answersByIdempotencyKey = new Map<string, Answer>();
	/** In which state chats are created from now on. */
	newChatState: ChatState = 'ready';
	/** How lists of chats and messages are handed out page by page. */
	paging: Paging = 'usual';
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

	/** The lines on which something can be sent. */
	get availableLines(): string[] {
		const lines = this.phoneNumbers.map(({ phone_number }) => phone_number);
		return lines.filter((line) => this.canBePicked(line));
	}

	/** The line Linq would choose for a new chat: the first that may be picked and isn't excluded. */
	bestLineBut(excluded: string[]): string | undefined {
		return this.availableLines.find((line) => !excluded.includes(line));
	}

	/** Whether Linq would write from this line where it has the choice. */
	canBePicked(line: string): boolean {
		return !this.flaggedLines.has(line) && !this.ineligibleLines.has(line);
	}

	/** Active unless said otherwise. */
	addContactCard(card: Omit<ContactCard, 'is_active'> & { is_active?: boolean }): ContactCard {
		const added = { is_active: true, ...card };
		this.contactCards.push(added);
		return added;
	}

	/** The contact card of a line of yours. */
	contactCard(phone_number: string): ContactCard | undefined {
		return this.contactCards.find((card) => card.phone_number === phone_number);
	}

	addChat(chosen: NewChat): AccountChat {
		const from = chosen.from ?? this.phoneNumbers[0]?.phone_number ?? '+12025550100';
		if (!this.owns(from)) this.addPhoneNumber({ phone_number: from });
		const chat = newChat(from, chosen);
		this.chatsById.set(chat.id.toLowerCase(), chat);
		return chat;
	}

	/** The chat with this UUID, in whatever case it is written. */
	chat(id: string): AccountChat | undefined {
		return this.chatsById.get(id.toLowerCase());
	}

	/**
	 * The chats with exactly these others that Linq would use again, newest first: no group with a
	 * name of its own, nor a chat the line has left.
	 */
	chatsWith(to: string[]): AccountChat[] {
		const wanted = new Set(to.map((handle) => handle.toLowerCase()));
		return this.chats.filter((chat) => {
			const active = activeParticipants(chat);
			const others = active.filter(({ is_me }) => !is_me);
			return (
				!(chat.is_group && chat.named) &&
				active.length > others.length &&
				others.length === wanted.size &&
				others.every(({ handle }) => wanted.has(handle.toLowerCase()))
			);
		});
	}

	/** The newest of them on this line. */
	chatBetween(from: string, to: string[]): AccountChat | undefined {
		return this.chatsWith(to).find((chat) => ownLineOf(chat) === from);
	}

	/** All chats, newest first. */
	get chats(): AccountChat[] {
		return newestFirst([...this.chatsById.values()]);
	}

	/** Puts a message into a chat, from your own line or from anyone else. */
	addMessage(chat: AccountChat, chosen: NewMessage): AccountMessage {
		const message = newMessage(chat, chosen);
		this.messages.push(message);
		if (!message.is_from_me) this.heed(message, chat);
		chat.updated_at = message.created_at;
		return message;
	}

	/**
	 * Puts a poll into a chat. How one looks among messages is not documented: it has no parts here.
	 *
	 * @param chosen its message's ID, random by default, and who asks, your own line by default
	 */
	addPoll(
		chat: AccountChat,
		texts: string[],
		chosen: Pick<NewMessage, 'id' | 'from' | 'created_at'> = {},
	): AccountPoll {
		const poll = newPoll(this.addMessage(chat, { ...chosen, parts: [] }), texts);
		this.polls.set(poll.message_id, poll);
		return poll;
	}

	/** Lets someone vote: see `vote`. */
	vote(message_id: string, choice: Parameters<typeof vote>[2]): PollOption {
		const poll = this.polls.get(message_id);
		const chat = poll && this.chat(poll.chat_id);
		if (!chat) throw new Error(`There is no poll ${message_id}`);
		return vote(poll, chat, choice);
	}

	/**
	 * Takes one of Linq's words as a wish not to be written to, which marks the chat unless it is a
	 * group, and any other message as its end.
	 */
	private heed({ from, parts }: AccountMessage, chat: AccountChat): void {
		const [part] = parts;
		const text = part?.type === 'text' ? part.value.trim() : '';
		const person = from?.toLowerCase() ?? '';
		if (optOutWords.test(text)) {
			this.optedOut.add(person);
			if (!chat.is_group) chat.health_status = healthOf('OPTED_OUT');
		} else if (this.optedOut.delete(person)) {
			for (const marked of this.chatsWith([person])) {
				const { status } = marked.health_status;
				if (status === 'OPTED_OUT') marked.health_status = healthOf('HEALTHY');
			}
		}
	}

	/** The message with this UUID, in whatever case it is written. */
	message(id: string): AccountMessage | undefined {
		return this.messages.find((message) => message.id === id.toLowerCase());
	}

	/** A chat's messages, newest first. */
	messagesIn(chat: AccountChat): AccountMessage[] {
		return newestFirst(this.messages.filter(({ chat_id }) => chat_id === chat.id));
	}

	/** Moves a message on, with the dates that belong to the status. */
	setDeliveryStatus(messageId: string, status: DeliveryStatus): void {
		const message = this.message(messageId);
		if (!message) throw new Error(`There is no message ${messageId}`);
		setDeliveryStatus(message, status);
	}

	addAttachment(chosen: NewAttachment): AccountAttachment {
		const attachment = newAttachment(chosen);
		this.attachments.push(attachment);
		return attachment;
	}

	/** The attachment with this UUID, in whatever case it is written. */
	attachment(id: string): AccountAttachment | undefined {
		return this.attachments.find((attachment) => attachment.id === id.toLowerCase());
	}

	addPaymentRequest(chosen: NewPaymentRequest = {}): AccountPaymentRequest {
		const request = newPaymentRequest(chosen);
		this.paymentRequests.push(request);
		return request;
	}

	/** From now on `handle` shares this position with every chat; without one, nothing any more. */
	sharePosition(handle: string, position: Position | undefined): void {
		if (position) this.positions.set(handle.toLowerCase(), position);
		else this.positions.delete(handle.toLowerCase());
	}

	/** Email addresses in whatever case. */
	isBlocked(handle: string): boolean {
		return this.blockedHandles.some((entry) => entry.handle === handle.toLowerCase());
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

/** Whole messages, the first in capitals only. */
const optOutWords = /^(?:STOP|UNSUBSCRIBE|OPTOUT|CANCEL|END|QUIT|[Oo][Pp][Tt][ -]?[Oo][Uu][Tt])$/;

/** Of those created at the same moment, the one added last comes first. */
function newestFirst<Entry extends { created_at: string }>(entries: Entry[]): Entry[] {
	return entries
		.toReversed()
		.sort(({ created_at: a }, { created_at: b }) => (a === b ? 0 : a < b ? 1 : -1));
}

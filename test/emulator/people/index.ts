/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import type { Account } from '../account';
import type { QueuedChanges } from '../changes';
import type { AccountChat } from '../chats';
import type { AccountMessage, MessagePart } from '../messages';
import { othersIn } from '../sending';
import type { Webhooks } from '../webhooks';
import { Deeds, type Done, type Failure, type Receipt, type Told } from './deeds';

export type { Done, Failure, Receipt, Told, Writing } from './deeds';

/** What a person does about a message that came in. */
type Doing =
	/** `replyTo: true`: as a reply to the message that came in. */
	| { text: string; replyTo?: boolean }
	| { parts: MessagePart[]; replyTo?: boolean }
	/** To the message that came in: a tapback as Linq names it, such as `like`, or an emoji. */
	| { reaction: string }
	| { takesBackReaction: true }
	/** In the poll that came in: the text of an option. */
	| { vote: string }
	| { takesBackVote: string }
	/** Puts this in place of the text of what they wrote last in the chat. */
	| { edits: string }
	/** The group. */
	| { leaves: true };

/** One of these, `after` milliseconds: 0, the default, for at once, Infinity for never. */
export type Deed = Doing & { after?: number };

/** Milliseconds until a message has come so far. */
export type Receipts = Partial<Record<Receipt, number>>;

/** What someone will do about one message. */
interface Plan {
	deeds: Deed[];
	resolve: (done: Array<Done | Told>) => void;
	reject: (error: unknown) => void;
}

/** Everybody the account writes to: what they do of themselves, and how they take what comes in. */
export class People extends Deeds {
	/** By handle in lower case; in the order in which they are meant for messages. */
	private readonly plans = new Map<string, Plan[]>();
	private readonly habits = new Map<string, Deed[][]>();
	private readonly receipts = new Map<string, Receipts>();
	private readonly failures = new Map<string, Failure & { after?: number }>();

	constructor(
		account: () => Account,
		webhooks: Webhooks,
		private readonly changes: QueuedChanges,
	) {
		super(account, webhooks);
	}

	/**
	 * Lets a person answer one message: the next that the account sends into a chat with them, or the
	 * next poll where there is a vote among the deeds. They are done one after another, the time of
	 * each counting from the one before, that of the first from the answer to the request that sent
	 * the message. Said again, it is meant for the message after that.
	 *
	 * @returns resolves when all are done and all calls made for them are answered, with what came of
	 * each; rejects when one can't be done. Never resolves where no message comes.
	 */
	answers(handle: string, ...deeds: Deed[]): Promise<Array<Done | Told>> {
		return new Promise((resolve, reject) => {
			const plans = this.plans.get(handle.toLowerCase()) ?? [];
			this.plans.set(handle.toLowerCase(), [...plans, { deeds, resolve, reject }]);
		});
	}

	/**
	 * The same for every message from now on that `answers` says nothing about; where it is said more
	 * than once, what was said first of those that fit the message. What can't be done is warned of.
	 */
	alwaysAnswers(handle: string, ...deeds: Deed[]): void {
		const habits = this.habits.get(handle.toLowerCase()) ?? [];
		this.habits.set(handle.toLowerCase(), [...habits, deeds]);
	}

	/**
	 * From now on messages to this person are sent, delivered and read after so many milliseconds from
	 * the answer to their request: 0 for at once, Infinity, or nothing said, for never. In a group the
	 * first of its people counts. SMS has no receipts but that it was sent.
	 */
	receives(handle: string, receipts: Receipts): void {
		this.receipts.set(handle.toLowerCase(), receipts);
	}

	/**
	 * From now on messages into chats with this person fail, `after` milliseconds, by default at once;
	 * nobody there answers them.
	 */
	fails(handle: string, failure: Failure & { after?: number } = {}): void {
		this.failures.set(handle.toLowerCase(), failure);
	}

	/** Lets everyone in the chat take a message that the account has just sent. */
	hear(message: AccountMessage): void {
		const chat = this.chatOf(message.chat_id);
		const others = othersIn(chat);
		const failing = others.find((handle) => this.failures.has(handle.toLowerCase()));
		if (failing !== undefined) {
			const { after = 0, ...failure } = this.failures.get(failing.toLowerCase())!;
			this.changes.add(() => void this.neverGets(message, failure), after);
			return;
		}
		for (const handle of others) {
			this.confirm(message, this.receipts.get(handle.toLowerCase()) ?? {});
			const plan = this.planFor(handle, message);
			if (plan) this.carryOut(plan, { chat, handle, message });
		}
	}

	private confirm(message: AccountMessage, times: Receipts): void {
		const given = message.service === 'SMS' ? { sent: times.sent } : times;
		for (const status of ['sent', 'delivered', 'read'] as const) {
			this.changes.add(() => void this.gets(message, status), given[status] ?? Infinity);
		}
	}

	private planFor(handle: string, message: AccountMessage): Plan | undefined {
		const isPoll = this.account().polls.has(message.id);
		const fits = (deeds: Deed[]) => isPoll || !deeds.some(isVote);
		const plans = this.plans.get(handle.toLowerCase()) ?? [];
		const index = plans.findIndex(({ deeds }) => fits(deeds));
		if (index >= 0) return plans.splice(index, 1)[0];
		const deeds = this.habits.get(handle.toLowerCase())?.find(fits);
		if (!deeds) return undefined;
		return { deeds, resolve: () => {}, reject: (error) => process.emitWarning(String(error)) };
	}

	private carryOut({ deeds, resolve, reject }: Plan, to: CameIn): void {
		const results: Array<Promise<Done | Told>> = [];
		const next = ([deed, ...later]: Deed[]): void => {
			if (!deed) return void Promise.all(results).then(resolve, reject);
			this.changes.add(() => {
				const result = this.does(deed, to);
				result.catch(reject);
				results.push(result);
				next(later);
			}, deed.after ?? 0);
		};
		next(deeds);
	}

	private async does(deed: Deed, { chat, handle, message }: CameIn): Promise<Done | Told> {
		if ('reaction' in deed) return await this.reacts(message, handle, deed.reaction);
		if ('takesBackReaction' in deed) return await this.takesBackReaction(message, handle);
		if ('vote' in deed) return await this.votes(message, handle, deed.vote);
		if ('takesBackVote' in deed)
			return await this.takesBackVote(message, handle, deed.takesBackVote);
		if ('edits' in deed) return await this.edits(this.lastOf(handle, chat), deed.edits);
		if ('leaves' in deed) return await this.leaves(chat, handle);
		const replyTo = deed.replyTo ? message : undefined;
		return await this.writes(chat, handle, { ...deed, replyTo });
	}

	private lastOf(handle: string, chat: AccountChat): AccountMessage {
		const last = this.account()
			.messagesIn(chat)
			.find(({ from }) => from === handle);
		if (!last) throw new Error(`${handle} has written nothing in the chat ${chat.id}`);
		return last;
	}
}

interface CameIn {
	chat: AccountChat;
	handle: string;
	message: AccountMessage;
}

function isVote(deed: Deed): boolean {
	return 'vote' in deed || 'takesBackVote' in deed;
}

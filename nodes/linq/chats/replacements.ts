import { asFailure, LinqError } from '../errors';
import { inAnyOrder, isSameHandle } from '../people/sameHandle';
import { keyOf } from '../values/keyOf';
import type { LinqClient, Patience } from '../wire/client';
import { Turns } from '../wire/turns';
import type { Chat } from './chats';
import { createGroup, groupOf, mostRecipients, tryToName, type NewGroup } from './newGroup';
import type { ChatReadings } from './readings';

/** Someone whom a chat can't take, and what they bring for the group that takes its place. */
export interface Newcomer {
	handle: string;
	/** The first message, without a link in it. */
	message: string;
	/** The group's name; empty for none. */
	name: string;
	/** The same whenever the same is done again. */
	idempotencyKey: string;
	/** How many requests were sent for them so far. */
	sent: number;
	patience: Patience;
}

/** Who only asks what would come of it. */
type Wish = Pick<Newcomer, 'handle' | 'message' | 'name'>;

/** The group that took a chat's place. */
export interface Replacement {
	chat: Chat;
	/** Why it did not get its name. */
	unnamed: string | undefined;
}

interface Waiting extends Newcomer {
	resolve: (replacement: Replacement) => void;
	reject: (reason: unknown) => void;
}

/** What becomes of one chat. */
interface Gathering {
	/** How many people are yet to be tried. */
	expected: number;
	/** Those whom the chat took: they may not show in it yet. */
	joined: string[];
	/** Those whom it can't take, by their handle in small letters, in the order they came. */
	waiting: Map<string, Waiting[]>;
}

/** Linq's numbers for someone who can't be written to, whoever else is. */
const aboutSomeone = new Set([1002, 2008, 2024, 2026, 4005]);

/**
 * Creates one new group in the place of each chat that can't take everyone, however many those are:
 * they are gathered until all who are to be added to the chat have been tried.
 */
export class Replacements {
	private readonly gatherings = new Map<string, Gathering>();
	private readonly asked = new Map<string, Wish[]>();
	private readonly turns = new Turns();

	constructor(
		private readonly client: LinqClient,
		private readonly readings: ChatReadings,
		private readonly signal?: AbortSignal,
	) {}

	/** Says beforehand that someone will be `tried`. */
	expect(chatId: string): void {
		this.of(chatId).expected++;
	}

	/** The chat takes this person, so a new group has them in it, too. */
	joined(chatId: string, handle: string): void {
		this.of(chatId).joined.push(handle);
	}

	/** Whether this person waits already, so that nobody need be asked about them. */
	holds(chatId: string, handle: string): boolean {
		return this.of(chatId).waiting.has(handle.toLowerCase());
	}

	/**
	 * Lets someone wait for the group that takes the chat's place. Its message and its name are those
	 * of the first who waits.
	 *
	 * @throws LinqError `conflict` for another message or name than the first one's, and where there is
	 *   no room; else what the creation throws
	 */
	async gather(chatId: string, newcomer: Newcomer): Promise<Replacement> {
		const { waiting } = this.of(chatId);
		checkAsFirst(firstOf(waiting), newcomer);
		const key = newcomer.handle.toLowerCase();
		const same = waiting.get(key) ?? [];
		waiting.set(key, same);
		return await new Promise((resolve, reject) => {
			same.push({ ...newcomer, resolve, reject });
			// Those who are yet to be tried are not begun any more.
			this.signal?.addEventListener('abort', () => reject(this.signal!.reason as Error), {
				once: true,
			});
		});
	}

	/**
	 * Says what would come of gathering someone who only asks, after those who asked before: nothing, or
	 * the failure.
	 *
	 * @throws LinqError `conflict` as `gather` does, where none of one's own lines is in the chat, and
	 *   where there is no room
	 */
	preview(chat: Chat, newcomer: Wish): void {
		const asked = this.asked.get(chat.id) ?? [];
		checkAsFirst(asked[0], { ...newcomer, sent: 0 });
		groupOf(
			chat,
			[...asked, newcomer].map(({ handle }) => handle),
		);
		this.asked.set(chat.id, [...asked, newcomer]);
	}

	/**
	 * One of those expected has been tried, whatever came of it. After the last one, the group is
	 * created; its failure is told to those who wait for it.
	 */
	async tried(chatId: string): Promise<void> {
		const gathering = this.of(chatId);
		gathering.expected--;
		if (gathering.expected > 0) return;
		this.gatherings.delete(chatId);
		await this.replace(chatId, gathering).catch((reason: unknown) => {
			for (const { reject } of [...gathering.waiting.values()].flat()) reject(reason);
		});
	}

	private of(chatId: string): Gathering {
		let gathering = this.gatherings.get(chatId);
		if (gathering === undefined) {
			gathering = { expected: 0, joined: [], waiting: new Map() };
			this.gatherings.set(chatId, gathering);
		}
		return gathering;
	}

	private async replace(chatId: string, { joined, waiting }: Gathering): Promise<void> {
		const first = firstOf(waiting);
		if (first === undefined) return;
		const { name, patience } = first;
		const chat = await this.readings.of(chatId, patience);
		const others = groupOf(chat, [...joined, first.handle]).to.length - 1;
		const coming = [...waiting.values()];
		const late = coming.splice(mostRecipients - others);
		for (const one of late.flat()) one.reject(withoutRoom(one));

		const handles = coming.map(([one]) => one!.handle);
		const { created, refused } = await this.createForMost(handles, { chat, joined }, first);
		const unnamed =
			name === '' ? undefined : await tryToName(this.client, created.id, name, patience);
		for (const one of coming.flat()) {
			if (refused && isSameHandle(one.handle, refused.handle)) one.reject(refused.reason);
			else one.resolve({ chat: created, unnamed });
		}
	}

	/** Creates the group, without the one whom Linq refuses where it shows who that is. */
	private async createForMost(
		handles: string[],
		place: Place,
		first: Newcomer,
	): Promise<{ created: Chat; refused?: { handle: string; reason: LinqError } }> {
		const created = await this.create(handles, place, first).catch(asFailure);
		if (!(created instanceof LinqError)) return { created };
		if (handles.length === 1 || !isAboutSomeone(created)) throw created;
		for (const handle of handles) {
			const others = handles.filter((one) => one !== handle);
			const smaller = await this.create(others, place, first).catch(asFailure);
			if (!(smaller instanceof LinqError)) {
				return { created: smaller, refused: { handle, reason: created } };
			}
			if (!isAboutSomeone(smaller)) throw smaller;
		}
		throw aboutOneOf(handles.length, created);
	}

	private async create(
		handles: string[],
		{ chat, joined }: Place,
		{ message, idempotencyKey, patience }: Newcomer,
	): Promise<Chat> {
		const group: NewGroup = {
			...groupOf(chat, [...joined, ...handles]),
			message,
			idempotencyKey: keyFor(handles, idempotencyKey),
		};
		// See `createGroup`.
		return await this.turns.take(
			[group.from, ...inAnyOrder(group.to)].join(' '),
			async () => await createGroup(this.client, group, patience, this.signal),
		);
	}
}

/** The chat whose place is taken, and who got into it before it shows them. */
interface Place {
	chat: Chat;
	joined: string[];
}

function firstOf(waiting: Gathering['waiting']): Waiting | undefined {
	return waiting.values().next().value?.[0];
}

/** A key of these people only: a group of others under the same would be taken for done. */
function keyFor(handles: string[], idempotencyKey: string): string {
	return keyOf(JSON.stringify([idempotencyKey, ...inAnyOrder(handles)]));
}

/** Whether Linq surely created nothing, for a reason that has to do with one of the people. */
function isAboutSomeone({ failure: { code, inDoubt } }: LinqError): boolean {
	return !inDoubt && aboutSomeone.has(code ?? 0);
}

/** @throws LinqError `conflict` for another message or name than the first one's */
function checkAsFirst(
	first: Pick<Newcomer, 'message' | 'name'> | undefined,
	newcomer: Pick<Newcomer, 'message' | 'name' | 'sent'>,
): void {
	const { message, name } = first ?? newcomer;
	if (newcomer.message !== message) throw otherThanFirst('first message', newcomer);
	if (newcomer.name !== '' && newcomer.name !== name) throw otherThanFirst('name', newcomer);
}

function otherThanFirst(
	what: 'first message' | 'name',
	{ sent }: Pick<Newcomer, 'sent'>,
): LinqError {
	return conflict(
		`The new chat in place of this one begins with another ${what}`,
		`People of one run who can't join a chat share one new chat, with the ${what} that the first of them brings: give all records of a chat the same ${what}, or add this person to the new chat.`,
		sent,
	);
}

function withoutRoom({ sent }: Newcomer): LinqError {
	return conflict(
		'There is no room left in the new chat',
		`Linq creates chats with at most ${mostRecipients} people, and others of this run came first; write to this person in a chat of their own.`,
		sent,
	);
}

function conflict(message: string, hint: string, sent: number): LinqError {
	const error = new LinqError({ message, hint, category: 'conflict' });
	error.attempts = sent;
	return error;
}

/** Linq refused someone among several, and nobody knows whom. */
function aboutOneOf(count: number, { failure, attempts }: LinqError): LinqError {
	const error = new LinqError({
		...failure,
		hint: `Linq refuses a new chat of everyone in this one and the ${count} people who can't join it, and does not say whom it is about. ${failure.hint}`,
	});
	error.attempts = attempts;
	return error;
}

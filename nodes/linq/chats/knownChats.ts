import { LinqError } from '../errors';
import type { OwnLines } from '../people/lines';
import { inAnyOrder, likenessOf } from '../people/sameHandle';
import type { JsonObject } from '../values/json';
import type { LinqClient, Patience } from '../wire/client';
import { readBeginning, readList } from '../wire/lists';
import { Turns } from '../wire/turns';
import { activeParticipants, chatList, comparableName, readChat, type Chat } from './chats';
import {
	fits,
	isUnnamed,
	lastUsedFirst,
	strangersIn,
	type ChatWish,
	type PeopleWish,
} from './fitting';

/**
 * So many pages of the account's chats are read before people are looked up one by one, or as many
 * as there are sets of people where that is more.
 */
const fewestPages = 10;

/** A name that was asked for, and may not show yet. */
export interface AskedName {
	chat: Chat;
	name: string;
	/** Linq refused it, so it never will. */
	isRefused: boolean;
}

/**
 * The account's chats, as far as one execution has to know them to find one: its list is read once
 * for all items, and what the execution itself created or named stands in it.
 *
 * What fails to be read fails for everyone who needs it: nobody takes for missing what was not seen.
 */
export class KnownChats {
	/** Of all that were read, in small letters. */
	private readonly ids = new Set<string>();
	/** Those that may matter here, by their ID in small letters. */
	private readonly chats = new Map<string, Chat>();
	private readonly byHandle = new Map<string, Chat[]>();
	private readonly byName = new Map<string, Chat[]>();
	private readonly askedNames = new Map<string, AskedName>();

	private readonly expected = new Set<string>();
	private readonly expectedPeople = new Set<string>();
	private readonly expectedNames = new Set<string>();
	private readonly readings = new Map<string, Promise<boolean>>();
	private readonly failures = new Map<string, LinqError>();
	private readonly doubtful = new Set<string>();
	private readonly turns = new Turns();

	constructor(
		private readonly client: LinqClient,
		private readonly ownLines: OwnLines,
	) {}

	/**
	 * Says beforehand that a chat will be looked for, which decides how the list is read, and what of
	 * it is kept: an account may have many thousands.
	 *
	 * @param to whom a new one would be for
	 */
	expect(wish: ChatWish, to: string[]): void {
		if ('people' in wish) this.expected.add(keyOf(wish.people));
		else this.expectedNames.add(comparableName(wish.name) ?? '');
		for (const person of to) this.expectedPeople.add(likenessOf(person));
	}

	/**
	 * The chats that fit, the one last used first, for what was `expected`.
	 *
	 * @throws LinqError of the reading
	 */
	async find(wish: ChatWish, patience: Patience): Promise<Chat[]> {
		await this.read(wish, patience);
		const candidates =
			'people' in wish
				? this.with(this.rarest(wish.people))
				: (this.byName.get(comparableName(wish.name) ?? '') ?? []);
		const all = [...new Set(candidates)];
		const fitting = all.filter((chat) => fits(chat, wish));
		if (fitting.length > 0 || !('people' in wish)) return lastUsedFirst(fitting);
		for (const chat of all) await this.markOwn(chat, wish, patience);
		return lastUsedFirst(all.filter((chat) => fits(chat, wish)));
	}

	/** Marks the account's own lines where the chat may be the one, but for them. */
	private async markOwn(chat: Chat, wish: PeopleWish, patience: Patience): Promise<void> {
		for (const stranger of strangersIn(chat, wish) ?? []) {
			if (!(await this.ownLines.has(stranger, patience))) return;
			for (const one of chat.participants) if (one.handle === stranger) one.isOwn = true;
		}
	}

	/**
	 * The chat in which Linq goes on with these people, for what was `expected`: the one last used,
	 * unless it is a group with a name (https://docs.linqapp.com/, Create a new chat).
	 *
	 * @returns undefined where a new one is begun
	 * @throws LinqError of the reading
	 */
	async goneOnIn(wish: PeopleWish, patience: Patience): Promise<Chat | undefined> {
		const found = await this.find(wish, patience);
		return found.find((chat) => !chat.isGroup || isUnnamed(chat));
	}

	/** The chats with this person in them, as far as they were read or created here. */
	with(person: string): Chat[] {
		return this.byHandle.get(likenessOf(person)) ?? [];
	}

	/** Whether the chat was read, or created here. */
	has(id: string): boolean {
		return this.ids.has(id.toLowerCase());
	}

	/** A chat that was created here, or would be. One that is known stays as it is. */
	add(chat: Chat): void {
		const id = chat.id.toLowerCase();
		if (this.ids.has(id)) return;
		this.ids.add(id);
		this.chats.set(id, chat);
		for (const { handle } of activeParticipants(chat)) {
			addTo(this.byHandle, likenessOf(handle), chat);
		}
		this.indexName(chat);
	}

	/**
	 * A known chat goes by this name from now on, whatever Linq made of it: it is the one of this
	 * execution for the name.
	 */
	named(id: string, name: string, isRefused: boolean): void {
		const chat = this.chats.get(id.toLowerCase());
		if (chat === undefined) return;
		chat.details = { ...chat.details, display_name: name };
		this.indexName(chat);
		this.askedNames.set(id.toLowerCase(), { chat, name, isRefused });
	}

	/** The names that were asked for here, and did not show yet. */
	get namesAskedFor(): AskedName[] {
		return [...this.askedNames.values()];
	}

	/** The name of the chat has been seen, so Linq takes it for a chat with a name. */
	nameShows(id: string): void {
		this.askedNames.delete(id.toLowerCase());
	}

	/** A chat of these people may have been created, and nobody knows. */
	doubt(people: string[]): void {
		this.doubtful.add(keyOf(people));
	}

	/** Whether a chat of these people may have been created, and nobody has looked since. */
	isInDoubt(people: string[]): boolean {
		return this.doubtful.has(keyOf(people));
	}

	/**
	 * Reads the chats of these people once more where one may have been created meanwhile.
	 *
	 * @throws LinqError of the reading; it stays to be done then
	 */
	async settleDoubt(people: string[], patience: Patience): Promise<void> {
		if (!this.isInDoubt(people)) return;
		await this.readWith(people.at(-1)!, patience);
		this.doubtful.delete(keyOf(people));
	}

	/** Chats of the same people are created one after another, by whatever they were looked for. */
	async inTurn<Result>(people: string[], work: () => Promise<Result>): Promise<Result> {
		return await this.turns.take(keyOf(people), work);
	}

	private async read(wish: ChatWish, patience: Patience): Promise<void> {
		if (this.expectedNames.size > 0 || !('people' in wish)) {
			await this.once('all', async () => await this.readAll(patience));
			return;
		}
		const isKnown =
			this.expected.size > 1 &&
			(await this.once('beginning', async () => await this.readBeginning(patience)));
		if (isKnown) return;
		const nameOf = (person: string) => `with ${person.toLowerCase()}`;
		const read = wish.people.find((person) => this.readings.has(nameOf(person)));
		const person = read ?? this.rarest(wish.people);
		await this.once(nameOf(person), async () => await this.readWith(person, patience));
	}

	/** Who of them is in the fewest chats, as far as is known; of several, the last. */
	private rarest(people: string[]): string {
		const count = (person: string) => this.with(person).length;
		return people.reduce((one, other) => (count(other) <= count(one) ? other : one));
	}

	/**
	 * Those who come after a failure get it, too, though no request was sent for them.
	 *
	 * @param read reads, and says whether all chats are known then
	 */
	private async once(name: string, read: () => Promise<boolean>): Promise<boolean> {
		const failed = this.failures.get(name);
		if (failed) throw new LinqError(failed.failure);
		const known = this.readings.get(name);
		if (known) return await known;
		const reading = read().catch((error: unknown) => {
			if (error instanceof LinqError) this.failures.set(name, error);
			throw error;
		});
		this.readings.set(name, reading);
		return await reading;
	}

	private async readAll(patience: Patience): Promise<boolean> {
		const hintIfEndless =
			'There are too many chats to look through: find the chat by its people, or by its ID.';
		const list = { ...chatList({}), hintIfEndless };
		await readList(this.client, list, { keep: this.note }, patience);
		return true;
	}

	private async readBeginning(patience: Patience): Promise<boolean> {
		const most = Math.max(fewestPages, this.expected.size);
		const choice = { most, keep: this.note };
		return (await readBeginning(this.client, chatList({}), choice, patience)).isWhole;
	}

	private async readWith(person: string, patience: Patience): Promise<boolean> {
		await readList(this.client, chatList({ to: person }), { keep: this.note }, patience);
		return false;
	}

	/**
	 * @returns false: what matters is kept here, and nothing in the list
	 * @throws LinqError `invalid_response` for one that doesn't tell who is in it, all of them where it
	 *   may be the one
	 */
	private readonly note = (entry: JsonObject): false => {
		const [chat] = Array.isArray(entry.handles) ? readChat(entry) : [];
		if (chat === undefined) throw notDescribed();
		const isOfExpected = activeParticipants(chat).some(({ handle }) =>
			this.expectedPeople.has(likenessOf(handle)),
		);
		const isWhole = chat.participants.length === (entry.handles as unknown[]).length;
		if (isOfExpected && !isWhole) throw notDescribed();
		const isNamed = this.expectedNames.has(comparableName(chat.details.display_name) ?? '');
		if (isOfExpected || isNamed) this.add(chat);
		else this.ids.add(chat.id.toLowerCase());
		return false;
	};

	private indexName(chat: Chat): void {
		const name = comparableName(chat.details.display_name);
		if (name !== undefined && chat.isGroup) addTo(this.byName, name, chat);
	}
}

function keyOf(people: string[]): string {
	return inAnyOrder(people).join(' ');
}

function addTo(index: Map<string, Chat[]>, key: string, chat: Chat): void {
	const known = index.get(key);
	if (known) known.push(chat);
	else index.set(key, [chat]);
}

function notDescribed(): LinqError {
	return new LinqError({
		message: 'Linq did not describe all of your chats',
		hint: 'Try this record again later; if it stays like this, report it to Linq.',
		category: 'invalid_response',
	});
}

import { LinqError } from '../errors';
import type { JsonObject } from '../values/json';
import type { LinqClient, Patience } from '../wire/client';
import { readBeginning, readList } from '../wire/lists';
import { activeParticipants, chatList, comparableName, readChat, type Chat } from './chats';
import { fits, lastUsedFirst, type ChatWish } from './fitting';
import { Turns } from './turns';

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
	private readonly chats = new Map<string, Chat>();
	private readonly byHandle = new Map<string, Chat[]>();
	private readonly byName = new Map<string, Chat[]>();
	private readonly askedNames = new Map<string, AskedName>();

	private readonly expected = new Set<string>();
	private expectsNames = false;
	private readonly readings = new Map<string, Promise<boolean>>();
	private readonly failures = new Map<string, LinqError>();
	private readonly doubtful = new Set<string>();
	private readonly turns = new Turns();

	constructor(private readonly client: LinqClient) {}

	/** Says beforehand that a chat will be looked for, which decides how the list is read. */
	expect(wish: ChatWish): void {
		if ('people' in wish) this.expected.add(keyOf(wish.people));
		else this.expectsNames = true;
	}

	/**
	 * The chats that fit, the one last used first.
	 *
	 * @throws LinqError of the reading
	 */
	async find(wish: ChatWish, patience: Patience): Promise<Chat[]> {
		await this.read(wish, patience);
		const candidates =
			'people' in wish
				? this.byHandle.get(wish.people[0]?.toLowerCase() ?? '')
				: this.byName.get(comparableName(wish.name) ?? '');
		return lastUsedFirst([...new Set(candidates)].filter((chat) => fits(chat, wish)));
	}

	/** The chats with this person in them, as far as they were read or created here. */
	with(person: string): Chat[] {
		return this.byHandle.get(person.toLowerCase()) ?? [];
	}

	has(id: string): boolean {
		return this.chats.has(id.toLowerCase());
	}

	/** A chat that was created here, or would be. One that is known stays as it is. */
	add(chat: Chat): void {
		const id = chat.id.toLowerCase();
		if (this.chats.has(id)) return;
		this.chats.set(id, chat);
		for (const { handle } of activeParticipants(chat)) {
			addTo(this.byHandle, handle.toLowerCase(), chat);
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

	/**
	 * Reads the chats of these people once more where one may have been created meanwhile.
	 *
	 * @throws LinqError of the reading; it stays to be done then
	 */
	async settleDoubt(people: string[], patience: Patience): Promise<void> {
		const key = keyOf(people);
		if (!this.doubtful.has(key)) return;
		await this.readWith(people.at(-1)!, patience);
		this.doubtful.delete(key);
	}

	/** Chats of the same people are created one after another, by whatever they were looked for. */
	async inTurn<Result>(people: string[], work: () => Promise<Result>): Promise<Result> {
		return await this.turns.take(keyOf(people), work);
	}

	private async read(wish: ChatWish, patience: Patience): Promise<void> {
		if (this.expectsNames || !('people' in wish)) {
			await this.once('all', async () => await this.readAll(patience));
			return;
		}
		const isKnown =
			this.expected.size > 1 &&
			(await this.once('beginning', async () => await this.readBeginning(patience)));
		if (isKnown) return;
		const nameOf = (person: string) => `with ${person.toLowerCase()}`;
		const read = wish.people.find((person) => this.readings.has(nameOf(person)));
		const person = read ?? wish.people.at(-1)!;
		await this.once(nameOf(person), async () => await this.readWith(person, patience));
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
		this.take(await readList(this.client, { ...chatList({}), hintIfEndless }, {}, patience));
		return true;
	}

	private async readBeginning(patience: Patience): Promise<boolean> {
		const most = Math.max(fewestPages, this.expected.size);
		const { entries, isWhole } = await readBeginning(this.client, chatList({}), most, patience);
		this.take(entries);
		return isWhole;
	}

	private async readWith(person: string, patience: Patience): Promise<boolean> {
		this.take(await readList(this.client, chatList({ to: person }), {}, patience));
		return false;
	}

	/** @throws LinqError `invalid_response` for one that tells not who is in it: it may be the one */
	private take(entries: JsonObject[]): void {
		for (const entry of entries) {
			const [chat] = Array.isArray(entry.handles) ? readChat(entry) : [];
			if (chat === undefined) throw notDescribed();
			this.add(chat);
		}
	}

	private indexName(chat: Chat): void {
		const name = comparableName(chat.details.display_name);
		if (name !== undefined && chat.isGroup) addTo(this.byName, name, chat);
	}
}

/** The same for the same people, in whatever order and case. */
function keyOf(people: string[]): string {
	return people
		.map((person) => person.toLowerCase())
		.sort()
		.join(' ');
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

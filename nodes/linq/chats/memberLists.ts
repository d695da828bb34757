import { invalidInput } from '../errors';

/** Who shall be in a chat: handles, each once. */
export interface WantedMembers {
	to: string[];
	/** Who is not taken out, though they need not be in. */
	keep: string[];
	/** Whether everyone else is taken out. */
	removeOthers: boolean;
}

/** All that the items of one execution say of one chat. */
interface Said {
	/** Everyone whom any of them names, in small letters. */
	everyone: Set<string>;
	/** How many the shortest list names of those that remove others; Infinity where none does. */
	shortest: number;
	/** Whether one of the lists can't be read. */
	hasUnreadable: boolean;
}

/**
 * Who shall be in which chat, as the items of one execution say it. Where each brings one person and
 * others are removed, each would take out those of the items before.
 */
export class MemberLists {
	private readonly chats = new Map<string, Said>();

	/**
	 * Says beforehand what an item is going to ask for.
	 *
	 * @param list undefined where it can't be read: it may name anybody
	 */
	expect(chatId: string, list: WantedMembers | undefined): void {
		const said = this.of(chatId);
		if (list === undefined) {
			said.hasUnreadable = true;
			return;
		}
		const named = new Set([...list.to, ...list.keep].map((one) => one.toLowerCase()));
		for (const one of named) said.everyone.add(one);
		if (list.removeOthers) said.shortest = Math.min(said.shortest, named.size);
	}

	/** @throws LinqError `invalid_input` where one item would take out somebody whom another names */
	check(chatId: string): void {
		const { everyone, shortest, hasUnreadable } = this.of(chatId);
		if (shortest === Number.POSITIVE_INFINITY) return;
		if (hasUnreadable) {
			throw invalidInput(
				"People would be removed from this chat, and another item of this run for the same chat can't be used",
				'Nobody was added or removed: correct that item first, or bring the people of one chat into one item, with the step Summarize or Aggregate.',
			);
		}
		if (shortest < everyone.size) {
			throw invalidInput(
				'Several items of this run name different people for this chat, and would remove those of the others',
				'Nobody was added or removed: bring the people of one chat into one item first, with the step Summarize or Aggregate.',
			);
		}
	}

	private of(chatId: string): Said {
		let said = this.chats.get(chatId);
		if (said === undefined) {
			said = { everyone: new Set(), shortest: Number.POSITIVE_INFINITY, hasUnreadable: false };
			this.chats.set(chatId, said);
		}
		return said;
	}
}

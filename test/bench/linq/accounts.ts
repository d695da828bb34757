import { Account, type AccountChat } from '../../emulator';
import { chatCount, chatIdOf, groupSize, memberOf } from '../records';

function accountOf(chats: number, peopleOf: (chat: number) => string[]): Account {
	const account = new Account();
	account.addPhoneNumber({ phone_number: '+12025550100' });
	for (let chat = 0; chat < chats; chat++) {
		account.addChat({ id: chatIdOf(chat), handles: peopleOf(chat) });
	}
	return account;
}

/** The first members of a chat. Linq limits messages to the same people together. */
function firstMembers(chat: number): string[] {
	return ['jo', 'kim'].map((name) => `${name}${chat}@example.com`);
}

/** So many chats with their first members; left out, those of the records and the busy one. */
export function emptyChats(chats = chatCount + 1): Account {
	return accountOf(chats, firstMembers);
}

/** Each chat has the people of a deal team, the first `changed` of whom are others. */
export function groups(changed: number): Account {
	return accountOf(chatCount + 1, (chat) => groupOf(chat, changed));
}

function groupOf(chat: number, changed: number): string[] {
	const numbers = Array.from({ length: groupSize }, (_, number) => number);
	return numbers.map((number) => memberOf(chat, number < changed ? number + groupSize : number));
}

/** Everyone else in a chat. */
export function peopleIn({ handles }: AccountChat): string[] {
	return handles
		.filter(({ status, is_me }) => status === 'active' && !is_me)
		.map(({ handle }) => handle);
}

/** Whether exactly the people of its deal team are in a chat. */
export function isInStep(account: Account, chat: number): boolean {
	const people = peopleIn(account.chat(chatIdOf(chat))!);
	return groupOf(chat, 0).sort().join() === people.sort().join();
}

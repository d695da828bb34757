import { chatCount, chatIdOf, recordOf } from '../bench/records';
import { Account } from '../emulator';

export type Person = ReturnType<typeof recordOf>;

/** Linq takes nobody for this one of the chats any more: your line has left it (2013). */
export const leftChatId = chatIdOf(7);

/** An account with all the chats that people are to be added to. */
export function accountOfChats(): Account {
	const account = new Account();
	account.addPhoneNumber({ phone_number: '+12025550100' });
	for (let chat = 0; chat < chatCount; chat++) {
		const id = chatIdOf(chat);
		const state = id === leftChatId ? 'left' : 'ready';
		account.addChat({ id, handles: ['+12025550198', '+12025550199'], state });
	}
	return account;
}

/** Different people, in as many lists of equal length; `from` is the first one's number. */
export function listsOfPeople(lists: number, length: number, from = 0): Person[][] {
	return Array.from({ length: lists }, (_, list) =>
		Array.from({ length }, (__, place) => recordOf(from + list * length + place)),
	);
}

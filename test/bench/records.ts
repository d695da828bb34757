/** How many group chats the records are spread over, one after another. */
export const chatCount = 200;

/** The ID of one of the chats, from 0 to `chatCount` less 1. */
export function chatIdOf(chat: number): string {
	return `5f0c7f4e-3a52-4d8b-9c1e-${String(chat).padStart(12, '0')}`;
}

/** A chat beside those, into which no record goes by itself. */
export const busyChatId = chatIdOf(chatCount);

/** A person's number in E.164, a different one for each record from 0 to 9,999. */
export function handleOf(record: number): string {
	return `+1202556${String(record).padStart(4, '0')}`;
}

/** How many people each group has when it is kept in step, and how many of them are others then. */
export const groupSize = 10;
export const groupChanges = 2;

/** One of the people of a group's own, by their number in it: Linq limits the same people together. */
export function memberOf(chat: number, member: number): string {
	return `person${member}.of.chat${chat}@example.com`;
}

/** How many bytes the picture of a record has, where records have one. */
export const pictureSize = 100_000;

/** A record as a CRM has it: who, and into which chat. */
export function recordOf(record: number) {
	return {
		name: `Person ${record}`,
		company: `Company ${record % chatCount}`,
		handle: handleOf(record),
		chat_id: chatIdOf(record % chatCount),
	};
}

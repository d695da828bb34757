import type { AccountChat } from '../emulator';
import { client, linq, startContract } from './contract';

let chat: AccountChat;
let newestFirst: string[];

startContract((account) => {
	chat = account.addChat({ handles: ['+12025550121'] });
	for (const text of ['1', '2', '3', '4', '5']) account.addMessage(chat, { text });
	newestFirst = account.messagesIn(chat).map(({ id }) => id);
});

/** The first so many pages of three messages. */
async function pages(count: number) {
	const seen: Array<{ ids: string[]; cursor: string }> = [];
	let page = await client.chats.messages.list(chat.id, { limit: 3 });
	for (;;) {
		seen.push({ ids: page.messages.map(({ id }) => id), cursor: page.next_cursor });
		if (seen.length === count || !page.hasNextPage()) return seen;
		page = await page.getNextPage();
	}
}

describe('lists', () => {
	it('end by default', async () => {
		expect(await pages(9)).toEqual([
			{ ids: newestFirst.slice(0, 3), cursor: '3' },
			{ ids: newestFirst.slice(3), cursor: '' },
		]);
	});

	it('can name the same page for ever', async () => {
		linq.account.paging = 'repeat';
		const last = { ids: newestFirst.slice(3), cursor: '3' };
		expect(await pages(4)).toEqual([
			{ ids: newestFirst.slice(0, 3), cursor: '3' },
			last,
			last,
			last,
		]);
	});

	it('can show the same page for ever, under new names', async () => {
		linq.account.paging = 'endless';
		const ids = newestFirst.slice(0, 3);
		expect(await pages(4)).toEqual(['3', '6', '9', '12'].map((cursor) => ({ ids, cursor })));
	});

	it('can go on for ever', async () => {
		linq.account.paging = 'endlessNew';
		const seen = await pages(5);
		const ids = seen.flatMap((page) => page.ids);
		expect(ids.slice(0, 5)).toEqual(newestFirst);
		expect(new Set(ids).size).toBe(15);
		expect(seen.map(({ cursor }) => cursor)).toEqual(['3', '6', '9', '12', '15']);
	});

	it('of chats and threads misbehave alike', async () => {
		linq.account.paging = 'endlessNew';
		const chats = await client.chats.listChats({ limit: 2, cursor: '40' });
		expect(chats.chats).toHaveLength(2);
		expect(chats.next_cursor).toBe('42');
		const thread = await client.messages.listMessagesThread(newestFirst[0]!, { limit: 2 });
		expect(thread.messages).toHaveLength(2);
		expect(thread.next_cursor).toBe('2');
	});
});

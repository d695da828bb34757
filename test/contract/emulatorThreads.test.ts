import type { AccountChat } from '../emulator';
import { client, linq, refusal, startContract, unknownId } from './contract';

let chat: AccountChat;

startContract((account) => {
	chat = account.addChat({ handles: ['+12025550121', '+12025550122'] });
});

const add = (text: string, message_id?: string) =>
	linq.account.addMessage(chat, { text, reply_to: message_id ? { message_id } : null }).id;
const ids = (page: { messages: Array<{ id: string }> }) => page.messages.map(({ id }) => id);

describe('a thread', () => {
	it('is a message with all its replies, whichever of them is asked for', async () => {
		const start = add('Who comes?');
		add('Something else');
		const replies = [add('Me', start), add('Me too', start)];
		replies.push(add('Both of you?', replies[1]));
		for (const id of [start, ...replies]) {
			expect(ids(await client.messages.listMessagesThread(id))).toEqual([start, ...replies]);
		}
		const newestFirst = await client.messages.listMessagesThread(start, { order: 'desc' });
		expect(ids(newestFirst)).toEqual([...replies.toReversed(), start]);
		expect(newestFirst.messages[3]).toEqual(await client.messages.retrieve(start));
	});

	it('is the message alone without any', async () => {
		add('Something else');
		const id = add('Who comes?');
		expect(ids(await client.messages.listMessagesThread(id))).toEqual([id]);
	});

	it('outlives the message that started it', async () => {
		const start = add('Who comes?');
		const replies = [add('Me', start), add('Me too', start)];
		await client.messages.delete(start);
		expect(ids(await client.messages.listMessagesThread(replies[0]!))).toEqual(replies);
	});

	it('comes in pages', async () => {
		const start = add('1');
		const all = [start, ...['2', '3', '4', '5'].map((text) => add(text, start))];
		const seen: string[] = [];
		const list = client.messages.listMessagesThread(start, { limit: 2, order: 'asc' });
		for await (const { id } of list) seen.push(id);
		expect(seen).toEqual(all);
		expect(linq.requests.map(({ query }) => query.cursor)).toEqual([undefined, '2', '4']);
	});

	it.each(['order=up', 'limit=0', 'limit=101', 'cursor=-1'])(
		'refuses %s with 400/1005',
		async (query) => {
			const request = client.get(`/v3/messages/${add('Hello')}/thread?${query}`);
			await expect(request).rejects.toMatchObject(refusal(400, 1005));
		},
	);

	it('needs a message', async () => {
		const request = client.messages.listMessagesThread(unknownId);
		await expect(request).rejects.toMatchObject(refusal(404, 2002));
	});
});

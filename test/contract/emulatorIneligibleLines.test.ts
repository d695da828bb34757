import type { AccountChat, AccountMessage } from '../emulator';
import { client, linq, refusal, startContract } from './contract';

const line = '+12025550110';
const otherLine = '+442079460110';
const message = { parts: [{ type: 'text' as const, value: 'Hello' }] };

let chat: AccountChat;
let received: AccountMessage;

startContract((account) => {
	for (const phone_number of [line, otherLine]) account.addPhoneNumber({ phone_number });
	chat = account.addChat({ from: line, handles: ['+12025550121', '+12025550122', 'jo@a.example'] });
	received = account.addMessage(chat, { from: '+12025550121', text: 'Hello' });
	account.ineligibleLines.add(line);
});

describe('on a line that can deliver nothing', () => {
	test.each<[string, () => Promise<unknown>]>([
		['no message is sent', () => client.chats.messages.send(chat.id, { message })],
		[
			'no chat is created',
			() => client.chats.create({ from: line, to: ['+12025550123'], message }),
		],
		['nobody is added', () => client.chats.participants.add(chat.id, { handle: '+12025550123' })],
		['nobody types', () => client.chats.typing.start(chat.id)],
		['no group is renamed', () => client.chats.update(chat.id, { display_name: 'Acme' })],
		[
			'nobody reacts',
			() => client.messages.addReaction(received.id, { operation: 'add', type: 'like' }),
		],
	])('%s', async (_what, ask) => {
		await expect(ask()).rejects.toMatchObject(refusal(403, 2027));
	});

	it('reads work', async () => {
		expect(await client.chats.retrieve(chat.id)).toMatchObject({ id: chat.id });
		expect((await client.chats.messages.list(chat.id)).messages).toHaveLength(1);
		await client.chats.markAsRead(chat.id);
	});

	it('another is picked where Linq has the choice', async () => {
		const sent = await client.messages.create({ to: ['+12025550121'], message });
		expect(sent).toMatchObject({ from: otherLine });
		linq.account.ineligibleLines.add(otherLine);
		const again = client.messages.create({ to: ['+12025550124'], message });
		await expect(again).rejects.toMatchObject(refusal(409, 2015));
	});
});

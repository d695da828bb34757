import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat } from '../emulator';
import { client, linq, refusal, startContract } from './contract';

const from = '+12025550110';
const to = ['+12025550121', 'jo@acme.example'];

let group: AccountChat;
let direct: AccountChat;

startContract((account) => {
	group = account.addChat({ from, handles: to });
	direct = account.addChat({ from, handles: ['+12025550121'] });
});

const send = (mention: object, chat = group) => {
	const parts = [{ type: 'text', value: 'Hello, Jo', ...mention }];
	return client.chats.messages.send(chat.id, {
		message: { parts: parts as LinqAPIV3.MessageContent['parts'] },
	});
};

describe('a mention', () => {
	it.each([{ mention: 'Jo@acme.example', mention_range: [7, 9] }, { mention: '+12025550121' }])(
		'is repeated: %j',
		async (mention) => {
			const { message } = await send(mention);
			expect(message.parts).toMatchObject([mention]);
			expect(await client.messages.retrieve(message.id)).toMatchObject({ parts: [mention] });
		},
	);

	it('is refused in a chat with one person with 409/2023', async () => {
		await expect(send({ mention: '+12025550121' }, direct)).rejects.toMatchObject(
			refusal(409, 2023),
		);
	});

	it.each([
		[409, 2015, { mention: '+12025550129' }],
		[400, 1002, { mention: 'Jo' }],
		[400, 1004, { mention_range: [7, 9] }],
		[400, 1004, { mention: '+12025550121', mention_range: [7] }],
		[400, 1004, { mention: '+12025550121', mention_range: [7, 10] }],
		[400, 1004, { mention: '+12025550121', mention_range: [9, 7] }],
		[400, 1004, { mention: '+12025550121', mention_range: '7-9' }],
	])('is refused with %i/%i: %j', async (status, code, mention) => {
		await expect(send(mention)).rejects.toMatchObject(refusal(status, code));
		expect(linq.account.messages).toEqual([]);
	});
});

import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat, AccountMessage } from '../emulator';
import { client, linq, refusal, startContract, unknownId } from './contract';

let chat: AccountChat;
let elsewhere: AccountMessage;

startContract((account) => {
	chat = account.addChat({ handles: ['+12025550121', '+12025550122'] });
	const other = account.addChat({ handles: ['+12025550123'] });
	elsewhere = account.addMessage(other, { text: 'Elsewhere' });
});

const send = (message: unknown, chatId = chat.id) =>
	client.chats.messages.send(chatId, { message } as LinqAPIV3.Chats.MessageSendParams);
const text = { type: 'text', value: 'Me 🎉!' };
const decorated = (...text_decorations: unknown[]) => ({ parts: [{ ...text, text_decorations }] });
const app = { name: 'Acme', team_id: 'A1B2C3D4E5', bundle_id: 'com.acme.app' };
const card = { type: 'imessage_app', app, layout: { caption: 'Score' } };
const cardWith = (changes: object) => ({ parts: [{ ...card, ...changes }] });

describe('a message', () => {
	it.each([
		[1001, null],
		[1001, {}],
		[1004, { parts: [] }],
		[1004, { parts: [{ type: 'video', value: 'Hello' }] }],
		[1004, { parts: [text, text] }],
		[1004, { parts: [{ type: 'link', value: 'example.com' }] }],
		[1004, { parts: [{ type: 'link', value: 'ftp://example.com' }] }],
		[1004, { parts: [{ type: 'link', value: `https://example.com/${'a'.repeat(2029)}` }] }],
		[1004, { parts: [text, { type: 'link', value: 'https://example.com' }] }],
		[1004, { parts: [text], effect: { type: 'loud', name: 'loud' } }],
		[1004, { parts: [text], effect: { type: 'screen', name: 'slam' } }],
		[1004, { parts: [text], effect: { type: 'bubble', name: 'echo' } }],
		[1004, { parts: [text], effect: { name: 'bang' } }],
		[1004, { parts: [text], reply_to: {} }],
		[1004, { parts: [text], reply_to: { message_id: unknownId, part_index: -1 } }],
		[1004, decorated({ range: [0, 2] })],
		[1004, decorated({ range: [0, 2], style: 'bold', animation: 'big' })],
		[1004, decorated({ range: [0, 2], style: 'huge' })],
		[1004, decorated({ range: [0, 2], animation: 'bold' })],
		[1004, decorated({ range: [0], style: 'bold' })],
		[1004, decorated({ range: [-1, 2], style: 'bold' })],
		[1004, decorated({ range: [2, 2], style: 'bold' })],
		[1004, decorated({ range: [0.5, 2], style: 'bold' })],
		[1004, decorated({ range: [0, 7], style: 'bold' })],
		[1004, decorated({ range: [0, 2], style: 'bold' }, { range: [1, 3], animation: 'nod' })],
		[1004, decorated({ range: [0, 2], animation: 'big' }, { range: [1, 3], animation: 'nod' })],
		[1004, { parts: [{ ...text, text_decorations: 'bold' }] }],
		[1005, { parts: [text], preferred_service: 'Signal' }],
		[1008, { parts: [card, text] }],
		[1008, cardWith({ app: undefined })],
		[1008, cardWith({ app: { ...app, team_id: 'a1b2c3d4e5' } })],
		[1008, cardWith({ app: { ...app, team_id: 'A1B2C3D4E' } })],
		[1008, cardWith({ app: { ...app, bundle_id: 'com:acme' } })],
		[1008, cardWith({ app: { ...app, name: '' } })],
		[1008, cardWith({ app: { ...app, app_store_id: '1' } })],
		[1008, cardWith({ layout: undefined })],
		[1008, cardWith({ layout: {} })],
		[1008, cardWith({ layout: { caption: '' } })],
		[1008, cardWith({ layout: { caption: 'Score', image_title: 'Title' } })],
		[1008, cardWith({ url: 'http://example.com' })],
		[1008, cardWith({ url: `https://example.com/${'a'.repeat(2029)}` })],
		[1008, cardWith({ url: `data:,${'a'.repeat(16_379)}` })],
		[1008, cardWith({ interactive: 'yes' })],
	])('is refused with 400/%i: %j', async (code, message) => {
		await expect(send(message)).rejects.toMatchObject(refusal(400, code));
		expect(linq.account.messages).toEqual([elsewhere]);
	});

	it.each([
		{ parts: [{ type: 'link', value: `https://example.com/${'a'.repeat(2028)}` }] },
		decorated({ range: [0, 6], animation: 'bloom' }),
		decorated({ range: [0, 3], animation: 'bloom' }, { range: [3, 6], style: 'bold' }),
		{ parts: [text], effect: { type: 'screen', name: 'happy_birthday' } },
		{ parts: [text], effect: { name: 'invisible' } },
		cardWith({ url: `data:,${'a'.repeat(16_378)}`, interactive: false }),
		cardWith({ layout: { image_url: 'https://example.com/a.png', image_title: 'Title' } }),
	])('is taken: %j', async (message) => {
		expect((await send(message)).chat_id).toBe(chat.id);
	});

	it('replies only to a message, and a part of it, that is in the chat', async () => {
		const reply = (message_id: string, part_index?: number) =>
			send({ parts: [text], reply_to: { message_id, part_index } });
		const { id } = linq.account.addMessage(chat, { text: 'Hello' });
		await expect(reply(unknownId)).rejects.toMatchObject(refusal(404, 2002));
		await expect(reply(elsewhere.id)).rejects.toMatchObject(refusal(404, 2002));
		await expect(reply(id, 1)).rejects.toMatchObject(refusal(400, 1004));
		expect((await reply(id, 0)).message.reply_to).toEqual({ message_id: id, part_index: 0 });
	});

	it('is an app card in iMessage chats only', async () => {
		const { message } = await send({ parts: [card] });
		expect(message.parts).toEqual([{ ...card, url: '', fallback_text: 'Score', reactions: null }]);
		const sms = linq.account.addChat({ handles: ['+12025550124'], service: 'SMS' });
		await expect(send({ parts: [card] }, sms.id)).rejects.toMatchObject(refusal(409, 2018));
		linq.account.setCapabilities('+12025550125', ['SMS']);
		const request = client.messages.create({
			to: ['+12025550125'],
			message: { parts: [card as LinqAPIV3.MessageContent.IMessageAppPart] },
		});
		await expect(request).rejects.toMatchObject(refusal(409, 2018));
		expect(linq.account.chats).toHaveLength(3);
	});
});

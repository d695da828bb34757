import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat } from '../emulator';
import { experiences } from '../emulator/experiences';
import { client, linq, refusal, startContract } from './contract';

let chat: AccountChat;
let onSms: AccountChat;

startContract((account) => {
	chat = account.addChat({ handles: ['+12025550121'] });
	onSms = account.addChat({ handles: ['+12025550122'], service: 'SMS' });
});

const send = (message: object, { id } = chat) =>
	client.chats.messages.send(id, { message: message as LinqAPIV3.MessageContent });
const text = { type: 'text', value: 'Hello' };
const clip = { type: 'app_clip', value: 'https://example.com/pay/1' };
const pay = { name: 'agentpay', action: 'request_payment' };
const checkout_url = 'https://example.com/pay/1';
const approve = { name: 'agentcard', action: 'approve_card' };

describe('experiences', () => {
	it('are listed, and given one by one', async () => {
		expect(await client.get('/v3/experiences')).toEqual({ experiences });
		expect(await client.get('/v3/experiences/link')).toMatchObject({ experience: 'link' });
		await expect(client.get('/v3/experiences/none')).rejects.toMatchObject({ status: 404 });
	});

	it('are sent as a card', async () => {
		const params = { checkout_url, title: 'Order 2' };
		const { message } = await send({ experience: { ...pay, params } });
		expect(message.parts).toMatchObject([{ type: 'imessage_app' }]);
		await send({ experience: { ...approve, params: { amount: 1250, uses: 1 } } });
		await send({ experience: { name: 'agentcard', action: 'attach_card' } });
	});

	it.each([
		[1004, { experience: { ...pay, params: { checkout_url } }, parts: [text] }],
		[1004, { experience: 'agentpay' }],
		[1005, { experience: { ...pay, name: 'none', params: { checkout_url } } }],
		[1005, { experience: { ...pay, action: 'none', params: { checkout_url } } }],
		[1001, { experience: pay }],
		[1005, { experience: { ...pay, params: { checkout_url: 'http://example.com' } } }],
		[1005, { experience: { ...pay, params: { checkout_url, colour: 'red' } } }],
		[1005, { experience: { ...pay, params: { checkout_url, title: 'x'.repeat(41) } } }],
		[1005, { experience: { ...pay, params: { checkout_url, title: 7 } } }],
		[1005, { experience: { ...approve, params: { amount: '1250' } } }],
	])('are refused with 400/%i: %j', async (code, message) => {
		await expect(send(message)).rejects.toMatchObject(refusal(400, code));
		expect(linq.account.messages).toEqual([]);
	});

	it('are refused on another service than iMessage with 409/2018', async () => {
		const experience = { ...pay, params: { checkout_url } };
		await expect(send({ experience }, onSms)).rejects.toMatchObject(refusal(409, 2018));
	});
});

describe('an App Clip', () => {
	it('is sent with its caption as the title', async () => {
		const { message } = await send({ parts: [{ ...clip, caption: 'Order 2' }] });
		expect(message.parts).toMatchObject([{ ...clip, title: 'Order 2', image_url: null }]);
	});

	it.each([
		[400, 1004, { parts: [text, clip] }],
		[400, 1004, { parts: [{ ...clip, value: 'http://example.com' }] }],
		[400, 1004, { parts: [{ ...clip, value: `https://example.com/${'a'.repeat(2029)}` }] }],
		[400, 1004, { parts: [{ ...clip, caption: 7 }] }],
		[409, 2018, { parts: [clip], preferred_service: 'SMS' }],
	])('is refused with %i/%i: %j', async (status, code, message) => {
		const into = code === 2018 ? onSms : chat;
		await expect(send(message, into)).rejects.toMatchObject(refusal(status, code));
	});

	it('goes by no other service, which is 409/2028', async () => {
		const message = { parts: [clip], preferred_service: 'RCS' };
		await expect(send(message)).rejects.toMatchObject(refusal(409, 2028));
	});
});

describe('a card that is updated', () => {
	const app = { name: 'Acme', team_id: 'ABCDE12345', bundle_id: 'com.example.acme' };
	const update = async (changes: object) => {
		const parts = [{ type: 'imessage_app' as const, app, layout: { caption: 'Order 1' } }];
		const { message } = await client.chats.messages.send(chat.id, { message: { parts } });
		linq.account.setDeliveryStatus(message.id, 'delivered');
		const body = { layout: { caption: 'Order 2' }, ...changes };
		return await client.messages.updateAppCard(message.id, body);
	};

	it('takes an experience and its app', async () => {
		const own = { ...app, name: 'Acme 2' };
		const experience = { ...pay, params: { checkout_url } };
		expect(await update({ app: own, experience })).toMatchObject({
			message: { parts: [{ app: own, layout: { caption: 'Order 2' } }] },
		});
	});

	it.each([
		[1008, { app: { ...app, team_id: 'x' } }],
		[1008, { experience: { ...pay, params: { checkout_url } }, url: checkout_url }],
		[1005, { experience: { ...pay, name: 'none' } }],
	])('is refused with 400/%i: %j', async (code, changes) => {
		await expect(update(changes)).rejects.toMatchObject(refusal(400, code));
	});
});

import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat } from '../emulator';
import { client, linq, refusal, startContract, unknownId } from './contract';

let chat: AccountChat;

startContract((account) => {
	chat = account.addChat({ handles: ['+12025550121'] });
});

const app = { name: 'Acme', team_id: 'A1B2C3D4E5', bundle_id: 'com.acme.app', app_store_id: 7 };

async function sendCard(): Promise<string> {
	const layout = { caption: 'Score: 1 – 1', subcaption: 'Second half' };
	const parts = [{ type: 'imessage_app' as const, app, layout, fallback_text: 'Score' }];
	return (await client.chats.messages.send(chat.id, { message: { parts } })).message.id;
}

const changes = { layout: { caption: 'Score: 2 – 1' }, url: 'https://example.com/game' };
const update = (id: string, body: LinqAPIV3.MessageUpdateAppCardParams = changes) =>
	client.messages.updateAppCard(id, body);

describe('updating an app card', () => {
	it('sends a new message, which keeps the app alone', async () => {
		const id = await sendCard();
		linq.account.setDeliveryStatus(id, 'delivered');
		const { data, response } = await update(id).withResponse();
		expect(response.status).toBe(202);
		expect(data.chat_id).toBe(chat.id);
		expect(data.message).toMatchObject({ delivery_status: 'queued', reply_to: null });
		expect(data.message.parts).toEqual([
			{
				type: 'imessage_app',
				app,
				layout: { caption: 'Score: 2 – 1' },
				url: 'https://example.com/game',
				fallback_text: 'Score: 2 – 1',
				reactions: null,
			},
		]);
		expect(data.message.id).not.toBe(id);
		await expect(update(data.message.id)).rejects.toMatchObject(refusal(409, 2015));
	});

	it('waits for the card to be delivered', async () => {
		const id = await sendCard();
		await expect(update(id)).rejects.toMatchObject(refusal(409, 2015));
		linq.account.setDeliveryStatus(id, 'read');
		expect(await update(id)).toMatchObject({ chat_id: chat.id });
	});

	it('is for cards of your own', async () => {
		const { id } = linq.account.addMessage(chat, { text: 'Hello', delivery_status: 'delivered' });
		await expect(update(id)).rejects.toMatchObject(refusal(400, 1008));
		await expect(update(unknownId)).rejects.toMatchObject(refusal(404, 2002));
		const card = await sendCard();
		const theirs = linq.account.addMessage(chat, {
			from: '+12025550121',
			parts: linq.account.message(card)!.parts,
		});
		await expect(update(theirs.id)).rejects.toMatchObject(refusal(400, 1008));
	});

	it.each([{}, { layout: {} }, { layout: { image_title: 'Title', caption: 'Score' } }])(
		'is refused with 400/1008: %j',
		async (body) => {
			const id = await sendCard();
			linq.account.setDeliveryStatus(id, 'delivered');
			const request = update(id, body as LinqAPIV3.MessageUpdateAppCardParams);
			await expect(request).rejects.toMatchObject(refusal(400, 1008));
			expect(linq.account.messages).toHaveLength(1);
		},
	);
});

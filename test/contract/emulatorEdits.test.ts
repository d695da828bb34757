import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat } from '../emulator';
import { client, date, linq, refusal, startContract, unknownId } from './contract';

let chat: AccountChat;

startContract((account) => {
	chat = account.addChat({ handles: ['+12025550121', '+12025550122'] });
});

const update = (id: string, body: Partial<LinqAPIV3.MessageUpdateParams>) =>
	client.messages.update(id, body as LinqAPIV3.MessageUpdateParams);

describe('editing a message', () => {
	it('changes the text of one part', async () => {
		const { message } = await client.chats.messages.send(chat.id, {
			message: {
				parts: [
					{ type: 'text', value: 'Plan:', text_decorations: [{ range: [0, 4], style: 'bold' }] },
					{ type: 'media', url: 'https://example.com/plan.pdf' },
					{ type: 'text', value: 'Ok?' },
				],
			},
		});
		expect(await update(message.id, { text: 'Deal?', part_index: 2 })).toMatchObject({
			id: message.id,
			updated_at: date,
			parts: [{ value: 'Plan:' }, { type: 'media' }, { value: 'Deal?' }],
		});
		const edited = await update(message.id, { text: 'The plan:' });
		expect(edited.parts?.[0]).toMatchObject({ value: 'The plan:', text_decorations: null });
		expect(await client.messages.retrieve(message.id)).toEqual(edited);
	});

	it('works five times', async () => {
		const { id } = linq.account.addMessage(chat, { text: '0' });
		for (const text of ['1', '2', '3', '4', '5']) await update(id, { text });
		await expect(update(id, { text: '6' })).rejects.toMatchObject(refusal(409, 2015));
		expect(await client.messages.retrieve(id)).toMatchObject({ parts: [{ value: '5' }] });
	});

	it('works for 15 minutes', async () => {
		const minutes = (count: number) => new Date(Date.now() - count * 60_000).toISOString();
		const old = linq.account.addMessage(chat, { text: 'Old', created_at: minutes(15.01) });
		const late = linq.account.addMessage(chat, { text: 'Late', created_at: minutes(14.9) });
		await expect(update(old.id, { text: 'New' })).rejects.toMatchObject(refusal(409, 2015));
		expect(await update(late.id, { text: 'In time' })).toMatchObject({ id: late.id });
	});

	it('works for your own messages only, in chats that can be used', async () => {
		const theirs = linq.account.addMessage(chat, { from: '+12025550121', text: 'Hello' });
		const mine = linq.account.addMessage(chat, { text: 'Hello' });
		await expect(update(theirs.id, { text: 'Bye' })).rejects.toMatchObject(refusal(403, 2005));
		await expect(update(unknownId, { text: 'Bye' })).rejects.toMatchObject(refusal(404, 2002));
		chat.state = 'left';
		await expect(update(mine.id, { text: 'Bye' })).rejects.toMatchObject(refusal(409, 2013));
	});

	it.each([
		[1001, {}],
		[1001, { text: '' }],
		[1005, { text: 7 }],
		[1005, { text: 'a', part_index: 1 }],
		[1005, { text: 'a', part_index: '0' }],
	])('is refused with 400/%i: %j', async (code, body) => {
		const { id } = linq.account.addMessage(chat, { text: 'Hello' });
		const request = update(id, body as LinqAPIV3.MessageUpdateParams);
		await expect(request).rejects.toMatchObject(refusal(400, code));
	});
});

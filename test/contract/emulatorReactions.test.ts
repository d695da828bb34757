import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat, AccountMessage } from '../emulator';
import { client, linq, refusal, startContract, unknownId } from './contract';

let chat: AccountChat;
let message: AccountMessage;

startContract((account) => {
	chat = account.addChat({ handles: ['+12025550121', '+12025550122'] });
	message = account.addMessage(chat, { from: '+12025550121', text: 'Hello' });
});

const react = (body: Partial<LinqAPIV3.MessageAddReactionParams>, id = message.id) =>
	client.messages.addReaction(id, body as LinqAPIV3.MessageAddReactionParams);
const reactions = async () =>
	(await client.messages.retrieve(message.id)).parts?.[0]?.reactions ?? null;

describe('a reaction', () => {
	it('is accepted and then on the message', async () => {
		const { data, response } = await react({ operation: 'add', type: 'love' }).withResponse();
		expect(response.status).toBe(202);
		expect(data).toEqual({
			message: 'Reaction addition queued',
			status: 'accepted',
			trace_id: response.headers.get('x-trace-id'),
		});
		expect(await reactions()).toEqual([
			{ handle: chat.handles[0], is_me: true, type: 'love', custom_emoji: null, sticker: null },
		]);
	});

	it('takes the place of the one before', async () => {
		await react({ operation: 'add', type: 'love' });
		await react({ operation: 'add', type: 'custom', custom_emoji: '👩‍👩‍👧' });
		expect(await reactions()).toMatchObject([{ type: 'custom', custom_emoji: '👩‍👩‍👧' }]);
	});

	it('can be removed, even when it isn’t there', async () => {
		await react({ operation: 'add', type: 'love' });
		await react({ operation: 'remove', type: 'like' });
		expect(await reactions()).toHaveLength(1);
		expect(await react({ operation: 'remove', type: 'love' })).toMatchObject({
			message: 'Reaction removal queued',
		});
		expect(await reactions()).toBeNull();
	});

	it.each(['🎉', '❤', '❤️', '🇬🇧', '1️⃣'])('can be %s', async (custom_emoji) => {
		await react({ operation: 'add', type: 'custom', custom_emoji });
		expect(await reactions()).toMatchObject([{ custom_emoji }]);
	});

	it.each([
		[1001, {}],
		[1001, { operation: 'add' }],
		[1001, { type: 'love' }],
		[1001, { operation: 'add', type: 'custom' }],
		[1005, { operation: 'toggle', type: 'love' }],
		[1005, { operation: 'add', type: 'hate' }],
		[1005, { operation: 'add', type: 'sticker' }],
		[1005, { operation: 'add', type: 'custom', custom_emoji: 'a' }],
		[1005, { operation: 'add', type: 'custom', custom_emoji: '🎉🎉' }],
		[1005, { operation: 'add', type: 'love', part_index: 1 }],
		[1005, { operation: 'add', type: 'love', part_index: -1 }],
	])('is refused with 400/%i: %j', async (code, body) => {
		const request = react(body as LinqAPIV3.MessageAddReactionParams);
		await expect(request).rejects.toMatchObject(refusal(400, code));
		expect(await reactions()).toBeNull();
	});

	it('needs a message in a chat that can be used', async () => {
		const love = { operation: 'add', type: 'love' } as const;
		await expect(react(love, unknownId)).rejects.toMatchObject(refusal(404, 2002));
		linq.account.chat(chat.id)!.state = 'left';
		await expect(react(love)).rejects.toMatchObject(refusal(409, 2013));
	});
});

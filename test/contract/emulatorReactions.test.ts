import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat, AccountMessage } from '../emulator';
import { client, linq, refusal, startContract, unknownId, uuid } from './contract';

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
			{
				...{ id: uuid, handle: chat.handles[0], is_me: true },
				...{ type: 'love', custom_emoji: null, sticker: null },
			},
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
		[1005, { operation: 'remove', type: 'sticker', emoji: '🎉' }],
		[1005, { operation: 'add', type: 'sticker', emoji: 'a' }],
		[1005, { operation: 'add', type: 'sticker', url: 'https://example.com/a.png' }],
		[1005, { operation: 'add', type: 'sticker', emoji: '🎉', attachment_id: unknownId }],
		[1005, { operation: 'add', type: 'sticker', emoji: '🎉', placement: { x: 1.1 } }],
		[1005, { operation: 'add', type: 'sticker', emoji: '🎉', placement: { scale: 0.4 } }],
		[1005, { operation: 'add', type: 'sticker', emoji: '🎉', placement: { rotation: '9' } }],
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

describe('a sticker', () => {
	/** The client knows the type, but none of these fields. */
	const stick = (picture: object, more: object = {}) =>
		react({ operation: 'add', type: 'sticker', ...picture, ...more } as never);
	const photo = {
		filename: 'cat.png',
		content_type: 'image/png',
		bytes: Buffer.from('a'),
	} as const;

	it('is made of a file by its ID or address, or of an emoji, and stands beside others', async () => {
		const file = linq.account.addAttachment(photo);
		await react({ operation: 'add', type: 'love' });
		await stick({ attachment_id: file.id });
		await stick({ url: linq.storage.downloadAddressOf(file) }, { placement: { x: -0.5 } });
		await stick({ emoji: '🎉' });
		expect(await reactions()).toMatchObject([
			{ type: 'love', sticker: null },
			{ id: uuid, type: 'sticker', sticker: { file_name: 'cat.png', mime_type: 'image/png' } },
			{ type: 'sticker', sticker: { file_name: 'cat.png', placement: { x: -0.5 } } },
			{ type: 'sticker', sticker: { mime_type: 'image/png' } },
		]);
	});

	it('is a picture that is there, in an iMessage chat', async () => {
		const text = {
			filename: 'a.txt',
			content_type: 'text/plain',
			bytes: Buffer.from('a'),
		} as const;
		const attachment_id = linq.account.addAttachment(text).id;
		await expect(stick({ attachment_id })).rejects.toMatchObject(refusal(400, 5006));
		const unknown = stick({ attachment_id: unknownId });
		await expect(unknown).rejects.toMatchObject(refusal(404, 2003));
		chat.service = 'RCS';
		await expect(stick({ emoji: '🎉' })).rejects.toMatchObject(refusal(409, 2017));
	});

	const place = (reactionId: string, body: object = { placement: { x: 0.5 } }) =>
		client.patch(`/v3/messages/${message.id}/reactions/${reactionId}`, { body });

	it('of your own can be placed anew', async () => {
		await stick({ emoji: '🎉' });
		const [{ id }] = (await reactions()) as unknown as [{ id: string }];
		const response = await place(id).asResponse();
		expect([response.status, await response.json()]).toMatchObject([202, { status: 'accepted' }]);
		expect(await reactions()).toMatchObject([{ sticker: { placement: { x: 0.5 } } }]);
		await expect(place(id, {})).rejects.toMatchObject(refusal(400, 1001));
		const far = { placement: { y: 2 } };
		await expect(place(id, far)).rejects.toMatchObject(refusal(400, 1005));
		await expect(place(unknownId)).rejects.toMatchObject(refusal(404, 2002));
	});
});

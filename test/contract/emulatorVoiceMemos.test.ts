import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat } from '../emulator';
import { client, date, linq, refusal, startContract, unknownId, uuid } from './contract';

const from = '+12025550110';
const members = ['+12025550121', '+12025550122'];

let chat: AccountChat;

startContract((account) => {
	chat = account.addChat({ from, handles: members });
});

const send = (body: LinqAPIV3.ChatSendVoicememoParams) => client.chats.sendVoicememo(chat.id, body);

describe('a voice memo', () => {
	it('is sent by its address, and answered with 202 in Linq’s shape', async () => {
		const voice_memo_url = 'https://example.com/files/memo.m4a';
		const { data, response } = await send({ voice_memo_url }).withResponse();
		expect(response.status).toBe(202);
		expect(data).toEqual({
			voice_memo: {
				id: uuid,
				from,
				to: members,
				status: 'queued',
				service: 'iMessage',
				created_at: date,
				voice_memo: {
					id: uuid,
					filename: 'memo.m4a',
					mime_type: 'application/octet-stream',
					size_bytes: 0,
					url: voice_memo_url,
					duration_ms: null,
				},
				chat: {
					id: chat.id,
					handles: chat.handles,
					is_active: true,
					is_group: true,
					service: 'iMessage',
				},
			},
		});
		expect(await client.messages.retrieve(data.voice_memo.id)).toMatchObject({
			parts: [{ type: 'media', url: voice_memo_url }],
		});
	});

	it('is sent as an attachment', async () => {
		const { id } = linq.account.addAttachment({
			filename: 'memo.mp3',
			content_type: 'audio/mpeg',
			bytes: Buffer.from('memo'),
		});
		const { voice_memo } = await send({ attachment_id: id });
		expect(voice_memo.voice_memo).toMatchObject({
			id,
			filename: 'memo.mp3',
			mime_type: 'audio/mpeg',
			size_bytes: 4,
		});
	});

	it.each([
		[400, 1001, {}],
		[400, 1005, { voice_memo_url: 'http://example.com/memo.m4a' }],
		[400, 1005, { voice_memo_url: 'memo.m4a' }],
		[400, 1005, { voice_memo_url: 'https://example.com/memo.m4a', attachment_id: unknownId }],
		[404, 2003, { attachment_id: unknownId }],
	])('is refused with %i/%i: %j', async (status, code, body) => {
		await expect(send(body)).rejects.toMatchObject(refusal(status, code));
		expect(linq.account.messages).toEqual([]);
	});

	it('has to be uploaded first, and to be audio', async () => {
		const awaited = linq.account.addAttachment({
			filename: 'memo.mp3',
			content_type: 'audio/mpeg',
			size_bytes: 4,
		});
		const picture = linq.account.addAttachment({
			filename: 'photo.png',
			content_type: 'image/png',
			bytes: Buffer.from('png'),
		});
		await expect(send({ attachment_id: awaited.id })).rejects.toMatchObject(refusal(404, 2007));
		await expect(send({ attachment_id: picture.id })).rejects.toMatchObject(refusal(400, 1005));
	});
});

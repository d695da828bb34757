import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat } from '../emulator';
import { client, date, linq, refusal, startContract, unknownId, uuid } from './contract';

const photo = { filename: 'photo 1.jpg', content_type: 'image/jpeg', size_bytes: 5 } as const;
const bytes = Buffer.from('photo');

startContract();

const create = (changes: object = {}) => client.attachments.create({ ...photo, ...changes });

describe('a pre-upload', () => {
	it('is offered an address for the upload, in Linq’s shape', async () => {
		const before = Date.now();
		const { data, response } = await create().withResponse();
		expect(response.status).toBe(201);
		const { attachment_id: id } = data;
		expect(data).toEqual({
			attachment_id: uuid,
			upload_url: expect.stringMatching(`^https://127\\.0\\.0\\.1:\\d+/uploads/${id}\\?`) as string,
			download_url: `${linq.storage.url}/attachments/partners/1/${id}/photo%201.jpg`,
			http_method: 'PUT',
			required_headers: {
				'Content-Type': 'image/jpeg',
				'Content-Length': '5',
				'x-amz-meta-attachment': id,
			},
			expires_at: date,
		});
		const minutes = (Date.parse(data.expires_at) - before) / 60_000;
		expect(Math.round(minutes)).toBe(15);
	});

	it.each([
		[1001, { filename: undefined }],
		[1001, { content_type: '' }],
		[1001, { size_bytes: null }],
		[1005, { filename: 7 }],
		[1005, { size_bytes: 0 }],
		[1005, { size_bytes: 1.5 }],
		[1005, { size_bytes: '5' }],
		[5001, { content_type: 'image/webp' }],
		[5001, { content_type: 'image/svg+xml' }],
		[5001, { content_type: 'audio/flac' }],
		[5001, { content_type: 'audio/ogg' }],
		[5001, { content_type: 'application/x-msdownload' }],
		[5002, { size_bytes: 104_857_601 }],
	])('is refused with 400/%i: %j', async (code, changes) => {
		await expect(create(changes)).rejects.toMatchObject(refusal(400, code));
		expect(linq.account.attachments).toEqual([]);
	});

	it('takes up to 100 MB', async () => {
		expect((await create({ size_bytes: 104_857_600 })).http_method).toBe('PUT');
	});

	it.each([
		['http', { upload_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/) as string }],
		['elsewhere', { upload_url: expect.stringMatching(/^https:\/\/localhost:/) as string }],
		['password', { upload_url: expect.stringMatching(/^https:\/\/user:pass@127/) as string }],
		['signedHost', { required_headers: { Host: expect.stringMatching(/^127.*:\d+$/) as string } }],
		['wrongHeaders', { required_headers: { 'x-amz-meta-attachment': 'another' } }],
	] as const)('can be offered one with a flaw: %s', async (flaw, offered) => {
		linq.storage.flaw = flaw;
		expect(await create()).toMatchObject(offered);
	});

	it.each([
		['missing', 'upload_url'],
		['missingHeaders', 'required_headers'],
	] as const)('can be offered one with a flaw: %s', async (flaw, field) => {
		linq.storage.flaw = flaw;
		expect(await create()).not.toHaveProperty(field);
	});
});

describe('an attachment', () => {
	it('has Linq’s shape', async () => {
		const { id } = linq.account.addAttachment({ ...photo, bytes });
		expect(await client.attachments.retrieve(id)).toEqual({
			id,
			...photo,
			status: 'complete',
			created_at: date,
			download_url: `${linq.storage.url}/attachments/partners/1/${id}/photo%201.jpg`,
		});
	});

	it('is pending until it is uploaded', async () => {
		const { attachment_id } = await create();
		expect(await client.attachments.retrieve(attachment_id)).toMatchObject({ status: 'pending' });
	});

	it('is gone once deleted', async () => {
		const { id } = linq.account.addAttachment({ ...photo, bytes });
		const response = await client.attachments.delete(id).asResponse();
		expect(response.status).toBe(204);
		await expect(client.attachments.retrieve(id)).rejects.toMatchObject(refusal(404, 2003));
		await expect(client.attachments.delete(id)).rejects.toMatchObject(refusal(404, 2003));
	});

	it.each([
		[404, 2003, unknownId],
		[400, 1005, 'photo'],
	])('answers %i/%i to the ID %s', async (status, code, id) => {
		const { attachments } = client;
		await expect(attachments.retrieve(id)).rejects.toMatchObject(refusal(status, code));
		await expect(attachments.delete(id)).rejects.toMatchObject(refusal(status, code));
	});
});

describe('a message', () => {
	let chat: AccountChat;

	beforeEach(() => {
		chat = linq.account.addChat({ handles: ['+12025550121', '+12025550122'] });
	});

	const send = (parts: LinqAPIV3.MediaPart[]) =>
		client.chats.messages.send(chat.id, { message: { parts } });

	it('takes attachments by ID and by address, as many as parts', async () => {
		const { id } = linq.account.addAttachment({ ...photo, bytes });
		const { download_url: url } = await client.attachments.retrieve(id);
		const parts = Array.from({ length: 50 }, () => [
			{ type: 'media' as const, attachment_id: id },
			{ type: 'media' as const, url },
		]).flat();
		const { message } = await send(parts);
		expect(new Set(message.parts.map((part) => JSON.stringify(part))).size).toBe(1);
		expect(message.parts[0]).toEqual({
			type: 'media',
			id,
			url,
			filename: photo.filename,
			mime_type: photo.content_type,
			size_bytes: photo.size_bytes,
			reactions: null,
		});
	});

	it('takes 40 files from elsewhere', async () => {
		const file = { type: 'media' as const, url: 'https://example.com/plan.pdf' };
		expect((await send(Array.from({ length: 40 }, () => file))).message.parts).toHaveLength(40);
		const request = send(Array.from({ length: 41 }, () => file));
		await expect(request).rejects.toMatchObject(refusal(400, 1004));
	});

	it('takes no attachment that is missing or pending', async () => {
		const { attachment_id } = await create();
		const { download_url: url } = await client.attachments.retrieve(attachment_id);
		const ask = (part: object) => send([{ type: 'media', ...part }]);
		await expect(ask({ attachment_id })).rejects.toMatchObject(refusal(404, 2007));
		await expect(ask({ url })).rejects.toMatchObject(refusal(404, 2007));
		await expect(ask({ attachment_id: unknownId })).rejects.toMatchObject(refusal(404, 2003));
		expect(linq.account.messages).toEqual([]);
	});
});

import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { n8nFileTransport } from '../../../nodes/linq/transport';

const upload = {
	url: 'https://storage.example/uploads/1',
	headers: { 'Content-Type': 'image/png', 'Content-Length': '4' },
	body: Buffer.from('file'),
	timeout: 60_000,
};
const download = { url: 'https://storage.example/1', timeout: 60_000 };

/** n8n's side, which answers with `answer`, or is silent until it is told to stop. */
function n8n(answer?: object) {
	const asked: IHttpRequestOptions[] = [];
	const httpRequest = async (options: IHttpRequestOptions) => {
		asked.push(options);
		if (answer) return await Promise.resolve(answer);
		await once(options.abortSignal as AbortSignal, 'abort');
		throw new Error('stopped');
	};
	return { asked, helpers: { httpRequest } as unknown as IExecuteFunctions['helpers'] };
}

test('nothing is sent once the execution was cancelled', async () => {
	const { asked, helpers } = n8n({ statusCode: 200 });
	const files = n8nFileTransport(helpers, AbortSignal.abort(new Error('cancelled')));
	const receive = async () => await Promise.resolve();
	await expect(files.put(upload)).rejects.toThrow('cancelled');
	await expect(files.get(download, receive)).rejects.toThrow('cancelled');
	expect(asked).toEqual([]);
});

test('what is under way is stopped when the execution is cancelled', async () => {
	const { helpers } = n8n();
	const cancelling = new AbortController();
	const files = n8nFileTransport(helpers, cancelling.signal);
	const both = [files.put(upload), files.get(download, async () => await Promise.resolve())];
	cancelling.abort();
	for (const one of both) await expect(one).rejects.toThrow('stopped');
});

test('what takes longer than it may is stopped, a file that comes in too slowly among it', async () => {
	const files = n8nFileTransport(n8n().helpers);
	await expect(files.put({ ...upload, timeout: 1 })).rejects.toThrow('stopped');

	const { asked, helpers } = n8n({ statusCode: 200, body: new PassThrough() });
	const slow = n8nFileTransport(helpers).get({ ...download, timeout: 1 }, async () => {
		await once(asked[0]!.abortSignal as AbortSignal, 'abort');
		return 'stopped';
	});
	expect(await slow).toBe('stopped');
});

test.each([200, 404])(
	'after an answer with %i, nobody holds on to its body',
	async (statusCode) => {
		const body = new PassThrough();
		const { helpers } = n8n({ statusCode, body });
		const files = n8nFileTransport(helpers);
		const status = await files.get(
			download,
			async (answer) => await Promise.resolve(answer.status),
		);
		expect([status, body.destroyed]).toEqual([statusCode, true]);

		const other = new PassThrough();
		const failing = n8nFileTransport(n8n({ statusCode, body: other }).helpers);
		const receive = async () => await Promise.reject(new Error('no room'));
		await expect(failing.get(download, receive)).rejects.toThrow('no room');
		expect(other.destroyed).toBe(true);
	},
);

test('files go without a credential, as they are, and follow no redirect', async () => {
	const { asked, helpers } = n8n({ statusCode: 200, body: new PassThrough() });
	const files = n8nFileTransport(helpers);
	await files.put(upload);
	await files.get(download, async () => await Promise.resolve());
	const { headers, body } = upload;
	expect(asked).toMatchObject([
		{ method: 'PUT', headers, body, disableFollowRedirect: true },
		{ method: 'GET', encoding: 'stream', disableFollowRedirect: true },
	]);
	expect(asked[1]).not.toHaveProperty('headers');
});

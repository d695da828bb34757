/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import {
	asHttpRequestOptions,
	n8nFileTransport,
	n8nTransport,
	type WireRequest,
} from '../../../../nodes/linq/wire/transport';

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

test('what can not be stopped is waited for no longer than a moment', async () => {
	const never = async () => await new Promise<never>(() => {});
	const helpers = { httpRequest: never } as unknown as IExecuteFunctions['helpers'];
	const code = { code: 'ETIMEDOUT' };
	await expect(n8nFileTransport(helpers).put({ ...upload, timeout: 1 })).rejects.toMatchObject(
		code,
	);
	const receive = async () => await Promise.resolve();
	const got = n8nFileTransport(helpers).get({ ...download, timeout: 1 }, receive);
	await expect(got).rejects.toMatchObject(code);
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
	const body = new PassThrough();
	const { asked, helpers } = n8n({ statusCode: 200, body });
	const files = n8nFileTransport(helpers);
	expect(await files.put(upload)).toEqual({ status: 200 });
	expect(body.destroyed).toBe(true);
	await files.get(download, async () => await Promise.resolve());
	const common = {
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		abortSignal: expect.any(AbortSignal) as AbortSignal,
	};
	expect(asked).toEqual([
		{ ...common, ...upload, method: 'PUT', encoding: 'stream' },
		{ ...common, ...download, method: 'GET', encoding: 'stream' },
	]);
});

describe('a request to Linq', () => {
	const credential = { apiKey: 'key-0123456789', baseUrl: 'https://linq.example' };
	const request: WireRequest = {
		method: 'GET',
		url: 'https://linq.example/v3/chats?limit=5',
		timeout: 60_000,
	};

	/** The same side of n8n, which signs what it sends and knows a signal of its own. */
	function signing(answer?: object) {
		const asked: unknown[][] = [];
		const signals: AbortSignal[] = [];
		const helpers = {
			async httpRequestWithAuthentication(this: IExecuteFunctions, ...given: unknown[]) {
				const signal = this.getExecutionCancelSignal()!;
				asked.push([this.getNode().name, ...given]);
				signals.push(signal);
				if (answer) return await Promise.resolve(answer);
				await once(signal, 'abort');
				throw new Error('stopped');
			},
		};
		const context = {
			helpers,
			getNode: () => ({ name: 'Linq Chat' }),
			getExecutionCancelSignal: () => undefined,
		} as unknown as IExecuteFunctions;
		const transport = (cancelled?: AbortSignal) =>
			n8nTransport(context, 'linqApi', credential, cancelled);
		return { asked, signals, transport };
	}

	const answer = { statusCode: 404, headers: { 'x-trace-id': 'abc' }, body: '{"success":false}' };

	test('is signed by n8n, with the credential as it was looked up', async () => {
		const { asked, transport } = signing(answer);
		await transport()(request);
		const credentialsDecrypted = { id: '', name: 'linqApi', type: 'linqApi', data: credential };
		expect(asked).toEqual([
			['Linq Chat', 'linqApi', asHttpRequestOptions(request), { credentialsDecrypted }],
		]);
	});

	test('gives what came back, whatever its status', async () => {
		expect(await signing(answer).transport()(request)).toEqual({
			status: 404,
			headers: { 'x-trace-id': 'abc' },
			text: '{"success":false}',
		});
	});

	test.each([undefined, null, Buffer.from('text'), { a: 1 }])(
		'%j instead of text is no text',
		async (body) => {
			expect(await signing({ ...answer, body }).transport()(request)).toMatchObject({ text: '' });
		},
	);

	test.each<[Partial<WireRequest>, object]>([
		[{}, { Accept: 'application/json' }],
		[{ accept: 'text/plain' }, { Accept: 'text/plain' }],
		[
			{ method: 'POST', body: { handle: '+12025550121' } },
			{ Accept: 'application/json', 'Content-Type': 'application/json' },
		],
		[
			{ method: 'POST', body: {} },
			{ Accept: 'application/json', 'Content-Type': 'application/json' },
		],
	])('with %j says %j, takes a stream, and follows no redirect', (more, headers) => {
		const { accept, ...given } = { ...request, ...more };
		expect(asHttpRequestOptions({ ...given, accept })).toEqual({
			...given,
			headers,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	test('is not sent once the execution was cancelled', async () => {
		const { asked, transport } = signing(answer);
		const cancelled = transport(AbortSignal.abort(new Error('cancelled')));
		await expect(cancelled(request)).rejects.toThrow('cancelled');
		expect(asked).toEqual([]);
	});

	test('is stopped when the execution is cancelled, and knows why', async () => {
		const { signals, transport } = signing();
		const cancelling = new AbortController();
		const sent = transport(cancelling.signal)(request);
		const reason = new Error('cancelled');
		cancelling.abort(reason);
		await expect(sent).rejects.toThrow('stopped');
		expect(signals.map((signal): unknown => signal.reason)).toEqual([reason]);
	});

	test('is stopped when it takes longer than it may', async () => {
		await expect(signing().transport()({ ...request, timeout: 1 })).rejects.toThrow('stopped');
	});

	test('is let go once it was answered', async () => {
		const { signals, transport } = signing(answer);
		const cancelling = new AbortController();
		await transport(cancelling.signal)(request);
		cancelling.abort();
		expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
	});
});

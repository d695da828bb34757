/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { asksN8n } from '../../../../nodes/linq/webhooks/ownN8n';

const address = 'https://n8n.example.com/webhook-waiting/9/8?linq-chat=wait&signature=7';

/** What n8n's request function was asked, and what comes of it. */
function n8n(answer: (options: IHttpRequestOptions) => Promise<object>) {
	const asked: IHttpRequestOptions[] = [];
	const isOver = asksN8n({
		async httpRequest(options) {
			asked.push(options);
			return (await answer(options)) as never;
		},
	});
	return { asked, isOver };
}

const answering = (statusCode: number, text: string) =>
	n8n(async () => {
		const body = Readable.from([Buffer.from(text)]);
		return await Promise.resolve({ statusCode, headers: {}, body });
	});

const json = (message: string) => JSON.stringify({ code: 0, message });
const page = '<html><head><title>No action required</title></head></html>';
const [gone, failed, ended, running] = [
	json('The execution "9" does not exist.'),
	json('The execution "9" has finished with error.'),
	json('The execution "9 has finished already.'),
	json('The execution "9" is running already.'),
];

test.each([
	['a page for whoever opens it', 200, page],
	['that it does not exist', 404, gone],
	['that it has failed', 409, failed],
	['that it has ended', 409, ended],
])('an execution is over when n8n answers with %s', async (_, status, text) => {
	expect(await answering(status, text).isOver(address)).toBe(true);
});

test.each([
	['a step that waits', 204, ''],
	['a step that waits, though a text were there', 204, page],
	['a step that waits for something else', 200, ''],
	['a step that resumes', 200, json('Workflow was started')],
	['an execution that resumes at this moment', 409, running],
	['an address that it does not know', 404, json('The requested webhook "9" is not registered.')],
	['a page that is missing', 404, '<h1>404 Not Found</h1>'],
	['a page that is missing', 404, 'The execution does not exist.'],
	['a text much longer than its own', 404, `execution ${'x'.repeat(61)} does not exist`],
	['a text much longer than its own', 409, `execution ${'x'.repeat(61)} has finished`],
	['a server in between', 502, `${page} ${gone} ${failed}`],
	['a wall in between', 401, `${page} ${gone} ${failed}`],
	['what belongs to another status', 200, `${gone} ${failed}`],
	['what belongs to another status', 404, `${page} ${failed}`],
	['what belongs to another status', 409, `${page} ${gone}`],
	['a conflict of something else', 409, ''],
	['more than any answer of its own', 200, page.padEnd(10 * 1024 * 1024 + 1)],
])('an execution may still wait after the answer of %s: %i', async (_, status, text) => {
	expect(await answering(status, text).isOver(address)).toBe(false);
});

test('n8n is called at the address itself, with nothing, and nobody else wherever it points to', async () => {
	const { asked, isOver } = answering(204, '');
	await isOver(address);
	expect(asked).toEqual([
		expect.objectContaining({
			...{ method: 'POST', url: address, body: {}, timeout: 4_000 },
			...{ disableFollowRedirect: true, ignoreHttpStatusErrors: true },
		}),
	]);
	expect(asked[0]).not.toHaveProperty('auth');
});

test('whoever asks is told when n8n can not be reached', async () => {
	const { isOver } = n8n(async () => await Promise.reject(new Error('ECONNREFUSED')));
	await expect(isOver(address)).rejects.toThrow('ECONNREFUSED');
});

test('n8n has four seconds to answer', async () => {
	const { isOver } = n8n(async ({ abortSignal }) => {
		await once(abortSignal as AbortSignal, 'abort');
		throw new Error('stopped');
	});
	const begin = Date.now();
	await expect(isOver(address)).rejects.toThrow('stopped');
	expect(Date.now() - begin).toBeGreaterThanOrEqual(4_000);
	expect(Date.now() - begin).toBeLessThan(5_000);
});

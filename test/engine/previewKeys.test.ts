import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { person } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const sent = () => setting.linq.account.messages.length;

/** What each operation that sends a message needs. */
const sending: Array<[resource: string, operation: string, parameters: INodeParameters]> = [
	['message', 'send', { chatId: byId('={{ $json.chat }}') }],
	['message', 'sendToHandles', { to: person }],
	['chat', 'create', { from: byId(ownLine), to: person }],
];

describe.each(sending)('%s: %s', (resource, operation, place) => {
	const run = async (items: INodeExecutionData[], options: INodeParameters = {}) => {
		const parameters = { ...place, text: "={{ $json.text ?? 'Hello' }}" };
		const all = { maxRetries: 0, includeInputFields: true, ...options };
		return await setting.run(resource, operation, items, { ...parameters, options: all });
	};
	const look = async (items: INodeExecutionData[], options: INodeParameters = {}) =>
		await run(items, { previewOnly: true, ...options });
	const record = (more: object = {}) => ({ json: { chat: setting.chatId, ...more } });

	/** The item on Error after Linq sent its message, but the answer got lost. */
	async function lost(): Promise<INodeExecutionData> {
		setting.linq.faults.add({ kind: 'error', status: 504, code: 3005, applied: true });
		const { error } = await run([record()]);
		expect(sent()).toBe(1);
		return { json: error[0]!.json };
	}

	test('a record that may have been sent keeps its key where it is looked at, and says so', async () => {
		const item = await lost();
		const { success } = await look([item]);
		expect(success[0]!.json).toMatchObject({
			...{ preview: true, error: item.json.error },
			message: expect.stringMatching(/, unless an earlier try that failed has sent it$/) as string,
		});
		await run([{ json: success[0]!.json }]);
		expect(sent()).toBe(1);
	});

	test('and where the look fails', async () => {
		const item = await lost();
		setting.linq.faults.add({ kind: 'error', status: 401, code: 2004 });
		const { idempotency_key } = item.json.error as { idempotency_key: string };
		const [seen] = (await look([item])).error;
		expect(seen!.json.error).toMatchObject({ category: 'unauthorized', idempotency_key });
		setting.linq.faults.clear();
		await run([{ json: seen!.json }]);
		expect(sent()).toBe(1);
	});

	test('a record that was never sent gets no key by being looked at', async () => {
		setting.linq.faults.add({ kind: 'error', status: 500, code: 3006, times: Infinity });
		const { error } = await look([record()]);
		expect(reportsOf({ error } as never)).toHaveLength(1);
		expect(error[0]!.json.error).not.toHaveProperty('idempotency_key');
	});

	test("the user's own key is not taken by a record that is only looked at", async () => {
		const items = [record({ text: 'Hello', look: true }), record({ text: 'Bye', look: false })];
		const options = { idempotencyKey: 'order 4711', previewOnly: '={{ $json.look }}' };
		const { success } = await run(items, options);
		expect(success.map(({ json }) => json.preview)).toEqual([true, undefined]);
		expect(sent()).toBe(1);
	});

	test('two records that are looked at with one own key for different texts: the second is refused', async () => {
		const items = [record({ text: 'Hello' }), record({ text: 'Bye' })];
		const result = await look(items, { idempotencyKey: 'order 4711' });
		expect(result.success).toHaveLength(1);
		expect(reportsOf(result)).toMatchObject([
			{
				...{ category: 'invalid_input', preview: true },
				message: 'Another item has the same Idempotency Key for something else',
			},
		]);
	});
});

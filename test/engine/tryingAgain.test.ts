import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { workflowOf } from './engine';
import { person } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Report, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

/** The keys that Linq was sent, in order of arrival. */
const keys = () =>
	setting.linq.requests.flatMap(({ body }) => {
		const { message, poll } = (body ?? {}) as Record<
			'message' | 'poll',
			{ idempotency_key?: string } | undefined
		>;
		return (message ?? poll)?.idempotency_key ?? [];
	});

const sent = () => setting.linq.account.messages.length;

/** Linq does what it is asked for, and all its answers get lost. */
const loseAll = () =>
	setting.linq.faults.add({
		...{ kind: 'error', status: 504, code: 3005, retryAfter: 0 },
		...{ applied: true, times: Infinity },
	});

type ReportWithKey = Report & { idempotency_key?: string };

/** What each operation that sends a message needs. */
const sending: Array<[resource: string, operation: string, parameters: INodeParameters]> = [
	['message', 'send', { chatId: byId('={{ $json.chat }}') }],
	['message', 'sendToHandles', { to: '={{ $json.phone }}' }],
	['chat', 'create', { from: byId(ownLine), to: '={{ $json.phone }}' }],
	[
		...(['poll', 'create'] as const),
		{ chatId: byId('={{ $json.chat }}'), choices: "={{ [$json.text ?? 'Hello', 'Another'] }}" },
	],
];

describe.each(sending)('%s: %s, where all answers got lost', (resource, operation, place) => {
	const run = async (items: INodeExecutionData[], more: INodeParameters = {}) =>
		await setting.run(resource, operation, items, {
			...{ ...place, text: "={{ $json.text ?? 'Hello' }}", options: { maxRetries: 1 } },
			...more,
		});
	const record = (more: object = {}) =>
		[{ json: { chat: setting.chatId, phone: person, ...more } }] as INodeExecutionData[];

	/** The item on Error after a run in which all answers got lost, and Linq well again. */
	async function lost(): Promise<INodeExecutionData> {
		loseAll();
		const result = await run(record());
		setting.linq.faults.clear();
		expect(result.success).toEqual([]);
		expect(sent()).toBe(1);
		return { json: result.error[0]!.json };
	}

	const errorOf = ({ json }: INodeExecutionData) => json.error as unknown as ReportWithKey;

	test('is safe to try again: led back into the step, it arrives once', async () => {
		const item = await lost();
		expect(errorOf(item)).toMatchObject({ retryable: true, attempts: 2 });
		expect(errorOf(item).hint).toContain('Linq sends it only once.');
		expect(errorOf(item).idempotency_key).toContain(keys()[0]);
		const { success, error } = await run([item]);
		expect(error).toEqual([]);
		expect(success).toHaveLength(1);
		expect(new Set(keys()).size).toBe(1);
		expect(sent()).toBe(1);
	});

	test('keeps its key until it is known to have arrived', async () => {
		const item = await lost();
		setting.linq.faults.add({ kind: 'error', status: 401, code: 2004 });
		const [refused] = (await run([item])).error;
		expect(errorOf(refused!)).toMatchObject({
			...{ category: 'unauthorized', retryable: false },
			hint: expect.stringMatching(/^An earlier try that failed may have done it/) as string,
			idempotency_key: errorOf(item).idempotency_key,
		});
		await run([{ json: refused!.json }]);
		expect(sent()).toBe(1);
	});

	test('is over once it arrived: the same words later are another message', async () => {
		const options = { includeInputFields: true };
		const { success } = await run([await lost()], { options });
		expect(success[0]!.json).not.toHaveProperty('error');
		await run([{ json: success[0]!.json }], { options });
		expect(sent()).toBe(2);
	});

	test.each<[string, (item: INodeExecutionData) => object]>([
		['other words', ({ json }) => ({ ...json, text: 'Good bye' })],
		[
			'another person and chat',
			({ json }) => ({ ...json, phone: '+12025561001', chat: setting.group() }),
		],
		['no error any more', ({ json: { chat, phone } }) => ({ chat, phone })],
		[
			'a key that somebody made up',
			({ json }) => ({
				...json,
				error: { idempotency_key: `${'a'.repeat(40)}.${'b'.repeat(40)}` },
			}),
		],
		[
			'a key for something else',
			({ json }) => {
				const { idempotency_key } = json.error as { idempotency_key: string };
				const forged = idempotency_key.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
				return { ...json, error: { idempotency_key: forged } };
			},
		],
		['a key that is none', ({ json }) => ({ ...json, error: { idempotency_key: 'order 4711' } })],
		['an error that is none', ({ json }) => ({ ...json, error: 'idempotency_key' })],
	])('with %s, it is sent under a key of its own', async (_, changed) => {
		const item = await lost();
		await run([{ json: changed(item) as never }]);
		expect(keys().at(-1)).not.toBe(keys()[0]);
		expect(sent()).toBe(2);
	});

	test.each<[string, object]>([
		['ID', { id: 'another' }],
		['name', { name: 'Another' }],
	])('led into a step of another %s, it is sent under a key of its own', async (_, change) => {
		const item = await lost();
		const parameters = { resource, operation, ...place, text: 'Hello' };
		const file = workflowOf([item], parameters);
		const { name } = Object.assign(file.nodes[1]!, change);
		file.connections = { Records: { main: [[{ node: name, type: 'main', index: 0 }]] } };
		await setting.engine.start(file, setting.credential).finished;
		expect(sent()).toBe(2);
	});

	test('a refusal, or a limit, is no reason to keep a key', async () => {
		for (const refusal of [
			{ status: 403, code: 2024 },
			{ status: 429, code: 1007 },
		]) {
			const times = Infinity;
			setting.linq.faults.add({ kind: 'error', ...refusal, retryAfter: 0, times });
			const [report] = reportsOf(await run(record()));
			expect(report).not.toHaveProperty('idempotency_key');
			setting.linq.faults.clear();
		}
	});

	test('a web page under 200 may have done it: not to be tried again blindly, but safe', async () => {
		setting.linq.faults.add({ kind: 'html', status: 200, applied: true });
		const [item] = (await run(record())).error;
		expect(errorOf(item!)).toMatchObject({
			...{ category: 'invalid_response', retryable: false, attempts: 1 },
			hint: expect.stringContaining('look into the chat before') as string,
		});
		await run([{ json: item!.json }]);
		expect(sent()).toBe(1);
	});

	test('under a key of one’s own, the record is sent once whenever it comes again', async () => {
		const options = { maxRetries: 0, idempotencyKey: 'order 4711' };
		loseAll();
		const [report] = reportsOf(await run(record(), { options }));
		expect(report).toMatchObject({ retryable: true });
		expect(report).not.toHaveProperty('idempotency_key');
		setting.linq.faults.clear();
		await run(record(), { options });
		expect(sent()).toBe(1);
	});

	test('an agent, which can bring no key, is told to look first', async () => {
		const parameters = { resource, operation, ...place, text: 'Hello', options: { maxRetries: 0 } };
		const file = workflowOf(record(), parameters);
		Object.assign(file.nodes[1]!, {
			type: 'n8n-nodes-linq-chat.linqChatTool',
			rewireOutputLogTo: 'ai_tool',
		});
		loseAll();
		const { data } = await setting.engine.start(file, setting.credential).finished;
		expect(data.resultData.runData['Linq Chat']![0]!.error?.message).toMatch(
			/\. It may have been sent nevertheless: look into the chat before you try this record again\.$/,
		);
	});

	test.each([
		[403, 2024],
		[404, 2002],
		[400, 1005],
	])('a refusal with %i/%i after a lost answer says that it may have arrived', async (...why) => {
		const [status, code] = why;
		setting.linq.faults.add({ kind: 'reset', applied: true });
		setting.linq.faults.add({ kind: 'error', status, code });
		const [report] = reportsOf(await run(record()));
		expect(report).toMatchObject({
			...{ status, code, retryable: false, attempts: 2 },
			hint: 'An earlier try that failed may have done it nevertheless: look into the chat before you run this record again.',
			idempotency_key: expect.stringContaining(keys()[0]!) as string,
		});
	});
});

describe('one’s own key', () => {
	const options = { idempotencyKey: 'order 4711' };

	/** The order's ID in several steps of one workflow. */
	async function inSteps(...steps: INodeParameters[]): Promise<void> {
		const file = workflowOf([{ json: {} }], {});
		const [records, node] = file.nodes;
		const nodes = steps.map((parameters, index) => {
			const name = `Step ${index}`;
			return { ...node!, id: name, name, parameters: { ...parameters, options } };
		});
		const to = nodes.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }));
		const workflow = { ...file, nodes: [records!, ...nodes] };
		workflow.connections = { Records: { main: [to] } };
		await setting.engine.start(workflow, setting.credential).finished;
	}

	const welcome = () => {
		const chatId = byId(setting.chatId);
		return { resource: 'message', operation: 'send', chatId, text: 'Welcome' };
	};
	const toPeople = { resource: 'message', operation: 'sendToHandles', to: person, text: 'Thanks' };

	test('in two steps sends what each has to say, once each', async () => {
		const steps = [welcome(), { ...welcome(), text: 'Your order is here' }, toPeople];
		await inSteps(...steps);
		await inSteps(...steps);
		expect(keys()).toHaveLength(6);
		expect(new Set(keys()).size).toBe(3);
		expect(sent()).toBe(3);
	});

	test('of a step that does something else now does not keep it from that', async () => {
		await inSteps(welcome());
		await inSteps(toPeople);
		expect(sent()).toBe(2);
	});

	test.each<[string, INodeParameters]>([
		['sendToHandles', {}],
		['create', { from: byId(ownLine) }],
	])('%s: for the same people in another order and case is the same work', async (name, more) => {
		const orders = [`${person}, jo@example.com`, `JO@example.com, ${person}`];
		const result = await setting.run(
			name === 'create' ? 'chat' : 'message',
			name,
			orders.map((to) => ({ json: { to } })),
			{ ...more, to: '={{ $json.to }}', text: 'Hello', options },
		);
		expect(reportsOf(result)).toEqual([]);
		expect(result.success).toHaveLength(2);
		expect(sent()).toBe(1);
	});
});

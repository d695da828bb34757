import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../emulator';
import { unknownId } from './operations';
import { startSetting, type Setting } from './setting';
import { workflowOf } from './engine';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

/** The node as n8n runs it for an agent: as a node of type `…Tool`, its output logged as a tool's. */
async function runAsTool(parameters: INodeParameters, phone = '') {
	const file = workflowOf([{ json: { phone } }], parameters);
	Object.assign(file.nodes[1]!, {
		type: 'n8n-nodes-linq-chat.linqChatTool',
		rewireOutputLogTo: 'ai_tool',
	});
	const { data } = await setting.engine.start(file, setting.credential).finished;
	return data.resultData.runData['Linq Chat']![0]!;
}

async function useTool(phone: string) {
	const chatId = { __rl: true, mode: 'id', value: setting.chatId };
	return await runAsTool({ chatId, handle: '={{ $json.phone }}' }, phone);
}

test('an agent gets what was done', async () => {
	const { data, error } = await useTool('+1 202 556 1000');
	expect(error).toBeUndefined();
	expect(data!.ai_tool![0]![0]!.json).toMatchObject({ handle: '+12025561000', status: 'accepted' });
});

test('an agent sees output 0 only, so a failure is thrown with its reason and what to do', async () => {
	const { error, data } = await useTool('(202) 556-1000');
	const message =
		'The phone number has no country code. Write it with + and the country code, such as +1 202 555 0100, or choose a country in the option Default Country.';
	expect(error?.message).toBe(message);
	expect(data!.ai_tool![0]![0]!.json).toEqual({ error: message });
});

test("Linq's own reason is thrown the same way, without the key", async () => {
	const { error } = await useTool('+12025550101');
	expect(error?.message).toMatch(/member|participant/i);
	expect(JSON.stringify(error)).not.toContain(setting.linq.apiKey);
});

describe('an agent reads our advice, not n8n’s own for connection errors', () => {
	const item = { chatId: { __rl: true, mode: 'id', value: unknownId } };
	const look =
		'It may have been sent nevertheless: look into the chat before you try this record again.';

	test.each<[string, Fault, RegExp]>([
		['a cut connection', { kind: 'reset' }, /^The connection to Linq failed( \(\w+\))?\. It may/],
		[
			'half an answer',
			{ kind: 'resetHalfway' },
			/^The connection to Linq failed( \(\w+\))?\. It may/,
		],
		['silence', { kind: 'hang' }, /^Linq did not answer within 1 second\. It may/],
		[
			'a reason that names one',
			{ kind: 'error', status: 500, message: 'read ECONNRESET' },
			/^read/,
		],
	])('%s', async (_, fault, reason) => {
		setting.linq.faults.add(fault);
		const options = { maxRetries: 0, timeout: 1 };
		const asked = { resource: 'location', operation: 'request', ...item, options };
		const { error, data } = await runAsTool(asked);
		expect(error?.message).toMatch(reason);
		expect(error?.message.endsWith(look)).toBe(true);
		expect(data!.ai_tool![0]![0]!.json).toEqual({ error: error?.message });
		setting.linq.faults.add(fault);
		await expect(setting.engine.callTool(asked, setting.credential)).rejects.toThrow(look);
	});

	test('an address where nobody answers', async () => {
		setting.credential.baseUrl = 'http://127.0.0.1:1';
		const options = { maxRetries: 0 };
		const { error } = await runAsTool({
			...{ resource: 'location', operation: 'request', ...item, options },
		});
		expect(error?.message).toMatch(
			/^The connection to Linq failed \(ECONNREFUSED\)\. Try again later/,
		);
	});
});

describe('called in the process of the agent', () => {
	const call = async (handle: string) =>
		await setting.engine.callTool(
			{ chatId: { __rl: true, mode: 'id', value: setting.chatId }, handle },
			setting.credential,
		);

	test('an agent gets what was done', async () => {
		expect(await call('+12025561000')).toMatchObject([
			{ json: { handle: '+12025561000', status: 'accepted' } },
		]);
	});

	test('a failure is thrown with its reason and what to do', async () => {
		await expect(call('+1 202 556 1000 ext. 7')).rejects.toThrow(
			"The phone number has an extension. Messages can't reach an extension: use the person's mobile or direct number.",
		);
	});
});

test('an agent finds a chat by its people, creates it with a text, and is told where there is none', async () => {
	const use = async (text: string) => {
		const parameters = { to: '["+12025561000", "jo@example.com"]', text };
		return await setting.engine.callTool(
			{ resource: 'chat', operation: 'findOrCreate', ...parameters },
			setting.credential,
		);
	};
	await expect(use('')).rejects.toThrow(
		'There is no chat with exactly these people. Fill in the text of a first message to have it created.',
	);
	const [created] = await use('Hello');
	expect(created!.json).toMatchObject({ created: true, is_group: true });
	const [found] = await use('Hello again');
	expect(found!.json).toMatchObject({ created: false, chat_id: created!.json.chat_id });
	expect(setting.linq.account.messages).toHaveLength(1);
});

test('a list without entries says so, since an agent would get an empty text', async () => {
	const { data } = await runAsTool({
		resource: 'chat',
		operation: 'getAll',
		filters: { displayName: 'No such chat' },
	});
	expect(data!.ai_tool![0]!.map(({ json }) => json)).toEqual([{ message: 'Nothing was found' }]);
});

test('each operation brings words for the model, of which OpenAI takes 1,024 characters', () => {
	const { properties } = setting.engine.nodeType('linqChat').description;
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => options!);
	const descriptions = properties.filter(({ name }) => name === 'toolDescription');
	// But for Send and Wait, which stands between an agent and its tools, and is none.
	expect(descriptions).toHaveLength(operations.length - 1);
	for (const { displayOptions, default: text } of descriptions) {
		expect(displayOptions?.show?.['@tool']).toEqual([true]);
		expect(text).toMatch(/^[A-Z].{20,1000}[a-z)]\. If it fails, error says why and what to do/s);
		expect((text as string).length).toBeLessThanOrEqual(1024);
	}
});

test('the node offers itself as a tool', () => {
	expect(setting.engine.nodeType('linqChat').description.usableAsTool).toBe(true);
});

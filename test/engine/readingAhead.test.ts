import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { workflowOf } from './engine';
import { startSetting, type Setting } from './setting';

let setting: Setting;
/** Which parameter n8n was asked for, for which item, and how many requests Linq had seen by then. */
let asked: Array<[name: string, item: number, requests: number]>;

beforeEach(async () => {
	setting = await startSetting();
	asked = [];
	const node = setting.engine.nodeType('linqChat');
	const execution = jest.spyOn(node, 'execute');
	const execute = execution.getMockImplementation()!;
	execution.mockImplementation(async function (this: IExecuteFunctions) {
		const getNodeParameter = (...given: Parameters<IExecuteFunctions['getNodeParameter']>) => {
			asked.push([given[0], given[1], setting.linq.requests.length]);
			return this.getNodeParameter(...given);
		};
		const watched = { getNodeParameter: { value: getNodeParameter } };
		return await execute.call(Object.create(this, watched) as IExecuteFunctions);
	});
});

afterEach(async () => {
	jest.restoreAllMocks();
	await setting.linq.close();
});

const people = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: `+1202556${1000 + index}`, chat: setting.group() },
	}));

/** How many of 200 items had been read when Linq, which is silent, has seen these requests. */
async function readWhenSeen(requests: number, parameters: INodeParameters): Promise<number> {
	const { engine, linq, credential } = setting;
	linq.faults.add({ kind: 'hang', times: Infinity });
	const execution = engine.start(
		workflowOf(people(200), {
			chatId: { __rl: true, mode: 'id', value: '={{ $json.chat }}' },
			handle: '={{ $json.phone }}',
			...parameters,
		}),
		credential,
	);
	await linq.received(requests);
	const read = new Set(asked.map(([, item]) => item)).size;
	execution.cancel();
	await execution.finished;
	return read;
}

test('requests are under way while most items have not been read', async () => {
	expect(await readWhenSeen(5, { options: { concurrency: 5 } })).toBeLessThanOrEqual(40);
});

test('no more is read than there is room for requests', async () => {
	const concurrency = 30;
	setting.linq.faults.add({ kind: 'delay', milliseconds: 5, times: Infinity });
	const items = people(200).map(({ json }) => json);
	const { success } = await setting.add(items, { options: { concurrency } });
	expect(success).toHaveLength(200);
	const ahead = asked.map(([, item, requests]) => item + 1 - requests);
	expect(Math.max(...ahead)).toBeLessThanOrEqual(concurrency + 20);
});

describe('what looks ahead has read all items before the first request', () => {
	test.each<[what: string, parameters: INodeParameters]>([
		['a check of the messaging service', { options: { checkService: true } }],
		[
			'a new chat for those who cannot join',
			{ options: { ifServiceDiffers: 'newChat', newChatMessage: 'Hello' } },
		],
		['who shall be in a chat', { operation: 'setParticipants', to: '={{ $json.phone }}' }],
		['a chat to be found', { operation: 'findOrCreate', to: '={{ [$json.phone] }}' }],
	])('%s', async (_, parameters) => {
		expect(await readWhenSeen(1, parameters)).toBe(200);
	});
});

test('what is the same for all items is read once, all else once an item', async () => {
	const items = people(50).map(({ json }) => json);
	const { success } = await setting.add(items, { options: { maxRetries: 1, timeout: 30 } });
	expect(success).toHaveLength(50);
	const times: Record<string, number> = {};
	for (const [name] of asked) times[name] = (times[name] ?? 0) + 1;
	expect(times).toEqual({ resource: 1, operation: 1, options: 1, chatId: 50, handle: 50 });
});

test('an option with an expression is read for each item, and holds for it alone', async () => {
	const items = people(3).map(({ json }, index) => ({ ...json, keep: index !== 1 }));
	const { success } = await setting.add(items, {
		options: { includeInputFields: '={{ $json.keep }}' },
	});
	expect(success.map(({ json }) => 'keep' in json)).toEqual([true, false, true]);
	expect(asked.filter(([name]) => name === 'options')).toHaveLength(3);
});

test('who joined before anyone looked ahead is in the new chat, too', async () => {
	const { linq, account } = { ...setting, account: setting.linq.account };
	linq.joinDelay = Infinity;
	const [joined, other, late] = ['+12025561900', '+12025561901', '+12025561902'];
	account.setCapabilities(other, ['SMS']);
	const elsewhere = people(30).map(({ json }) => json);
	const choice = '={{ $json.newChat ? "newChat" : "error" }}';
	const { success, error } = await setting.add(
		[{ phone: joined }, ...elsewhere, { phone: other, newChat: true }, { phone: late }],
		{ options: { ifServiceDiffers: choice, newChatMessage: 'Hello' } },
	);
	expect(error).toEqual([]);
	expect(success).toHaveLength(33);
	const created = account.chat(success[31]!.json.new_chat_id as string)!;
	expect(created.handles.map(({ handle }) => handle)).toEqual(
		expect.arrayContaining([joined, other, late]),
	);
});

import type { IConnection, INode, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import { workflowOf, type WorkflowFile } from './engine';
import { byId, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const noCountry = 'The phone number has no country code';
const bad = ['(202) 556-1000', '(202) 556-1001', 'nobody'];
const good = '+12025561000';

const to = (name: string, index = 0): IConnection => ({ node: name, type: 'main', index });

/** A step that does nothing with what it gets. */
const step = (name: string, own: Partial<INode> = {}): INode => ({
	...{ id: name, name, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0] },
	...{ parameters: {}, ...own },
});

interface Wishes {
	mode?: WorkflowExecuteMode;
	parameters?: INodeParameters;
	/** Settings of the step. */
	settings?: Partial<INode>;
	/** Adds steps and connections. */
	draw?: (file: WorkflowFile) => void;
}

async function add(phones: string[], { mode, parameters, settings, draw }: Wishes = {}) {
	const file = workflowOf(
		phones.map((phone) => ({ json: { phone } })),
		{ chatId: byId(setting.chatId), handle: '={{ $json.phone }}', ...parameters },
	);
	Object.assign(file.nodes[1]!, settings);
	draw?.(file);
	const { finished } = setting.engine.start(file, setting.credential, mode ?? 'webhook');
	const { data } = await finished;
	const task = data.resultData.runData['Linq Chat']![0]!;
	return {
		error: data.resultData.error,
		task,
		counts: task.data?.main!.map((items) => items?.length),
		notes: task.hints?.map(({ message }) => message) ?? [],
	};
}

/** Draws lines from the outputs of the step, and of others. */
const connecting =
	(
		success: string[],
		error: string[],
		others: INode[] = [],
		onward: WorkflowFile['connections'] = {},
	) =>
	(file: WorkflowFile) => {
		for (const name of new Set([...success, ...error])) {
			if (!others.some((other) => other.name === name)) file.nodes.push(step(name));
		}
		file.nodes.push(...others);
		file.connections['Linq Chat'] = {
			main: [success.map((name) => to(name)), error.map((name) => to(name))],
		};
		Object.assign(file.connections, onward);
	};

const fails = (options?: INodeParameters) => ({ parameters: { options: { ...options } } });

describe('an execution in which nothing worked, and of which nobody would hear', () => {
	test('ends as failed, with how many, why, and what to do', async () => {
		const { error } = await add(bad);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: `All 3 items failed: 2 × ${noCountry}; 1 × This is neither a phone number nor an email address: it has letters in it`,
			description: expect.stringMatching(
				/^Write it with \+ .+ Nothing is connected to Error, so nobody would hear of it: /,
			) as string,
		});
	});

	test('ends as failed also where something is connected to Success', async () => {
		const { error } = await add(bad, { draw: connecting(['Next'], []) });
		expect(error?.message).toContain('All 3 items failed');
	});

	test.each<WorkflowExecuteMode>(['trigger', 'webhook', 'integrated', 'cli', 'retry', 'chat'])(
		'ends as failed in mode %s',
		async (mode) => {
			expect((await add([bad[0]!], { mode })).error?.message).toBe(`The item failed: ${noCountry}`);
		},
	);

	test("holds Linq's reason, and never the key", async () => {
		const { apiKey } = setting.linq;
		const body = JSON.stringify({ error: { message: `Bearer ${apiKey} is refused` } });
		setting.linq.faults.add({ kind: 'raw', status: 401, body, times: Infinity });
		const { error, task } = await add([good, '+12025561001']);
		expect(error?.message).toMatch(/^All 2 items failed: .+ is refused$/);
		expect(JSON.stringify([error, error?.stack, task])).not.toContain(apiKey);
		expect(setting.linq.requests).toHaveLength(1);
	});
});

describe('items come out as they do', () => {
	const counts = [0, 3];

	test.each<WorkflowExecuteMode>(['manual', 'evaluation'])('in mode %s', async (mode) => {
		const result = await add(bad, { mode });
		expect(result).toMatchObject({ error: undefined, counts });
		expect(result.notes).toEqual([
			expect.stringContaining(`3 of 3 items went to the Error output: 2 × ${noCountry}; 1 × `),
			expect.stringContaining('Nothing is connected to Error'),
		]);
	});

	test('with something connected to Error', async () => {
		const result = await add(bad, { draw: connecting([], ['Follow up']) });
		expect(result).toMatchObject({ error: undefined, counts });
		expect(result.notes).toHaveLength(1);
	});

	test('with anything on Success', async () => {
		const result = await add([...bad.slice(1), good]);
		expect(result).toMatchObject({ error: undefined, counts: [1, 2] });
	});

	test('with a list that found nothing', async () => {
		const parameters = { operation: 'getAll', filters: { displayName: 'No such chat' } };
		const result = await add([good], { parameters });
		expect(result).toMatchObject({ error: undefined, counts: [0, 0] });
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with On Error at %s, whatever the option says',
		async (onError) => {
			for (const options of [{}, { whenNothingWorks: 'fail' }]) {
				const result = await add(bad, { settings: { onError }, ...fails(options) });
				expect(result.error).toBeUndefined();
				expect(result.counts!.slice(0, 2)).toEqual(counts);
				const twoErrors = result.notes.filter((note) => note.includes('two outputs called Error'));
				expect(twoErrors).toHaveLength(onError === 'continueErrorOutput' ? 1 : 0);
			}
		},
	);

	test('with the older setting Continue On Fail', async () => {
		const result = await add(bad, { settings: { continueOnFail: true } });
		expect(result).toMatchObject({ error: undefined, counts });
	});
});

describe('a deactivated step behind Error', () => {
	const off = step('Off', { disabled: true });

	test('hears of nothing', async () => {
		const { error } = await add(bad, { draw: connecting(['Next'], ['Off'], [off]) });
		expect(error?.message).toContain('All 3 items failed');
	});

	test('hands on to a step that does', async () => {
		const onward = { Off: { main: [[to('Follow up')]] } };
		const draw = connecting(['Next'], ['Off'], [off, step('Follow up')], onward);
		expect((await add(bad, { draw })).error).toBeUndefined();
	});
});

test('a step that Success alone leads to, by however many ways, is not behind Error', async () => {
	const onward = { Next: { main: [[to('Last')]] } };
	const draw = connecting(['Next', 'Last'], [], [step('Next'), step('Last')], onward);
	expect((await add(bad, { draw })).error?.message).toContain('All 3 items failed');
});

describe('the option When Nothing Works', () => {
	test('says to fail whatever is connected, by hand as well', async () => {
		for (const mode of ['webhook', 'manual'] as const) {
			const wishes = { mode, ...fails({ whenNothingWorks: 'fail' }) };
			const { error } = await add(bad, { ...wishes, draw: connecting([], ['Follow up']) });
			expect(error).toMatchObject({
				message: expect.stringContaining('All 3 items failed') as string,
				description: expect.not.stringContaining('Nothing is connected') as string,
			});
		}
	});

	test('says to put items on Error whatever is connected', async () => {
		const result = await add(bad, fails({ whenNothingWorks: 'errorOutput' }));
		expect(result).toMatchObject({ error: undefined, counts: [0, 3] });
	});

	test('is refused where it is none of these', async () => {
		const { error } = await add([good], fails({ whenNothingWorks: 'never' }));
		expect(error?.message).toBe(
			"The item failed: The option When Nothing Works can't be used as it is",
		);
	});
});

describe('with Retry On Fail', () => {
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const once = fails({ maxRetries: 0 });

	test('the whole step runs again, and a message keeps its key', async () => {
		setting.linq.faults.add({ kind: 'error', status: 500 });
		const parameters = { resource: 'message', operation: 'send', text: 'Hi', ...once.parameters };
		expect(await add([good], { settings, parameters })).toMatchObject({
			error: undefined,
			counts: [1, 0],
		});
		const keys = setting.linq.requests.map(
			({ body }) => (body as { message: { idempotency_key: string } }).message.idempotency_key,
		);
		expect(keys).toHaveLength(2);
		expect(new Set(keys).size).toBe(1);
	});

	test('nothing is sent again that may be done and has no key', async () => {
		setting.linq.faults.add({ kind: 'error', status: 500, times: Infinity });
		const parameters = { operation: 'shareContactCard', ...once.parameters };
		expect(await add([good], { settings, parameters })).toMatchObject({
			error: undefined,
			counts: [0, 1],
		});
		expect(setting.linq.requests).toHaveLength(1);
	});

	test('nothing runs again once anything came out on Success', async () => {
		const result = await add([good, ...bad], { settings });
		expect(result).toMatchObject({ error: undefined, counts: [1, 3] });
		expect(setting.asked()).toEqual([good]);
	});
});

describe('options that are on when they are added', () => {
	test('are off where they are left out, and keep what was saved', async () => {
		const member = '+12025550101';
		const { counts } = await add([member], { mode: 'manual', ...fails() });
		expect(counts).toEqual([0, 1]);
		const off = await add([member], { mode: 'manual', ...fails({ skipIfAlreadyIn: false }) });
		expect(off.counts).toEqual([0, 1]);
		const on = await add([member], { mode: 'manual', ...fails({ skipIfAlreadyIn: true }) });
		expect(on.counts).toEqual([1, 0]);
	});
});

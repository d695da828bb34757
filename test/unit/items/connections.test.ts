import { ExecuteContext } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type IConnections,
	type IExecuteFunctions,
	type INode,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { leadsSomewhere } from '../../../nodes/items/connections';

/** Nobody asks what steps do, only how they are connected. */
const nodeTypes = { getByNameAndVersion: () => undefined } as unknown as INodeTypes;

const step = (name: string, disabled?: boolean): INode => ({
	...{ id: name, name, type: 'step', typeVersion: 1, position: [0, 0], parameters: {} },
	disabled,
});

/** From an output to an input, such as `Chat 1 > Next` or `Chat 0 > Merge 1`. */
function connectionsOf(lines: string[]): IConnections {
	const connections: IConnections = {};
	for (const line of lines) {
		const [source = '', target = ''] = line.split(' > ');
		const [from = '', output = '0'] = source.split(' ');
		const [node = '', input = '0'] = target.split(' ');
		const outputs = ((connections[from] ??= { main: [] }).main ??= []);
		const index = Number(output);
		while (outputs.length <= index) outputs.push(null);
		(outputs[index] ??= []).push({ node, type: 'main', index: Number(input) });
	}
	return connections;
}

/** n8n's own context of the step Chat: steps whose names begin with Off are deactivated. */
function contextIn(connections: IConnections): IExecuteFunctions {
	const targets = Object.values(connections).flatMap((types) =>
		Object.values(types).flatMap((outputs) => outputs.flatMap((output) => output ?? [])),
	);
	const names = new Set(['Chat', ...Object.keys(connections), ...targets.map(({ node }) => node)]);
	const nodes = [...names].map((name) => step(name, name.startsWith('Off') || undefined));
	const workflow = new Workflow({ id: '1', nodes, connections, active: false, nodeTypes });
	const node = workflow.getNode('Chat')!;
	const run = createEmptyRunExecutionData();
	const additional = {} as IWorkflowExecuteAdditionalData;
	const input = { main: [[]] };
	const execution = { data: input, node, source: null };
	return new ExecuteContext(
		workflow,
		node,
		additional,
		'trigger',
		run,
		0,
		[],
		input,
		execution,
		[],
	);
}

const contextOf = (lines: string[]) => contextIn(connectionsOf(lines));

test.each([
	['to the next step', ['Chat 1 > Next']],
	['to the second input of a step', ['Chat 1 > Merge 1']],
	['to one of several', ['Chat 1 > Off', 'Chat 1 > Next']],
	['through a deactivated step', ['Chat 1 > Off', 'Off > Next']],
	['through several', ['Chat 1 > Off1', 'Off1 > Off2', 'Off2 > Off3', 'Off3 > Next']],
	['through a deactivated step to the second input of one', ['Chat 1 > Off', 'Off > Merge 1']],
	['through both inputs of a deactivated step', ['Chat 1 > Off 1', 'Chat 1 > Off', 'Off > Next']],
	[
		'into the first input of a deactivated step in the end',
		['Chat 1 > Off1 1', 'Chat 1 > Off2', 'Off2 > Off1', 'Off1 > Next'],
	],
	['back to the step itself', ['Chat 1 > Chat']],
	['back to the step itself, through a deactivated one', ['Chat 1 > Off', 'Off > Chat']],
	['out of a circle', ['Chat 1 > Off1', 'Off1 > Off2', 'Off2 > Off1', 'Off2 > Next']],
	['beside what Success leads to', ['Chat 0 > Merge', 'Chat 1 > Merge 1']],
])('Error leads %s', (_, lines) => {
	expect(leadsSomewhere(contextOf(lines), 1)).toBe(true);
});

test.each([
	['with nothing behind it', []],
	['when only Success is connected', ['Chat 0 > Next', 'Next > Last']],
	['when another step is connected', ['Start > Chat', 'Start 1 > Next']],
	['to a deactivated step with nothing behind it', ['Chat 1 > Off']],
	['into the second input of a deactivated step', ['Chat 1 > Off 1', 'Off > Next']],
	['to what a deactivated step has at another output', ['Chat 1 > Off', 'Off 1 > Next']],
	['in a circle of deactivated steps', ['Chat 1 > Off1', 'Off1 > Off2', 'Off2 > Off1']],
	['through what Success leads to', ['Chat 0 > Off1', 'Off1 > Next', 'Chat 1 > Off2']],
])('Error leads nowhere %s', (_, lines) => {
	expect(leadsSomewhere(contextOf(lines), 1)).toBe(false);
});

test.each([
	[0, true],
	[1, false],
	[2, true],
	[3, false],
])('each output is looked at by itself: %i', (output, expected) => {
	expect(leadsSomewhere(contextOf(['Chat 0 > One', 'Chat 2 > Three']), output)).toBe(expected);
});

test('a connection of another kind, such as that of a tool, is none', () => {
	const toAgent = { node: 'Agent', type: 'ai_tool' as const, index: 0 };
	const connections = { Chat: { ai_tool: [[toAgent], [toAgent]] } };
	expect(leadsSomewhere(contextIn(connections), 1)).toBe(false);
});

describe('it is unknown where Error leads', () => {
	/** A context that tells what is connected to steps in a way of its own. */
	const telling = (getConnections: unknown) =>
		Object.assign(contextOf(['Chat 1 > Next', 'Next > Last']), { getConnections });

	test('when n8n has no way to tell', () => {
		expect(leadsSomewhere(telling(undefined), 1)).toBeUndefined();
	});

	const notAsKnown: unknown[] = [
		...[undefined, null, 'Chat', { Chat: [] }, [[{ index: 1 }]], [[{ node: 'Chat' }]]],
		...[[[{ node: 'Chat', index: '1' }]], [[{ node: { name: 'Chat' }, index: 1 }]]],
		...[[[null]], [['Chat']]],
	];

	test.each(notAsKnown.map((told): [unknown] => [told]))('when n8n tells %j', (told) => {
		expect(
			leadsSomewhere(
				telling(() => told),
				1,
			),
		).toBeUndefined();
	});

	test('when n8n does not tell it of one of the steps that come after', () => {
		const chat = [[{ node: 'Chat', type: 'main', index: 1 }]];
		const next = telling(({ name }: INode) => (name === 'Next' ? chat : undefined));
		expect(leadsSomewhere(next, 1)).toBeUndefined();
		const all = telling(({ name }: INode) => (name === 'Next' ? chat : []));
		expect(leadsSomewhere(all, 1)).toBe(true);
	});
});

test('an input with nothing at it hides no other', () => {
	const inputs = [null, undefined, [{ node: 'Chat', type: 'main', index: 1 }]];
	const context = Object.assign(contextOf(['Chat 1 > Next']), {
		getConnections: ({ name }: INode) => (name === 'Next' ? inputs : []),
	});
	expect(leadsSomewhere(context, 1)).toBe(true);
});

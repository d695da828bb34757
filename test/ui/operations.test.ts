import { randomUUID } from 'node:crypto';
import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { anyCall, operationCalls } from '../api/operationCalls';
import { canvasNode, openWorkflow } from '../n8n/editor';
import {
	addAfter,
	beginWorkflow,
	manualTrigger,
	searchSteps,
	stepList,
	triggerManually,
} from './editing';
import { welcomeNewcomer, type Newcomer } from './newcomer';

const nodeType = 'n8n-nodes-linq-chat.linqChat';

/** n8n's own entry in every menu of operations, which sends people to its HTTP Request step. */
const customCall = '__CUSTOM_API_CALL__';

/** One thing the node can do. */
interface Action {
	resource: string;
	operation: string;
	sentence: string;
}

let newcomer: Newcomer;
let actions: Action[];

beforeAll(async () => {
	newcomer = await welcomeNewcomer('7-operations');
	const types = await newcomer.client.nodeTypes();
	actions = actionsOf(types.find(({ name }) => name === nodeType)!);
}, 900_000);

afterAll(async () => {
	await newcomer.leave();
});

function actionsOf({ properties }: INodeTypeDescription): Action[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) => {
			const [resource] = (displayOptions?.show?.resource ?? []) as string[];
			const ours = (options as INodePropertyOptions[]).filter(({ value }) => value !== customCall);
			return ours.map(({ value, action }) => ({
				resource: resource ?? '',
				operation: String(value),
				sentence: action ?? '',
			}));
		});
}

function isCutOff({ scrollWidth, clientWidth }: { scrollWidth: number; clientWidth: number }) {
	return scrollWidth > clientWidth;
}

test('each operation reads as a sentence that says what happens to what', () => {
	const operations = [...Object.keys(operationCalls), anyCall];
	expect(actions.map(({ resource, operation }) => `${resource}:${operation}`).sort()).toEqual(
		operations.sort(),
	);
	expect(new Set(actions.map(({ sentence }) => sentence)).size).toBe(operations.length);
	for (const { sentence } of actions) {
		expect(sentence).toMatch(/^[A-Z][a-z]+( (iMessage|RCS|[a-z]+))+$/);
		// As n8n's guide asks.
		expect(sentence).not.toMatch(/ (?:a|an|the) /);
	}
});

test('each stands under its step on the canvas, whole', async () => {
	const { page, client, look } = newcomer;
	const nameOf = ({ resource, operation }: Action) => `${resource} ${operation}`;
	const { id } = await client.createWorkflow({
		name: 'Everything',
		nodes: actions.map((action, index) => ({
			id: randomUUID(),
			name: nameOf(action),
			type: nodeType,
			typeVersion: 1,
			position: [(index % 8) * 320, Math.floor(index / 8) * 240] as [number, number],
			parameters: { resource: action.resource, operation: action.operation },
		})),
		connections: {},
	});
	await openWorkflow(page, id);
	await page.getByTestId('zoom-to-fit').click();
	const cutOff: string[] = [];
	for (const action of actions) {
		const shown = canvasNode(page, nameOf(action)).getByText(action.sentence, { exact: true });
		if (await shown.evaluate(isCutOff)) cutOff.push(action.sentence);
	}
	await look('every-operation');
	expect(cutOff).toEqual([]);
});

test('the list of steps finds it by what people would type, and shows every action', async () => {
	const { page, look } = newcomer;
	await page.goto(newcomer.server.url);
	await beginWorkflow(page);
	await triggerManually(page);
	await addAfter(page, manualTrigger);
	const found = stepList(page).getByText('Linq Chat', { exact: true });
	for (const words of ['imessage', 'sms', 'group chat', 'text message', 'rcs', 'add people']) {
		await searchSteps(page, 'nothing is called like this');
		await found.waitFor({ state: 'detached' });
		await searchSteps(page, words);
		await found.waitFor();
		await look(`search-${words.replaceAll(' ', '-')}`);
	}
	await found.click();
	for (const { sentence } of actions) {
		await stepList(page).getByText(sentence, { exact: true }).waitFor();
	}
});

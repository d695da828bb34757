import type { INodeExecutionData } from 'n8n-workflow';
import * as addCrmContacts from '../examples/addCrmContacts';
import {
	examples,
	exampleWith,
	linqNode,
	startExampleLinq,
	type Example,
} from '../examples/examples';
import * as makeSureTheyJoined from '../examples/makeSureTheyJoined';
import firstExample from '../../examples/add-crm-contacts-to-group-chat.json';
import { Engine, type WorkflowFile } from './engine';

async function run(example: Example) {
	const [engine, linq] = await Promise.all([Engine.load(), startExampleLinq()]);
	const credential = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
	const { data } = await engine.start(exampleWith(example, 'Linq'), credential).finished;
	await linq.close();
	const [success, error] = data.resultData.runData[linqNode]![0]!.data!.main!;
	return { success: success!, error: error! };
}

const reasonOf = ({ json }: INodeExecutionData) => {
	const { category, code, attempts } = json.error as Record<string, unknown>;
	return [json.name, category, code, attempts];
};

test('the first example leaves the chat to whoever imports it, and begins with their number', () => {
	const { nodes, pinData } = firstExample as unknown as WorkflowFile;
	const { chatId } = nodes.find(({ name }) => name === linqNode)!.parameters;
	expect(chatId).toEqual({ __rl: true, mode: 'list', value: '' });
	expect(pinData!['Deals won']![0]!.json.name).toBe('You');
});

test.concurrent(
	'contacts from a CRM: it adds whom it can and says of the others why not',
	async () => {
		const { success, error } = await run('add-crm-contacts-to-group-chat');
		expect(success.map(({ json }) => [json.name, json.handle])).toEqual(
			addCrmContacts.expectedSuccess,
		);
		expect(error.map(reasonOf)).toEqual(addCrmContacts.expectedErrors);
	},
);

test.concurrent('making sure that they joined: every outcome there is', async () => {
	const { success, error } = await run('make-sure-they-joined');
	expect(success.map(({ json }) => [json.name, json.status, json.joined])).toEqual(
		makeSureTheyJoined.expectedSuccess,
	);
	expect(error.map(reasonOf)).toEqual(makeSureTheyJoined.expectedErrors);
});

test.each(examples)('%s: whatever fails goes on from Error', (example) => {
	const { nodes, connections } = exampleWith(example, 'Linq');
	const steps = nodes.filter(({ type }) => type === 'n8n-nodes-linq-chat.linqChat');
	for (const { name } of steps) {
		expect([name, connections[name]?.main?.[1]?.length ?? 0]).toEqual([name, 1]);
	}
});

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { newPaymentRequest } from '../emulator/paymentRequests';
import * as addCrmContacts from '../examples/addCrmContacts';
import {
	examples,
	exampleWith,
	linqNode,
	startExampleLinq,
	type Example,
} from '../examples/examples';
import * as askForAPayment from '../examples/askForAPayment';
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

test.concurrent(
	'asking for payments: each order once, however often the workflow runs',
	async () => {
		const [engine, linq] = await Promise.all([Engine.load(), startExampleLinq()]);
		const credential = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
		const example = exampleWith('ask-for-a-payment', 'Linq');
		const ask = async () => {
			const { data } = await engine.start(example, credential).finished;
			return data.resultData.runData;
		};
		const first = await ask();
		await ask();
		await linq.close();
		const { paymentRequests, messages } = linq.account;
		const sent = messages.filter(({ parts }) => parts.some(({ type }) => type === 'link'));
		expect(
			paymentRequests.map(({ metadata, amount, checkout_url }) => {
				const message = sent.find(({ parts }) => JSON.stringify(parts).includes(checkout_url))!;
				const { handles } = linq.account.chat(message.chat_id)!;
				return [metadata!.order_id, amount, handles.find(({ is_me }) => !is_me)!.handle];
			}),
		).toEqual(askForAPayment.expectedRequests);
		expect(sent).toHaveLength(paymentRequests.length);
		const refused = first['Follow up by hand']![0]!.data!.main![0]!;
		expect(
			refused.map(({ json }) => {
				const { category, attempts } = json.error as { category: string; attempts: number };
				return [json.order_id, category, attempts];
			}),
		).toEqual(askForAPayment.expectedErrors);
	},
);

test('telling of payments: what Linq says of one gives the order and the amount', async () => {
	const engine = await Engine.load();
	const workflow = engine.workflow(exampleWith('ask-for-a-payment', 'Linq'));
	const { nodes } = exampleWith('ask-for-a-payment', 'Linq');
	const metadata = { order_id: '4711' };
	const data = newPaymentRequest({ amount: 1_999, metadata, status: 'succeeded' });
	const read = (name: string, json: object) => {
		const input = [{ json: json as IDataObject }];
		const { parameters } = nodes.find((node) => node.name === name)!;
		const at = [null, 0, 0, name, input, 'trigger', {}] as const;
		return workflow.expression.getParameterValue(parameters, ...at) as IDataObject;
	};
	const found = (json: object) => JSON.stringify(read('One of these orders', json));
	expect(found({ data })).toContain('"leftValue":"4711"');
	expect(found({ data: { ...data, metadata: undefined } })).not.toContain('4711');
	const { assignments } = read('What was paid', { data }).assignments as {
		assignments: Array<{ name: string; value: unknown }>;
	};
	expect(Object.fromEntries(assignments.map(({ name, value }) => [name, value]))).toEqual({
		order_id: '4711',
		amount: 19.99,
		payment_request_id: data.id,
	});
});

test.each(examples)('%s: whatever fails goes on from Error', (example) => {
	const { nodes, connections } = exampleWith(example, 'Linq');
	const steps = nodes.filter(({ type }) => type === 'n8n-nodes-linq-chat.linqChat');
	for (const { name } of steps) {
		expect([name, connections[name]?.main?.[1]?.length ?? 0]).toEqual([name, 1]);
	}
});

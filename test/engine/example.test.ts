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
import { countedVotes, findADate } from '../examples/pollAboutADate';
import firstExample from '../../examples/add-crm-contacts-to-group-chat.json';
import pollExample from '../../examples/poll-about-a-date.json';
import type { Emulator } from '../emulator';
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

/** What n8n makes of an expression for these items, read from a message in which it stands. */
async function writtenAs(
	text: string,
	items: INodeExecutionData[],
	engine: Engine,
	linq: Emulator,
) {
	const chatId = { __rl: true, mode: 'id', value: '={{ $json.chat_id }}' };
	const credential = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
	const parameters = { resource: 'message', operation: 'send', chatId, text };
	const { success } = await engine.run(items, parameters, credential);
	const { parts } = success[0]!.json.message as { parts?: Array<{ value: string }> };
	return JSON.parse(parts![0]!.value) as unknown;
}

const rowsOfPoll = pollExample.nodes.find(({ name }) => name === 'Count the votes')!.parameters
	.jsonOutput as string;

test('the first example leaves the chat to whoever imports it, and begins with their number', () => {
	const { nodes, pinData } = firstExample as unknown as WorkflowFile;
	const { chatId } = nodes.find(({ name }) => name === linqNode)!.parameters;
	expect(chatId).toEqual({ __rl: true, mode: 'list', value: '' });
	expect(pinData!['Deals won']![0]!.json.name).toBe('You');
});

test('contacts from a CRM: it adds whom it can and says of the others why not', async () => {
	const { success, error } = await run('add-crm-contacts-to-group-chat');
	expect(success.map(({ json }) => [json.name, json.handle])).toEqual(
		addCrmContacts.expectedSuccess,
	);
	expect(error.map(reasonOf)).toEqual(addCrmContacts.expectedErrors);
});

test('making sure that they joined: every outcome there is', async () => {
	const { success, error } = await run('make-sure-they-joined');
	expect(success.map(({ json }) => [json.name, json.status, json.joined])).toEqual(
		makeSureTheyJoined.expectedSuccess,
	);
	expect(error.map(reasonOf)).toEqual(makeSureTheyJoined.expectedErrors);
});

test('asking for payments: each order once, however often the workflow runs', async () => {
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
	const asked = paymentRequests.map(({ metadata, amount, checkout_url }) => {
		const message = sent.find(({ parts }) => JSON.stringify(parts).includes(checkout_url))!;
		const { handles } = linq.account.chat(message.chat_id)!;
		return [metadata!.order_id, amount, handles.find(({ is_me }) => !is_me)!.handle];
	});
	expect(asked.sort()).toEqual(askForAPayment.expectedRequests);
	expect(sent).toHaveLength(paymentRequests.length);
	const refused = first['Follow up by hand']![0]!.data!.main![0]!;
	expect(
		refused.map(({ json }) => {
			const { category, attempts } = json.error as { category: string; attempts: number };
			return [json.order_id, category, attempts];
		}),
	).toEqual(askForAPayment.expectedErrors);
});

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

test('a poll about a date: the group is asked once, and everyone’s votes count', async () => {
	const [engine, linq] = await Promise.all([Engine.load(), startExampleLinq()]);
	const { asked, result } = await findADate(engine, linq);
	await findADate(engine, linq);
	const rows = await writtenAs(rowsOfPoll, result, engine, linq);
	await linq.close();
	expect(rows).toEqual({
		rows: [
			expect.objectContaining({ Choice: 'Monday, 9 am', Votes: 0, Who: '' }),
			expect.objectContaining({ Votes: 2, Who: '+12025550121, +12025550122' }),
			{
				'Poll ID': result[0]!.json.message_id,
				'Choice ID': expect.stringMatching(/^[\da-f-]{36}$/) as string,
				...{ Choice: 'Thursday, 10 am', Votes: 1, Who: 'jordan.lee@acme.example' },
			},
		],
	});
	expect(asked[0]!.json).toMatchObject({ event_id: 'kick-off-7', poll: { total_voters: 0 } });
	expect(countedVotes(result)).toEqual([
		['Monday, 9 am', []],
		['Tuesday, 2 pm', ['+12025550121', '+12025550122']],
		['Thursday, 10 am', ['jordan.lee@acme.example']],
	]);
	const written = linq.account.messages.slice(-3, -1);
	expect(written.map(({ parts: [part] }) => part?.type === 'text' && part.value)).toEqual([
		'Which day suits you for the kick-off?',
		false,
	]);
	expect(linq.account.polls.size).toBe(1);
});

test.each(examples)('%s: whatever fails goes on from Error', (example) => {
	const { nodes, connections } = exampleWith(example, 'Linq');
	const steps = nodes.filter(({ type }) => type === 'n8n-nodes-linq-chat.linqChat');
	for (const { name } of steps) {
		expect([name, connections[name]?.main?.[1]?.length ?? 0]).toEqual([name, 1]);
	}
});

import { randomUUID } from 'node:crypto';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { NewWorkflow, StoredCredential } from '../n8n/shapes';

/** The node in each of these workflows that works on the people. */
export const linqNode = 'Linq Chat';

/** A workflow that a web address starts with a list of people, as a CRM would. */
export interface PeopleWorkflow extends NewWorkflow {
	/** What follows `/webhook/` in its address. */
	path: string;
}

type Step = Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters'> &
	Partial<Pick<INode, 'credentials' | 'webhookId'>>;

/** One after another, each step connected to the next by its first output. */
export function chain(name: string, steps: Step[]): NewWorkflow {
	const next = steps
		.slice(1)
		.map((step, place) => [
			steps[place]!.name,
			{ main: [[{ node: step.name, type: 'main' as const, index: 0 }]] },
		]);
	return {
		name,
		nodes: steps.map((step, place) => ({ id: randomUUID(), position: [place * 200, 0], ...step })),
		connections: Object.fromEntries(next) as NewWorkflow['connections'],
		settings: { executionOrder: 'v1' },
	};
}

function peopleWorkflow(
	name: string,
	{ id, name: credential }: StoredCredential,
	parameters: INodeParameters,
): PeopleWorkflow {
	const path = randomUUID();
	const steps: Step[] = [
		{
			name: 'People',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
		},
		{
			name: 'One by one',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.people', options: {} },
		},
		{
			name: linqNode,
			type: 'n8n-nodes-linq-chat.linqChat',
			typeVersion: 1,
			credentials: { linqApi: { id, name: credential } },
			parameters: {
				chatId: { __rl: true, mode: 'id', value: '={{ $json.chat_id }}' },
				...parameters,
			},
		},
	];
	return { ...chain(name, steps), path };
}

/** Starts with a message that arrives in any chat, and does nothing with it. */
export function takeMessages({ id, name }: StoredCredential): NewWorkflow {
	return chain('Take messages', [
		{
			name: 'Linq Chat Trigger',
			type: 'n8n-nodes-linq-chat.linqChatTrigger',
			typeVersion: 1,
			webhookId: randomUUID(),
			credentials: { linqApi: { id, name } },
			parameters: { events: ['message.received'] },
		},
	]);
}

/** n8n starts it when an execution of a workflow has failed that names it as its error workflow. */
export function alarm(): NewWorkflow {
	return chain('Alarm', [
		{ name: 'Alarm', type: 'n8n-nodes-base.errorTrigger', typeVersion: 1, parameters: {} },
	]);
}

/** Adds everyone to the chat that stands beside them. */
export function addPeople(credential: StoredCredential, options: IDataObject = {}): PeopleWorkflow {
	return peopleWorkflow('Add people', credential, {
		resource: 'chat',
		operation: 'addParticipant',
		handle: '={{ $json.handle }}',
		options: options as INodeParameters,
	});
}

/** Writes everyone's name into the chat that stands beside them. */
export function greetPeople(
	credential: StoredCredential,
	options: IDataObject = {},
): PeopleWorkflow {
	return peopleWorkflow('Greet people', credential, {
		resource: 'message',
		operation: 'send',
		text: '={{ $json.name }}',
		options: options as INodeParameters,
	});
}

/** Asks everyone in the chat that stands beside one of them, and goes on with the answer. */
export function askPeople(credential: StoredCredential): PeopleWorkflow {
	const { path, nodes, connections, ...workflow } = peopleWorkflow('Ask people', credential, {
		resource: 'message',
		operation: 'sendAndWait',
		message: 'Does Tuesday at 10 suit you?',
	});
	const [done] = chain('Done', [
		{ name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	]).nodes;
	const onSuccess = { main: [[{ node: 'Done', type: 'main' as const, index: 0 }]] };
	return {
		...{ ...workflow, path },
		nodes: [...nodes, done!],
		connections: { ...connections, [linqNode]: onSuccess },
	};
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startEmulator, type Emulator } from '../emulator';
import { demoAccount, demoJoinDelays } from '../emulator/demoAccount';
import type { WorkflowFile } from '../engine/engine';

/** The node that adds people in the examples that do nothing else. */
export const linqNode = 'Add to group chat';

/** The files under `examples/`, without their endings. */
export const examples = [
	'add-crm-contacts-to-group-chat',
	'agent-adds-people',
	'alert-on-failed-deliveries',
	'answer-a-keyword-in-a-group',
	'approve-what-an-agent-does',
	'ask-for-a-payment',
	'confirm-an-appointment',
	'google-sheets-list',
	'hubspot-deal-won',
	'keep-groups-in-step',
	'let-a-customer-choose',
	'make-sure-they-joined',
	'move-a-conversation-to-a-colleague',
	'poll-about-a-date',
	'salesforce-opportunity-won',
	'tell-crm-who-joined',
	'webhook-add-a-person',
	'welcome-a-new-customer',
] as const;

export type Example = (typeof examples)[number];

/** In an example, for whoever imports it to pick. */
const notPickedYet = JSON.stringify({ __rl: true, mode: 'list', value: '' });

/**
 * An example as someone has it after importing it, choosing a credential, and setting the chat where
 * it is left to them: to the one that each sample record names, which the test account has.
 *
 * @param credential its name, and its ID where n8n's own store is used
 */
export function exampleWith(example: Example, credential: string, id = 'credential') {
	const file = path.join(__dirname, `../../examples/${example}.json`);
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Required<WorkflowFile> & {
		name: string;
	};
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-linq-chat.')) {
			node.credentials = { linqApi: { id, name: credential } };
			if (JSON.stringify(node.parameters.chatId) === notPickedYet) {
				node.parameters.chatId = { __rl: true, mode: 'id', value: '={{ $json.chat_id }}' };
			}
		}
	}
	return workflow;
}

/** The Linq account the examples' records are made for; Linq always fails on one of them. */
export async function startExampleLinq(port?: number): Promise<Emulator> {
	const linq = await startEmulator({ port, account: demoAccount(), joinDelays: demoJoinDelays });
	linq.faults.add({
		kind: 'error',
		status: 500,
		code: 3006,
		handle: '+12025550112',
		times: Infinity,
	});
	return linq;
}

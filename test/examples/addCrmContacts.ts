import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startEmulator, type Emulator } from '../emulator';
import { demoAccount } from '../emulator/demoAccount';
import type { WorkflowFile } from '../engine/engine';

/** The node in the example that adds people. */
export const linqNode = 'Add to group chat';

/**
 * `examples/add-crm-contacts-to-group-chat.json`, as someone has it after importing it and choosing
 * a credential.
 *
 * @param credential its name, and its ID where n8n's own store is used
 */
export function exampleWith(credential: string, id = 'credential') {
	const file = path.join(__dirname, '../../examples/add-crm-contacts-to-group-chat.json');
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Required<WorkflowFile> & {
		name: string;
	};
	const node = workflow.nodes.find(({ name }) => name === linqNode)!;
	node.credentials = { linqApi: { id, name: credential } };
	return workflow;
}

/** The Linq account the example's records are made for; Linq always fails on the last of them. */
export async function startExampleLinq(port?: number): Promise<Emulator> {
	const linq = await startEmulator({ port, account: demoAccount() });
	linq.faults.add({
		kind: 'error',
		status: 500,
		code: 3006,
		handle: '+12025550112',
		times: Infinity,
	});
	return linq;
}

/** Who comes out on Success, and with which handle. */
export const expectedSuccess = [
	['Amelia Brooks', '+12025550101'],
	['Ben Carter', '+12025550102'],
	['Chloé Dubois', '+33199005503'],
	['Daniel Evans', '+442079460104'],
	['Emma Fischer', '+12025550105'],
	['Farid Haddad', '+12025550106'],
	['Grace Kim', 'grace.kim@studio.example'],
];

/** Who comes out on Error: category, Linq's number, requests sent. */
export const expectedErrors = [
	['Hugo Lindqvist', 'invalid_input', null, 0],
	['Inês Moreira', 'invalid_input', null, 0],
	['Jack Nguyen', 'not_found', 2001, 1],
	['Kira Olsen', 'conflict', 1006, 1],
	['Liam Patel', 'server_error', 3006, 4],
];

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startEmulator, type Emulator } from '../emulator';
import { demoAccount, demoJoinDelays } from '../emulator/demoAccount';
import type { WorkflowFile } from '../engine/engine';

/** The node in every example that adds people. */
export const linqNode = 'Add to group chat';

/** A file under `examples/`, without its ending. */
export type Example = 'add-crm-contacts-to-group-chat' | 'make-sure-they-joined';

/**
 * An example as someone has it after importing it and choosing a credential.
 *
 * @param credential its name, and its ID where n8n's own store is used
 */
export function exampleWith(example: Example, credential: string, id = 'credential') {
	const file = path.join(__dirname, `../../examples/${example}.json`);
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Required<WorkflowFile> & {
		name: string;
	};
	const node = workflow.nodes.find(({ name }) => name === linqNode)!;
	node.credentials = { linqApi: { id, name: credential } };
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

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- n8n never runs this */
import { parseArgs } from 'node:util';
import { startEmulator } from '.';
import { certificateFile } from './certificate';
import { demoAccount, demoJoinDelays } from './demoAccount';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8787' },
			// Who answers every message, poll or both, and how: --answers '+12025550121=Yes'
			answers: { type: 'string', multiple: true, default: [] },
			reacts: { type: 'string', multiple: true, default: [] },
			votes: { type: 'string', multiple: true, default: [] },
			// Milliseconds until they do.
			after: { type: 'string', default: '2000' },
		},
	});
	const linq = await startEmulator({
		port: Number(values.port),
		account: demoAccount(),
		joinDelays: demoJoinDelays,
	});
	const after = Number(values.after);
	for (const [handle, vote] of values.votes.map(pair)) {
		linq.people.alwaysAnswers(handle, { vote, after });
	}
	for (const [handle, reaction] of values.reacts.map(pair)) {
		linq.people.alwaysAnswers(handle, { reaction, after });
	}
	for (const [handle, text] of values.answers.map(pair)) {
		linq.people.alwaysAnswers(handle, { text, after });
	}
	console.log(`Linq emulator\n\n  Base URL  ${linq.baseUrl}\n  API key   ${linq.apiKey}`);
	console.log(`  Uploads   ${linq.storage.url}`);
	console.log(`            trusted by processes with NODE_EXTRA_CA_CERTS=${certificateFile}\n`);
	for (const { id, display_name, service, is_group, handles, state } of linq.account.chats) {
		const kind = is_group ? `group of ${handles.length}` : 'direct chat';
		const note = state === 'ready' ? '' : `, ${state}`;
		console.log(`  ${id}  ${display_name ?? '(no name)'} (${service} ${kind}${note})`);
	}
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void linq.close());
	}
}

/** Of `+12025550121=Yes`: the handle, and what they do. */
function pair(option: string): [handle: string, what: string] {
	const [handle = '', what = ''] = option.split(/=(.*)/s);
	return [handle, what];
}

void main();

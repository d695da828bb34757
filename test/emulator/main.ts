import { parseArgs } from 'node:util';
import { startEmulator } from '.';
import { certificateFile } from './certificate';
import { demoAccount, demoJoinDelays } from './demoAccount';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '8787' } } });
	const linq = await startEmulator({
		port: Number(values.port),
		account: demoAccount(),
		joinDelays: demoJoinDelays,
	});
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

void main();

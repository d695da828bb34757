/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { examples, exampleWith, startExampleLinq, type Example } from '../examples/examples';
import { N8nClient, owner } from './client';
import { freePorts } from './port';
import { startN8n } from './server';

/**
 * `npm run n8n`: a real n8n with the packed package, a Linq server, a credential for it and the
 * example workflows. It runs until it is interrupted, and keeps nothing.
 */
async function main(): Promise<void> {
	const [port] = await freePorts([5678]).catch(async () => await freePorts([0]));
	const linq = await startExampleLinq();
	const server = await startN8n({ port });
	const client = new N8nClient(server.url);
	await client.setUpOwner();
	const credential = await client.createCredential({
		name: 'Linq (this machine)',
		type: 'linqApi',
		data: { apiKey: linq.apiKey, baseUrl: linq.baseUrl },
	});
	const [first, ...others] = examples;
	const create = async (example: Example) =>
		await client.createWorkflow(exampleWith(example, credential.name, credential.id));
	const workflow = await create(first);
	for (const example of others) await create(example);
	process.stdout.write(
		[
			'',
			`n8n:       ${server.url}/workflow/${workflow.id}`,
			`Log in as: ${owner.email}`,
			`Password:  ${owner.password}`,
			`Linq:      ${linq.baseUrl}, API key ${linq.apiKey}`,
			'',
			'Press Ctrl+C to end both. Nothing is kept.',
			'',
		].join('\n'),
	);
}

void main().catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exit(1);
});

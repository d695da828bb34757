import {
	downloadOf,
	fileOf,
	preparedAccount,
	stepOf,
	triggerFile,
} from '../contract/workflowFiles';
import { startEmulator, type Emulator } from '../emulator';
import { menu, titleOf } from '../engine/operations';
import { N8nClient } from '../n8n/client';
import { startN8n, type N8nServer } from '../n8n/server';
import { outputOf } from '../n8n/shapes';

let linq: Emulator;
let server: N8nServer;
let client: N8nClient;

beforeAll(async () => {
	linq = await startEmulator();
	// Linq takes no other address; the emulator delivers to this machine instead.
	server = await startN8n({ environment: { WEBHOOK_URL: 'https://n8n.example.com/' } });
	linq.webhooks.deliverTo(server.url);
	client = new N8nClient(server.url);
	await client.setUpOwner();
	const data = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
	// As n8n calls the first one that somebody makes.
	await client.createCredential({ name: 'Linq account', type: 'linqApi', data });
}, 900_000);

afterAll(async () => {
	await server.stop();
	await linq.close();
});

const waits = ({ resource, operation }: (typeof menu)[number]) =>
	`${resource}:${operation}` === 'message:sendAndWait';

test.each(menu.filter((entry) => !waits(entry)).map((entry) => [titleOf(entry), entry] as const))(
	'%s: whoever imports its small workflow can run it, with the credential that is there',
	async (_, entry) => {
		linq.account = preparedAccount();
		const download = downloadOf(fileOf(entry));
		const workflow = await client.createWorkflow(download);
		const execution = await client.runWorkflow(workflow, 'Start');
		expect(execution.status).toBe('success');
		const [success, error] = outputOf(execution, stepOf(download).name);
		expect(error).toEqual([]);
		expect(success).not.toEqual([]);
	},
);

test('the small workflow of the trigger can be imported and published', async () => {
	linq.account = preparedAccount();
	const workflow = await client.createWorkflow(downloadOf(triggerFile));
	await client.publish(workflow);
	const [subscription] = linq.account.webhookSubscriptions.slice(-1);
	expect(subscription!.target_url).toMatch(/^https:\/\/n8n\.example\.com\/webhook\//);
	await client.unpublish(workflow);
});

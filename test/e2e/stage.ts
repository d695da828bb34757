/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { INodeParameters, IWorkflowSettings } from 'n8n-workflow';
import type { Emulator } from '../emulator';
import { exampleWith, linqNode, startExampleLinq, type Example } from '../examples/examples';
import { launchBrowser } from '../n8n/chromium';
import { N8nClient } from '../n8n/client';
import { openEditor } from '../n8n/editor';
import { startN8n, type N8nServer } from '../n8n/server';
import type { StoredCredential, StoredWorkflow } from '../n8n/shapes';

/** A real n8n with the packed package in it, a Linq server, and a browser in n8n's editor. */
export interface Stage {
	linq: Emulator;
	server: N8nServer;
	client: N8nClient;
	browser: Browser;
	page: Page;
	/** Linq accepts the key of the first and refuses that of the second. */
	credential: StoredCredential;
	refusedCredential: StoredCredential;
	/** Stores the first example, or another, with these parameters for the Linq node where given. */
	workflow: (
		credential: StoredCredential,
		parameters?: INodeParameters,
		more?: { settings?: IWorkflowSettings; example?: Example },
	) => Promise<StoredWorkflow>;
	end: () => Promise<void>;
}

export async function setStage(): Promise<Stage> {
	const linq = await startExampleLinq();
	// Linq takes no other address; the emulator delivers to this machine instead.
	const server = await startN8n({ environment: { WEBHOOK_URL: 'https://n8n.example.com/' } });
	linq.webhooks.deliverTo(server.url);
	const client = new N8nClient(server.url);
	await client.setUpOwner();
	const create = async (name: string, apiKey: string) =>
		await client.createCredential({
			name,
			type: 'linqApi',
			data: { apiKey, baseUrl: linq.baseUrl },
		});
	const credential = await create('Linq', linq.apiKey);
	const refusedCredential = await create('Linq, old key', 'another-key-0123456789');
	const browser = await launchBrowser();
	const page = await openEditor(browser, client);
	return {
		linq,
		server,
		client,
		browser,
		page,
		credential,
		refusedCredential,
		workflow: async ({ name, id }, parameters, more = {}) => {
			const { settings, example = 'add-crm-contacts-to-group-chat' } = more;
			const workflow = exampleWith(example, name, id);
			const node = workflow.nodes.find((candidate) => candidate.name === linqNode);
			if (node && parameters) node.parameters = parameters;
			return await client.createWorkflow({ ...workflow, settings });
		},
		end: async () => {
			await browser.close();
			await server.stop();
			await linq.close();
		},
	};
}

/**
 * Takes a picture once nothing moves any more. `npm run pictures` puts it where the README shows
 * it, the tests where nobody looks unless one fails.
 */
export async function picture(of: Page | Locator, name: string): Promise<void> {
	const folder = process.env.PICTURES ?? 'coverage/pictures';
	await mkdir(folder, { recursive: true });
	await of.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}

import { randomUUID } from 'node:crypto';
import { outputOf } from '../n8n/shapes';
import { openNode, openPicker, openWorkflow } from '../n8n/editor';
import {
	addAfter,
	addOption,
	beginWorkflow,
	manualTrigger,
	searchSteps,
	stepList,
	triggerManually,
} from './editing';
import { welcomeNewcomer, type Newcomer } from './newcomer';

let newcomer: Newcomer;

beforeAll(async () => {
	newcomer = await welcomeNewcomer('8-search-and-sign');
}, 900_000);

afterAll(async () => {
	await newcomer.leave();
});

/** A step with the account, on the canvas of a stored workflow behind a manual start. */
async function workflowWith(name: string, type: string, typeVersion: number, parameters: object) {
	const { client, linq } = newcomer;
	const credential = await client.createCredential({
		name: 'Linq',
		type: 'linqApi',
		data: { apiKey: `Bearer ${linq.apiKey}`, baseUrl: `${linq.baseUrl}/v3` },
	});
	const node = { id: randomUUID(), position: [0, 0] as [number, number] };
	return await client.createWorkflow({
		name,
		nodes: [
			{
				...node,
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				parameters: {},
			},
			{
				...node,
				id: randomUUID(),
				position: [260, 0],
				name,
				type,
				typeVersion,
				parameters: parameters as never,
				credentials: { linqApi: { id: credential.id, name: credential.name } },
			},
		],
		connections: { Start: { main: [[{ node: name, type: 'main', index: 0 }]] } },
	});
}

test('the step is found by what people type', async () => {
	const { page, look } = newcomer;
	await beginWorkflow(page);
	await triggerManually(page);
	await addAfter(page, manualTrigger);
	for (const words of ['add person', 'send message', 'mms', 'whatsapp', 'text message']) {
		await searchSteps(page, words);
		await stepList(page).getByText('Linq Chat', { exact: true }).waitFor();
	}
	await searchSteps(page, 'add person');
	await stepList(page).getByText('Linq Chat', { exact: true }).waitFor();
	await look('add-person');
});

test('an HTTP Request step offers the account, and is signed with it', async () => {
	const { page, look, client, linq } = newcomer;
	const workflow = await workflowWith('Ask Linq', 'n8n-nodes-base.httpRequest', 4.2, {
		url: `${linq.baseUrl}/v3/phone_numbers`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'linqApi',
		options: {},
	});
	await openWorkflow(page, workflow.id);
	const panel = await openNode(page, 'Ask Linq');
	await panel.getByTestId('credential-select').click();
	await page.keyboard.type('linq');
	await page
		.getByTestId('credential-select-option')
		.filter({ visible: true, hasText: 'Linq API' })
		.waitFor();
	await look('credential-types');
	await page.keyboard.press('Escape');
	const execution = await client.runWorkflow(workflow, 'Start');
	expect(outputOf(execution, 'Ask Linq')[0]![0]!.json.phone_numbers).toHaveLength(2);
	expect(linq.requests.at(-1)!.headers.authorization).toBe(`Bearer ${linq.apiKey}`);
});

test('the menus offer a custom API call', async () => {
	const { page, look } = newcomer;
	const workflow = await workflowWith('Add', 'n8n-nodes-linq-chat.linqChat', 1, {});
	await openWorkflow(page, workflow.id);
	const panel = await openNode(page, 'Add');
	await panel.getByTestId('parameter-input-operation').click();
	await page.locator('.el-popper:visible').getByText('Custom API Call').waitFor();
	await look('custom-api-call');
});

test('the trigger picks the chat from the list', async () => {
	const { page, look } = newcomer;
	const workflow = await workflowWith('When', 'n8n-nodes-linq-chat.linqChatTrigger', 1, {});
	await openWorkflow(page, workflow.id);
	await openNode(page, 'When');
	await addOption(page, 'Only This Chat');
	const picker = await openPicker(page, 'chatId');
	await picker.items.filter({ hasText: 'Acme onboarding' }).waitFor();
	await look('only-this-chat');
	await picker.items.filter({ hasText: 'Acme onboarding' }).click();
	const field = page.getByTestId('resource-locator-chatId').getByTestId('rlc-input');
	expect(await field.inputValue()).toContain('Acme onboarding');
});

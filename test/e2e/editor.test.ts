import { manyChats } from '../emulator/demoAccount';
import { linqNode } from '../examples/examples';
import {
	canvasNode,
	closeNode,
	executeWorkflow,
	openNode,
	openPicker,
	openWorkflow,
	switchTheme,
} from '../n8n/editor';
import { picture, setStage, type Stage } from './stage';

/** Nothing chosen yet, as after dragging the node onto the canvas. */
const fresh = {
	resource: 'chat',
	operation: 'addParticipant',
	chatId: { __rl: true, mode: 'list', value: '' },
	handle: '={{ $json.phone }}',
};

let stage: Stage;

beforeAll(async () => {
	stage = await setStage();
}, 900_000);

afterAll(async () => {
	await stage.end();
});

async function openFreshNode(credential = stage.credential) {
	const { page } = stage;
	await openWorkflow(page, (await stage.workflow(credential, fresh)).id);
	return await openNode(page, linqNode);
}

test('the canvas shows two ports, Success and Error, and what the node does', async () => {
	const { page, credential } = stage;
	await openWorkflow(page, (await stage.workflow(credential)).id);
	const node = canvasNode(page, linqNode);
	const ports = page.getByTestId('canvas-node-output-handle');
	await node.waitFor();
	const names = await ports.filter({ hasText: /Success|Error/ }).allInnerTexts();
	expect(names.map((name) => name.trim())).toEqual(['Success', 'Error']);
	expect(await node.innerText()).toContain('Add a participant to a chat');
});

test('running it shows how many failed and why, in light and in dark', async () => {
	const { page, credential } = stage;
	await openWorkflow(page, (await stage.workflow(credential)).id);
	expect(await executeWorkflow(page)).toContain('Workflow executed successfully');
	await picture(page, 'workflow');
	const panel = await openNode(page, linqNode);
	await panel.getByText('5 of 12 items went to the Error output').waitFor();
	await panel.getByText('Success Branch (7 items)').waitFor();
	await panel.getByText('Error Branch (5 items)').click();
	await panel.getByText('Hugo Lindqvist').waitFor();
	const output = page.getByTestId('output-panel');
	await output.getByTestId('radio-button-schema').click();
	await output.getByText('The phone number or email address is missing').waitFor();
	await picture(page, 'node-panel');
	await switchTheme(page, 'dark');
	await picture(page, 'node-panel-dark');
	await switchTheme(page, 'light');
	await closeNode(page);
});

test('the options for making sure that someone joined are there, in plain words', async () => {
	const { page, credential } = stage;
	const example = 'make-sure-they-joined';
	await openWorkflow(page, (await stage.workflow(credential, undefined, { example })).id);
	const panel = await openNode(page, linqNode);
	for (const name of ['Skip If Already in the Chat', 'Wait Until Joined', 'New Chat Message']) {
		await panel.getByText(name, { exact: true }).waitFor();
	}
	const size = page.viewportSize()!;
	await page.setViewportSize({ ...size, height: 1_100 });
	await picture(page.getByTestId('node-parameters'), 'options');
	await page.setViewportSize(size);
	await closeNode(page);
});

test('a workflow that begins with the trigger says what it waits for', async () => {
	const { page, credential } = stage;
	const example = 'answer-a-keyword-in-a-group';
	await openWorkflow(page, (await stage.workflow(credential, undefined, { example })).id);
	await page.getByText('On message received').waitFor();
	await picture(page, 'trigger');
});

test('the picker lists the group chats and searches them as one types', async () => {
	const { page } = stage;
	await openFreshNode();
	const picker = await openPicker(page, 'chatId');
	await picker.items.first().waitFor();
	const all = await picker.items.allInnerTexts();
	expect(all).toContain('London viewings (4 people, RCS)');
	expect(all.join()).not.toContain('Dana');
	await picture(page, 'chat-picker');

	await picker.search('london');
	await picker.items.filter({ hasText: 'Acme' }).waitFor({ state: 'detached' });
	await picker.items.filter({ hasText: 'London' }).waitFor();
	expect(await picker.items.allInnerTexts()).toEqual(['London viewings (4 people, RCS)']);

	await picker.search('(202) 555-0141');
	await picker.items.filter({ hasText: 'London' }).waitFor({ state: 'detached' });
	await picker.items.filter({ hasText: 'Delivery drivers' }).click();
	const field = page.getByTestId('resource-locator-chatId').getByTestId('rlc-input');
	expect(await field.inputValue()).toMatch(/^Delivery drivers \(\d+ people, SMS\)$/);
});

test('the picker goes on through thousands of chats as one scrolls', async () => {
	const { page, linq } = stage;
	manyChats(linq.account, 3_000);
	await openFreshNode();
	const before = linq.requests.length;
	const picker = await openPicker(page, 'chatId');
	await picker.items.nth(30).waitFor();
	const shown = await picker.items.count();
	expect(linq.requests.length - before).toBeLessThan(10);
	await picker.items.last().scrollIntoViewIfNeeded();
	await picker.items.nth(shown).waitFor();

	await picker.search('acme onboarding');
	await picker.items.filter({ hasText: 'Acme onboarding' }).waitFor();
});

test("when Linq refuses the key, the picker shows Linq's reason and what to do", async () => {
	const { page, refusedCredential } = stage;
	await openFreshNode(refusedCredential);
	const { error } = await openPicker(page, 'chatId');
	await error.getByText('Put a valid API key into the Linq credential').waitFor();
	expect(await error.innerText()).toContain('Unauthorized missing or invalid authentication token');
});

test("the credential says connected with a good key, and Linq's reason with a bad one", async () => {
	const { page, server, credential, refusedCredential } = stage;
	await page.goto(`${server.url}/home/credentials/${credential.id}`);
	await page.getByTestId('credentials-config-container-test-success').waitFor();

	await page.goto(`${server.url}/home/credentials/${refusedCredential.id}`);
	await page.getByText('More details').click();
	const reason = 'Unauthorized - missing or invalid authentication token';
	await page.getByTestId('editCredential-modal').getByText(reason).waitFor();
});

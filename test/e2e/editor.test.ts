import type { INodeParameters } from 'n8n-workflow';
import { ACME_ONBOARDING_ID, manyChats } from '../emulator/demoAccount';
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
import { outputOf } from '../n8n/shapes';
import { addOption, stepList } from '../ui/editing';
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
	expect(await node.innerText()).toContain('Add person to chat');
});

test.each([
	['the step', 'linqChat/1.0.0/chat/addParticipant.json', 'chat_id'],
	['the trigger', 'linqChatTrigger/1.0.0.json', 'event_type'],
])('before the first run, n8n knows which fields %s has', async (_, schema, field) => {
	const address = new URL(`/schemas/n8n-nodes-linq-chat.${schema}`, stage.page.url());
	const { properties } = (await (await fetch(address)).json()) as { properties: object };
	expect(properties).toHaveProperty(field);
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
	await output.getByText('The phone number or email address is missing', { exact: true }).waitFor();
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

test('a preview shows what would happen to each record, and says that nothing was done', async () => {
	const { page, credential, linq } = stage;
	const preview = {
		...fresh,
		chatId: { __rl: true, mode: 'id', value: '={{ $json.chat_id }}' },
		options: { previewOnly: true, defaultCountry: '={{ $json.country }}' },
	};
	const workflow = await stage.workflow(credential, preview);
	linq.requests.length = 0;
	await openWorkflow(page, workflow.id);
	await executeWorkflow(page);
	const panel = await openNode(page, linqNode);
	await panel.getByText('12 items were only looked at: nothing was sent or changed').waitFor();
	await panel.getByText('would_add').first().waitFor();
	await picture(page, 'preview');
	expect([...new Set(linq.requests.map(({ method }) => method))]).toEqual(['GET']);
	await closeNode(page);
});

test('a workflow that begins with the trigger says what it waits for', async () => {
	const { page, credential } = stage;
	const example = 'answer-a-keyword-in-a-group';
	await openWorkflow(page, (await stage.workflow(credential, undefined, { example })).id);
	await page.getByText('On message received').waitFor();
	await picture(page, 'trigger');
});

test('a question in the editor: what counts as an answer, and how long it is waited for', async () => {
	const { page, credential } = stage;
	const example = 'let-a-customer-choose';
	await openWorkflow(page, (await stage.workflow(credential, undefined, { example })).id);
	const panel = await openNode(page, 'Ask when to deliver');
	for (const name of ['Message', 'Response Type', 'Choices', 'Limit Wait Time']) {
		await panel.getByText(name, { exact: true }).waitFor();
	}
	const size = page.viewportSize()!;
	await page.setViewportSize({ ...size, height: 1_300 });
	// Nothing is to be lit up.
	await page.mouse.move(0, 0);
	await picture(page, 'question');
	await page.setViewportSize(size);
	await closeNode(page);
});

test('a step that waits says what for, and goes on when somebody has answered', async () => {
	const { page, credential, linq, client } = stage;
	const example = 'confirm-an-appointment';
	const workflow = await stage.workflow(credential, undefined, { example });
	await openWorkflow(page, workflow.id);
	await page.getByTestId('execute-workflow-button').click();
	await page.getByText('1 item', { exact: true }).nth(1).waitFor();
	const [execution] = await client.executionsOf(workflow);
	await client.waitUntilWaiting(execution!);
	const panel = await openNode(page, 'Ask the customer');
	await panel.getByText('The execution goes on when somebody answers in the chat').waitFor();
	await picture(page, 'waiting');
	const { chat_id } = linq.account.messages.at(-1)!;
	await linq.people.writes(chat_id, '+12025550191', { text: 'Yes' });
	await panel.getByText('Success Branch (1 item)').waitFor();
	await closeNode(page);
});

test('it is listed where people look for a human in the loop, in workflows and for agents', async () => {
	const { page, credential } = stage;
	const list = stepList(page);
	const takeFromReviews = async () => {
		await list.getByText('Human review', { exact: true }).click();
		await list.getByText('Linq Chat', { exact: true }).click();
	};
	await openWorkflow(page, (await stage.workflow(credential)).id);
	await page.getByTestId('node-creator-plus-button').click();
	await takeFromReviews();
	await list.getByText('Actions (1)').waitFor();
	await list.getByText('Ask and wait for reply', { exact: true }).waitFor();

	const example = 'approve-what-an-agent-does';
	await openWorkflow(page, (await stage.workflow(credential, undefined, { example })).id);
	await picture(page, 'agent-review');
	await canvasNode(page, 'AI Agent').getByTestId('canvas-handle-plus').last().click();
	await takeFromReviews();
	await list.getByText('Request human approval for tools').first().waitFor();
	await list.getByText('Add to workflow').click();
	const panel = page.getByTestId('ndv');
	for (const name of ['Message', 'Ask', 'Chat']) {
		await panel.getByText(name, { exact: true }).first().waitFor();
	}
	await closeNode(page);
});

/** The panel of the node with these parameters. */
async function openPanel(parameters: INodeParameters) {
	const { page, credential } = stage;
	await openWorkflow(page, (await stage.workflow(credential, parameters)).id);
	return await openNode(page, linqNode);
}

test.each(['chat: create', 'message: sendToHandles'])(
	'%s: below To stands, without a hover, that several people get one group',
	async (title) => {
		const [resource, operation] = title.split(': ') as [string, string];
		const panel = await openPanel({ resource, operation });
		await panel.getByText("in which they see each other's numbers", { exact: false }).waitFor();
		await picture(stage.page, `one-group-${operation}`);
		await closeNode(stage.page);
	},
);

test('what an update changes is offered by itself, apart from technical options', async () => {
	const { page } = stage;
	const panel = await openPanel({ resource: 'chat', operation: 'update' });
	await panel.getByText('Update Fields', { exact: true }).waitFor();
	await picture(page, 'update-fields');
	await panel.getByTestId('collection-parameter-add').first().click();
	await page.getByText('Group Picture', { exact: true }).waitFor();
	await page.getByText('Group Name', { exact: true }).click();
	await panel.getByText('Group Name', { exact: true }).waitFor();
});

test('an option is on once it is added; one that is left out or saved as off stays off', async () => {
	const { page, client, credential } = stage;
	const waits = () => page.getByTestId('parameter-input-waitUntilJoined').getByRole('switch');
	await openPanel({ ...fresh, options: {} });
	expect(await waits().count()).toBe(0);
	await addOption(page, 'Wait Until Joined');
	await waits().waitFor({ state: 'attached' });
	expect(await waits().isChecked()).toBe(true);
	await picture(page, 'option-added');

	await openPanel({ ...fresh, options: { waitUntilJoined: false } });
	await waits().waitFor({ state: 'attached' });
	expect(await waits().isChecked()).toBe(false);

	for (const [first, options] of [
		[1000, {}],
		[2000, { waitUntilJoined: false }],
	] as const) {
		const chatId = { __rl: true, mode: 'id', value: '={{ $json.chat_id }}' };
		const handle = `={{ "+1202558" + (${first} + $itemIndex) }}`;
		const saved = await stage.workflow(credential, { ...fresh, chatId, handle, options });
		const [success] = outputOf(await client.runWorkflow(saved, 'Deals won'), linqNode);
		expect(success!.length).toBeGreaterThan(0);
		for (const { json } of success!) expect(json).not.toHaveProperty('joined');
	}
});

test('messages are picked by who wrote them and when, in the time zone named, before what they say', async () => {
	const { page } = stage;
	await openPanel({
		...{ resource: 'message', operation: 'get' },
		chatId: { __rl: true, mode: 'id', value: ACME_ONBOARDING_ID },
	});
	const picker = await openPicker(page, 'messageId');
	await picker.items.first().waitFor();
	await picture(page, 'message-picker');
	expect((await picker.items.allInnerTexts()).at(-1)).toMatch(
		/^you, Mar 9, 2026, \d\d:30 \S+: Welcome to Acme/,
	);
	await page.keyboard.press('Escape');
	await closeNode(page);
});

test('a webhook subscription is picked by its address', async () => {
	const { page, linq } = stage;
	const target = 'https://n8n.example.com/webhook/deals';
	await fetch(`${linq.baseUrl}/v3/webhook-subscriptions`, {
		method: 'POST',
		headers: { authorization: `Bearer ${linq.apiKey}`, 'content-type': 'application/json' },
		body: JSON.stringify({ target_url: target, subscribed_events: ['message.received'] }),
	});
	await openPanel({ resource: 'webhookSubscription', operation: 'get' });
	const picker = await openPicker(page, 'subscriptionId');
	await picker.items.first().waitFor();
	await picture(page, 'subscription-picker');
	await picker.items.filter({ hasText: target }).click();
	const field = page.getByTestId('resource-locator-subscriptionId').getByTestId('rlc-input');
	expect(await field.inputValue()).toContain(target);
	await closeNode(page);
});

test('the picker lists the group chats and searches them as one types', async () => {
	const { page } = stage;
	await openFreshNode();
	const picker = await openPicker(page, 'chatId');
	await picker.items.first().waitFor();
	const all = await picker.items.allInnerTexts();
	expect(all).toContain('London viewings (RCS)');
	expect(all).toContain('Old pilot group (iMessage, you left)');
	expect(all.join()).not.toContain('Dana');
	await picture(page, 'chat-picker');

	await picker.search('london');
	await picker.items.filter({ hasText: 'Acme' }).waitFor({ state: 'detached' });
	await picker.items.filter({ hasText: 'London' }).waitFor();
	expect(await picker.items.allInnerTexts()).toEqual(['London viewings (RCS)']);

	await picker.search('(202) 555-0141');
	await picker.items.filter({ hasText: 'London' }).waitFor({ state: 'detached' });
	await picker.items.filter({ hasText: 'Delivery drivers' }).click();
	const field = page.getByTestId('resource-locator-chatId').getByTestId('rlc-input');
	expect(await field.inputValue()).toBe('Delivery drivers (SMS)');
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

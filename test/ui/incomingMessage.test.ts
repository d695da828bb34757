import { ACME_ONBOARDING_ID, WASHINGTON_LINE } from '../emulator/demoAccount';
import { messageData } from '../emulator/events';
import { canvasNode, closeNode } from '../n8n/editor';
import { addParticipant, beginWorkflow, connectAccount, searchSteps, stepList } from './editing';
import { welcomeNewcomer, type Newcomer } from './newcomer';

let newcomer: Newcomer;

/** Linq takes public addresses only; its stand-in here delivers to this machine instead. */
beforeAll(async () => {
	const environment = { WEBHOOK_URL: 'https://n8n.example.com/' };
	newcomer = await welcomeNewcomer('5-incoming-message', { environment });
	newcomer.linq.webhooks.deliverTo(newcomer.server.url);
}, 900_000);

afterAll(async () => {
	await newcomer.leave();
});

test('a workflow starts from an incoming message, tried out in the panel', async () => {
	const { page, look, linq } = newcomer;
	await beginWorkflow(page);
	await page.getByTestId('canvas-add-button').click();
	await searchSteps(page, 'linq');
	await stepList(page).getByText('Linq Chat', { exact: true }).waitFor();
	await look('search-for-linq');
	await stepList(page).getByText('Linq Chat', { exact: true }).click();
	await stepList(page).getByText('On participant added', { exact: true }).waitFor();
	await look('the-events-one-by-one');
	const categories = stepList(page).getByTestId('node-creator-category-item');
	await categories.filter({ hasText: 'Actions' }).click();
	await stepList(page).getByText(addParticipant, { exact: true }).waitFor();
	await stepList(page).getByText('On message received', { exact: true }).click();
	const panel = page.getByTestId('ndv');
	await panel.getByRole('button', { name: 'Connect to Linq' }).waitFor();
	await look('the-trigger');
	const listed = page.waitForResponse(
		(response) =>
			response.url().endsWith('/dynamic-node-parameters/options') &&
			response.request().postData()?.includes('getPhoneNumbers') === true,
	);
	await connectAccount(page, linq);
	await listed;

	const events = page.getByTestId('parameter-input-events');
	await events.getByText('Message: Received').waitFor();
	const lines = page.getByTestId('parameter-input-phoneNumbers');
	const menu = page.locator('.el-popper:visible');
	await lines.getByPlaceholder('Select', { exact: true }).waitFor();
	await lines.click();
	await menu.getByText(WASHINGTON_LINE, { exact: true }).click();
	await lines.click();
	await menu.waitFor({ state: 'hidden' });
	await events.click();
	await menu.getByText('Someone wrote to one of your numbers').waitFor();
	await look('the-events');
	await events.click();
	await menu.waitFor({ state: 'hidden' });

	await page.getByTestId('node-execute-button').click();
	await panel.getByText('Listening for test event').waitFor();
	await look('listening');
	await untilSubscriptions(1);
	expect(linq.account.webhookSubscriptions[0]).toMatchObject({
		subscribed_events: ['message.received'],
		phone_numbers: [WASHINGTON_LINE],
	});
	const chat = linq.account.chat(ACME_ONBOARDING_ID)!;
	const text = 'Can I bring a colleague?';
	const calls = await linq.webhooks.tell(
		'message.received',
		messageData(chat, { from: '+12025550121', text }),
		{ line: WASHINGTON_LINE },
	);
	expect(calls.map(({ status }) => status)).toEqual([200]);
	const output = page.getByTestId('output-panel');
	await output.getByText('1 item').waitFor();
	await output.getByText(text).scrollIntoViewIfNeeded();
	await look('the-message');
	await untilSubscriptions(0);

	await closeNode(page);
	await canvasNode(page, 'Linq Chat Trigger').getByText('On message received').waitFor();
	await look('canvas');
});

/** What n8n asks of Linq, it asks a moment after its screen has changed. */
async function untilSubscriptions(wanted: number): Promise<void> {
	const { linq } = newcomer;
	const count = () => linq.account.webhookSubscriptions.length;
	for (let known = linq.requests.length; count() !== wanted; known++) {
		await linq.received(known + 1);
	}
}

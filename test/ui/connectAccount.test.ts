/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import { openPicker } from '../n8n/editor';
import {
	addAfter,
	addParticipant,
	beginWorkflow,
	credentialDialog,
	manualTrigger,
	saveCredential,
	searchSteps,
	stepList,
	takeLinqAction,
	triggerManually,
} from './editing';
import { welcomeNewcomer, type Newcomer } from './newcomer';

let newcomer: Newcomer;

beforeAll(async () => {
	newcomer = await welcomeNewcomer('1-connect-an-account');
}, 900_000);

afterAll(async () => {
	await newcomer.leave();
});

test('an account is connected from the first step, after a wrong key', async () => {
	const { page, look, linq } = newcomer;
	await page.getByTestId('new-workflow-card').waitFor();
	await look('empty-n8n');
	await beginWorkflow(page);
	await triggerManually(page);
	await addAfter(page, manualTrigger);
	await searchSteps(page, 'linq');
	await stepList(page).getByText('Linq Chat', { exact: true }).waitFor();
	await look('search-for-linq');
	await stepList(page).getByText('Linq Chat', { exact: true }).click();
	const actions = stepList(page).getByTestId('node-creator-item-name');
	await actions.filter({ hasText: 'Linq Chat' }).waitFor({ state: 'detached' });
	expect(await actions.allInnerTexts()).toContain(addParticipant);
	await look('what-linq-chat-can-do');
	await stepList(page).getByText(addParticipant, { exact: true }).click();

	const connect = page.getByRole('button', { name: 'Connect to Linq' });
	await connect.waitFor();
	await look('the-step-without-an-account');
	const picker = await openPicker(page, 'chatId');
	await picker.error.getByText('Add your credential').waitFor();
	await look('the-list-without-an-account');
	await page.keyboard.press('Escape');

	await connect.click();
	const dialog = credentialDialog(page);
	await dialog.getByRole('link', { name: 'your Linq dashboard' }).waitFor();
	await look('the-credential');
	await saveCredential(page, { apiKey: 'not-the-key-0123456789', baseUrl: linq.baseUrl });
	await dialog.getByText('More details').click();
	await dialog
		.getByText(
			'Unauthorized - missing or invalid authentication token. Copy the API key from your Linq dashboard again, put it in here, and save.',
		)
		.waitFor();
	await look('a-wrong-key');

	await saveCredential(page, linq);
	await dialog.waitFor({ state: 'hidden' });
	const field = page.getByTestId('node-credentials-select');
	await field.waitFor();
	await page.getByTestId('credential-edit-button').click();
	await dialog.getByTestId('credentials-config-container-test-success').waitFor();
	await look('connected');
	expect(await dialog.innerText()).not.toContain(linq.apiKey);
});

test('the next step takes the account that is there', async () => {
	const { page } = newcomer;
	await page.goto(newcomer.server.url);
	await beginWorkflow(page);
	await triggerManually(page);
	await addAfter(page, manualTrigger);
	await takeLinqAction(page);
	await (await openPicker(page, 'chatId')).items.first().waitFor();
});

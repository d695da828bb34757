import { Account } from '../emulator';
import { ACME_ONBOARDING_ID, demoAccount } from '../emulator/demoAccount';
import { openNode, openPicker } from '../n8n/editor';
import {
	addAfter,
	addParticipant,
	beginWorkflow,
	connectAccount,
	executeStep,
	fillHandle,
	manualTrigger,
	retypeExpression,
	takeLinqAction,
	triggerManually,
} from './editing';
import { welcomeNewcomer, type Newcomer } from './newcomer';

let newcomer: Newcomer;

/** Builds the workflow that adds one person, and stops before a chat is picked. */
beforeAll(async () => {
	newcomer = await welcomeNewcomer('6-obstacles');
	const { page, linq } = newcomer;
	await beginWorkflow(page);
	await triggerManually(page);
	await addAfter(page, manualTrigger);
	await takeLinqAction(page);
	await connectAccount(page, linq);
}, 900_000);

afterAll(async () => {
	await newcomer.leave();
});

/** The Linq account as it is again, and the step's panel opened anew: the editor remembers lists. */
async function startOver(account: Account): Promise<void> {
	const { page, linq } = newcomer;
	linq.account = account;
	linq.faults.clear();
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
	await openNode(page, addParticipant);
}

test('an account without group chats: the list says where they come from', async () => {
	const { page, look } = newcomer;
	const empty = new Account();
	empty.addChat({ handles: ['+12025550121'] });
	await startOver(empty);
	const { error } = await openPicker(page, 'chatId');
	await error.getByText('Your Linq account has no group chats yet').waitFor();
	await error.getByText('write to two or more people').waitFor();
	await look('no-group-chats');
});

test('a name that no chat has: nothing is found', async () => {
	const { page, look } = newcomer;
	await startOver(demoAccount());
	const picker = await openPicker(page, 'chatId');
	await picker.items.first().waitFor();
	await picker.search('no such chat');
	await page.getByText('No results').waitFor();
	await look('nothing-found');
	await picker.search('acme');
	await picker.items.filter({ hasText: 'Acme' }).click();
});

test('a chat that was deleted: the note says so and what to do', async () => {
	const { page, look } = newcomer;
	await startOver(new Account());
	await fillHandle(page, '+1 202 555 0190');
	await executeStep(page);
	await page.getByText('1 of 1 item went to the Error output: Chat not found.').waitFor();
	await page.getByText('it may have been deleted, or belong to another account').first().waitFor();
	await look('the-chat-was-deleted');
});

test('a key that Linq refuses by now: the note says so and what to do', async () => {
	const { page, look, linq } = newcomer;
	await startOver(demoAccount());
	linq.faults.add({ kind: 'error', status: 401, code: 2004, times: Infinity });
	await executeStep(page);
	await page
		.getByText(
			'Unauthorized - missing or invalid authentication token. Put a valid API key into the Linq credential, then try again.',
		)
		.waitFor();
	await look('the-key-is-refused');
});

test('an expression that gives nothing: the note says which field is missing', async () => {
	const { page, look, linq } = newcomer;
	await startOver(demoAccount());
	const sent = () => linq.requests.filter(({ method }) => method === 'POST').length;
	const before = sent();
	const field = page.getByTestId('handle-parameter-input-options-container');
	await field.hover();
	await field.getByTestId('radio-button-expression').click();
	await retypeExpression(page, 'handle', '{{ $json.mobile }}', 'undefined');
	await executeStep(page);
	await page.getByText('The phone number or email address is missing.').waitFor();
	await page.getByText('the step reads a field that is not there').first().waitFor();
	await look('the-expression-gives-nothing');
	expect(sent()).toBe(before);
	expect(linq.account.chat(ACME_ONBOARDING_ID)!.handles).toHaveLength(4);
});

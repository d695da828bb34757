import { ACME_ONBOARDING_ID } from '../emulator/demoAccount';
import { canvasNode, closeNode, openPicker } from '../n8n/editor';
import {
	addAfter,
	addParticipant,
	beginWorkflow,
	connectAccount,
	executeStep,
	fillHandle,
	manualTrigger,
	pickChat,
	takeLinqAction,
	triggerManually,
} from './editing';
import { welcomeNewcomer, type Newcomer } from './newcomer';

let newcomer: Newcomer;

beforeAll(async () => {
	newcomer = await welcomeNewcomer('2-add-one-person');
}, 900_000);

afterAll(async () => {
	await newcomer.leave();
});

test('one person is added by hand, after the country code was forgotten', async () => {
	const { page, look, linq } = newcomer;
	await beginWorkflow(page);
	await triggerManually(page);
	await addAfter(page, manualTrigger);
	const panel = await takeLinqAction(page);
	await connectAccount(page, linq);
	const picker = await openPicker(page, 'chatId');
	await picker.items.first().waitFor();
	await look('pick-the-chat');
	await page.keyboard.press('Escape');
	await pickChat(page, 'Acme onboarding');

	await fillHandle(page, '(202) 555-0190');
	await executeStep(page);
	const output = page.getByTestId('output-panel');
	await output
		.getByText('1 of 1 item went to the Error output: The phone number has no country code.')
		.and(output.getByText('Write it with + and the country code, such as +1 202 555 0100'))
		.waitFor();
	await look('no-country-code');

	await fillHandle(page, '+1 (202) 555-0190');
	await executeStep(page);
	await panel.getByText('Success Branch (1 item)').click();
	await output.getByText('+12025550190').waitFor();
	await output.getByText('accepted').waitFor();
	await look('added');
	await linq.settled();
	const members = linq.account.chat(ACME_ONBOARDING_ID)!.handles.map(({ handle }) => handle);
	expect(members).toContain('+12025550190');

	await closeNode(page);
	await canvasNode(page, addParticipant).getByText('1 item').waitFor();
	await look('canvas');
});

import { canvasNode, closeNode, openNode } from '../n8n/editor';
import { addAfter, addParticipant, executeStep, takeStep } from './editing';
import { prepareList } from './list';
import { welcomeNewcomer, type Newcomer } from './newcomer';

const afterFailure = 'No Operation, do nothing';

let newcomer: Newcomer;

beforeAll(async () => {
	newcomer = await welcomeNewcomer('4-handle-the-failures');
}, 900_000);

afterAll(async () => {
	await newcomer.leave();
});

test('two bad rows come out on Error, with reason and advice, and go on from there', async () => {
	const { page, look } = newcomer;
	const panel = await prepareList(newcomer, [
		{ name: 'Ada Park', phone: '(202) 555-0190' },
		{ name: 'Ben Ortiz', phone: '202-555-01' },
		{ name: 'Cleo Grant', phone: '202 555 0192' },
		{ name: 'Dev Rao', phone: '+1 202 555 0121' },
		{ name: 'Ella Novak', phone: '202 555 0194' },
		{ name: 'Finn Weber', phone: '202 555 0195' },
	]);
	await executeStep(page);
	await panel
		.getByText(
			'2 of 6 items went to the Error output: 1 × The phone number is too short for the default country US; 1 × Participant is already in this chat.',
		)
		.waitFor();
	await panel.getByText('Success Branch (4 items)').waitFor();
	await look('some-failed');
	await panel.getByText('Error Branch (2 items)').click();
	for (const text of [
		'Ben Ortiz',
		'The phone number is too short for the default country US',
		'Correct the number in the record; digits may be missing, doubled, or from another country.',
		'Dev Rao',
		'Participant is already in this chat',
		'with the option Skip If Already in the Chat, it comes out on Success',
	]) {
		const shown = panel.getByTestId('output-panel').getByText(text);
		await shown.filter({ hasNotText: 'went to the Error output' }).waitFor();
	}
	await look('the-error-branch');
	await closeNode(page);

	await addAfter(page, addParticipant, 'Error');
	const next = await takeStep(page, 'no operation', afterFailure);
	await next.getByTestId('ndv-input-panel').getByText('Ben Ortiz').waitFor();
	await look('the-step-after-a-failure');
	await closeNode(page);
	await page.getByTestId('execute-workflow-button').click();
	await page.getByText('Workflow executed successfully').waitFor();
	await page.getByTestId('zoom-to-fit').click();
	await look('canvas');
	const ran = await openNode(page, afterFailure);
	await ran.getByTestId('output-panel').getByText('Ben Ortiz').waitFor();
	await closeNode(page);
	await canvasNode(page, afterFailure).waitFor();
});

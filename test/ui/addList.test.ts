import { ACME_ONBOARDING_ID } from '../emulator/demoAccount';
import { executeStep } from './editing';
import { prepareList } from './list';
import { welcomeNewcomer, type Newcomer } from './newcomer';

let newcomer: Newcomer;

beforeAll(async () => {
	newcomer = await welcomeNewcomer('3-add-a-list');
}, 900_000);

afterAll(async () => {
	await newcomer.leave();
});

test('six rows of a spreadsheet are added, their numbers written as people write them', async () => {
	const { page, look, linq } = newcomer;
	const panel = await prepareList(newcomer, [
		{ name: 'Ada Park', phone: '(202) 555-0190' },
		{ name: 'Ben Ortiz', phone: '202.555.0191' },
		{ name: 'Cleo Grant', phone: '202 555 0192' },
		{ name: 'Dev Rao', phone: '1-202-555-0193' },
		{ name: 'Ella Novak', phone: '+1 202 555 0194' },
		{ name: 'Finn Weber', phone: 'finn.weber@example.com' },
	]);
	await executeStep(page);
	await page.getByText('Node executed successfully').waitFor();
	await panel.getByText('Success Branch (6 items)').waitFor();
	await panel.getByText('finn.weber@example.com').waitFor();
	expect(await panel.getByText('went to the Error output').count()).toBe(0);
	await look('all-added');
	await linq.settled();
	const members = linq.account.chat(ACME_ONBOARDING_ID)!.handles.map(({ handle }) => handle);
	expect(members).toEqual(
		expect.arrayContaining([
			'+12025550190',
			'+12025550191',
			'+12025550192',
			'+12025550193',
			'+12025550194',
			'finn.weber@example.com',
		]),
	);
});

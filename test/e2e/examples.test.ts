import type { INodeExecutionData } from 'n8n-workflow';
import { expectedErrors, expectedRequests } from '../examples/askForAPayment';
import { examples, exampleWith, type Example } from '../examples/examples';
import { recipes, type Recipe } from '../examples/recipes';
import { everyItemOf, outputOf } from '../n8n/shapes';
import { setStage, type Stage } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await setStage();
}, 900_000);

afterAll(async () => {
	await stage.end();
});

const reasonOf = ({ json }: INodeExecutionData) => (json.error as { category: string }).category;

test('a new customer is welcomed: in the group there is, and in one that is created', async () => {
	const { client, credential, linq } = stage;
	const example = 'welcome-a-new-customer';
	const workflow = await stage.workflow(credential, undefined, { example });
	const execution = await client.runWorkflow(workflow, 'Deals won');
	const groups = linq.account.chats.filter(({ display_name }) =>
		['Acme onboarding', 'Birch & Co onboarding'].includes(display_name ?? ''),
	);
	expect(groups).toHaveLength(2);
	const sent = everyItemOf(execution, 'Send the greeting');
	expect(sent.map(({ json }) => json.chat_id).sort()).toEqual(groups.map(({ id }) => id).sort());
	for (const group of groups) {
		expect(group.handles.map(({ handle, status }) => [handle, status])).toContainEqual([
			'+12025550190',
			'active',
		]);
		const greeting = linq.account.messages.filter(({ chat_id }) => chat_id === group.id).at(-1)!;
		expect(greeting.parts.map(({ type }) => type)).toEqual(['text', 'media', 'media']);
		expect(greeting.effect).toEqual({ type: 'screen', name: 'confetti' });
	}
});

test('a conversation moves to a colleague, who is added before the other is removed', async () => {
	const { client, credential, linq } = stage;
	const workflow = await stage.workflow(credential, undefined, {
		example: 'move-a-conversation-to-a-colleague',
	});
	const execution = await client.runWorkflow(workflow, 'Hand-overs');
	const [moved] = outputOf(execution, 'Hand the chat over');
	expect(moved!.map(({ json }) => [json.case_id, json.added, json.removed])).toEqual([
		[4001, ['+12025550155'], ['+12025550151']],
		[4002, ['+12025550155'], []],
	]);
	const withMedia = linq.account.messages.filter(({ parts }) =>
		parts.some(({ type }) => type === 'media'),
	);
	// Both at the same time.
	const told = withMedia.slice(-2).map(({ chat_id }) => chat_id);
	expect(told.sort()).toEqual(moved!.map(({ json }) => json.chat_id).sort());
	const group = linq.account.chat('7e3f1d85-b9a4-4c60-92f7-5d0a8c6e1b74')!;
	const statusOf = (phone: string) => group.handles.find(({ handle }) => handle === phone)?.status;
	expect([statusOf('+12025550155'), statusOf('+12025550151')]).toEqual(['active', 'removed']);
	const failed = outputOf(execution, 'Follow up by hand')[0]!;
	expect(
		failed.map(({ json }) => [json.case_id, (json.error as { category: string }).category]),
	).toEqual([[4003, 'conflict']]);
});

test('groups follow the deal team: whoever left it goes, and the customer stays', async () => {
	const { client, credential, linq } = stage;
	const example = 'keep-groups-in-step';
	const workflow = await stage.workflow(credential, undefined, { example });
	const execution = await client.runWorkflow(workflow, 'Every morning');
	const [kept, failed] = outputOf(execution, 'Keep the group in step');
	expect(kept!.map(({ json }) => json)).toEqual([
		{
			chat_id: 'e08d5b2c-61f9-4d73-8a4e-f2b6c9071d85',
			added: ['+12025550156', '+12025550157'],
			removed: ['+12025550161'],
			unchanged: ['+12025550162'],
		},
		{
			chat_id: '9d2a4c17-5e8f-4b36-a0d9-3c7f1e6b8a52',
			added: ['+442079460190'],
			removed: [],
			unchanged: ['+442079460121', '+442079460122'],
		},
	]);
	expect(failed!.map(reasonOf)).toEqual(['conflict']);
	await linq.settled();
	const group = linq.account.chat('e08d5b2c-61f9-4d73-8a4e-f2b6c9071d85')!;
	const active = group.handles.filter(({ status, is_me }) => status === 'active' && !is_me);
	expect(active.map(({ handle }) => handle).sort()).toEqual([
		'+12025550156',
		'+12025550157',
		'+12025550162',
	]);
});

test('a payment is asked for, and its link sent: for each order whose amount is one', async () => {
	const { client, credential, linq } = stage;
	const workflow = await stage.workflow(credential, undefined, { example: 'ask-for-a-payment' });
	const execution = await client.runWorkflow(workflow, 'Orders');
	expect(execution.status).toBe('success');
	const asked = linq.account.paymentRequests.map(({ metadata, amount }) => [
		metadata!.order_id,
		amount,
	]);
	expect(asked.sort()).toEqual(expectedRequests.map(([order, amount]) => [order, amount]));
	const [sent] = outputOf(execution, 'Send the link');
	expect(sent!.map(({ json }) => json.order_id)).toEqual(expectedRequests.map(([order]) => order));
	const failed = outputOf(execution, 'Follow up by hand')[0]!;
	expect(failed.map(({ json }) => json.order_id)).toEqual(expectedErrors.map(([order]) => order));
});

test('a poll about a date: the group is asked, and each day is a row for the sheet', async () => {
	const { client, credential, linq } = stage;
	const workflow = await stage.workflow(credential, undefined, { example: 'poll-about-a-date' });
	const execution = await client.runWorkflow(workflow, 'Dates to be found');
	expect(execution.status).toBe('success');
	const [rows] = outputOf(execution, 'One row a choice');
	expect(rows!.map(({ json }) => [json.Choice, json.Votes, json.Who])).toEqual([
		['Monday, 9 am', 0, ''],
		['Tuesday, 2 pm', 0, ''],
		['Thursday, 10 am', 0, ''],
	]);
	const [poll] = linq.account.polls.values();
	expect(rows!.map(({ json }) => json['Choice ID'])).toEqual(
		poll!.options.map(({ option_id }) => option_id),
	);
});

test.each(Object.entries(recipes) as Array<[Example, Recipe]>)(
	'%s: who can be added is, and of the others it is said why not',
	async (example, { start, success, error }) => {
		const { client, credential } = stage;
		const workflow = await stage.workflow(credential, undefined, { example });
		const execution = await client.runWorkflow(workflow, start);
		expect(execution.status).toBe('success');
		const [added, refused] = outputOf(execution, 'Add to the chat');
		expect(added!.map(({ json }) => [json.handle, json.status])).toEqual(success);
		expect(refused!.map(reasonOf)).toEqual(error);
	},
);

test('every parameter of an example is one that its step has', async () => {
	const types = await stage.client.nodeTypes();
	for (const example of examples) {
		const { nodes } = exampleWith(example, 'Linq');
		for (const { type, typeVersion, parameters } of nodes) {
			const known = types.find(
				({ name, version }) => name === type && [version].flat().includes(typeVersion),
			);
			const names = known?.properties.map(({ name }) => name) ?? [];
			expect([
				example,
				type,
				Object.keys(parameters).filter((name) => !names.includes(name)),
			]).toEqual([example, type, []]);
		}
	}
});

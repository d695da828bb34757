import type { RecordedRequest } from '../emulator';
import { ACME_ONBOARDING_ID, DANA_REYES_ID, LONDON_VIEWINGS_ID } from '../emulator/demoAccount';
import type { NewWorkflow } from '../n8n/shapes';
import { setAgentStage, type AgentStage } from './agentStage';
import type { ModelRequest, Tool, Turn } from './model';

let stage: AgentStage;

beforeAll(async () => {
	stage = await setAgentStage();
}, 900_000);

afterAll(async () => {
	await stage.end();
});

/** One call, or several at once. */
function call(...calls: Array<[tool: string, input: object]>): Turn {
	return () => ({ calls: calls.map(([tool, input]) => ({ tool, input })) });
}

const find = (name: string): Turn => call(['Find_group_chats', { name, groups_only: true }]);

/** Adds someone to the chat that the first result of the conversation is about. */
const addToFound =
	(...handles: string[]): Turn =>
	(request) => ({
		calls: handles.map((handle) => ({
			tool: 'Add_to_group_chat',
			input: { chat_id: resultsOf(request)[0]![0]!.id, handle },
		})),
	});

const finish =
	(text: string): Turn =>
	() => ({ text });

/** Each tool's answer as n8n gives it: the items that came out, as JSON. */
function resultsOf({ results }: ModelRequest) {
	return results.map(({ output }) => JSON.parse(output) as Array<Record<string, unknown>>);
}

const lastResults = (asked: ModelRequest[]) => resultsOf(asked.at(-1)!);

const inBrief = ({ method, path, body }: RecordedRequest) => [
	`${method} ${path.replace('/api/partner', '')}`,
	...(body === undefined ? [] : [body]),
];

const missingCountry =
	'The phone number has no country code. Write it with + and the country code, such as +1 202 555 0100, or choose a country in the option Default Country.';

test('it finds the chat by name, is refused, reads why, corrects the number and succeeds', async () => {
	const { answer, asked, sent } = await stage.ask(
		'Add Ben Carter, (202) 555-0102, to Acme onboarding',
		[
			find('acme Onboarding'),
			addToFound('(202) 555-0102'),
			addToFound('+1 202 555 0102'),
			finish('Ben Carter is on his way into Acme onboarding.'),
		],
	);
	expect(answer).toBe('Ben Carter is on his way into Acme onboarding.');
	expect(lastResults(asked)).toEqual([
		[expect.objectContaining({ id: ACME_ONBOARDING_ID, display_name: 'Acme onboarding' })],
		[{ error: missingCountry }],
		[
			expect.objectContaining({
				chat_id: ACME_ONBOARDING_ID,
				handle: '+12025550102',
				status: 'accepted',
			}),
		],
	]);
	expect(sent.map(inBrief)).toEqual([
		['GET /v3/chats'],
		[`POST /v3/chats/${ACME_ONBOARDING_ID}/participants`, { handle: '+12025550102' }],
	]);
});

test('what Linq refuses ends that call only, and the next one succeeds', async () => {
	const add = (chat_id: string): Turn =>
		call(['Add_to_group_chat', { chat_id, handle: '+12025550103' }]);
	const { answer, asked } = await stage.ask('Add Cleo, +1 202 555 0103, to London viewings', [
		add('London viewings'),
		add('00000000-1111-4222-8333-444444444444'),
		add(DANA_REYES_ID),
		find('London viewings'),
		add(LONDON_VIEWINGS_ID),
		finish('Done.'),
	]);
	expect(answer).toBe('Done.');
	const [notAnId, noSuchChat, noGroup, , added] = lastResults(asked);
	expect(notAnId![0]!.error).toContain('This is not a chat ID');
	expect(noSuchChat![0]!.error).toMatch(/^Chat not found\. Check the chat ID/);
	expect(noGroup![0]!.error).toMatch(/only group chats\. .*pick a group chat instead\.$/);
	expect(added![0]).toMatchObject({ chat_id: LONDON_VIEWINGS_ID, status: 'accepted' });
});

test('it is told when nothing was found, and sends a message into the chat it then finds', async () => {
	const text = 'The kick-off has moved to Friday at 10.';
	const { answer, asked, sent } = await stage.ask('Tell everyone in ACME: the kick-off moved', [
		find('ACME'),
		call(['Find_group_chats', {}]),
		(request) => {
			const found = resultsOf(request)[1]!.find(({ display_name }) =>
				String(display_name).startsWith('Acme'),
			);
			return { calls: [{ tool: 'Send_a_message', input: { chat_id: found!.id, text } }] };
		},
		finish('I told them.'),
	]);
	expect(answer).toBe('I told them.');
	const [nothing, all, message] = lastResults(asked);
	expect(nothing).toEqual([{ message: 'Nothing was found' }]);
	expect(all!.length).toBeGreaterThan(5);
	expect(all!.every(({ is_group }) => is_group)).toBe(true);
	expect(message).toEqual([
		expect.objectContaining({
			chat_id: ACME_ONBOARDING_ID,
			message: expect.objectContaining({ delivery_status: 'queued' }) as unknown,
		}),
	]);
	expect(sent.map(inBrief).at(-1)).toEqual([
		`POST /v3/chats/${ACME_ONBOARDING_ID}/messages`,
		{ message: expect.objectContaining({ parts: [{ type: 'text', value: text }] }) as unknown },
	]);
});

test('calls made at once get an answer each, also when one of them fails', async () => {
	const { asked, sent } = await stage.ask('Add these three to Acme onboarding', [
		find('Acme onboarding'),
		addToFound('+12025550104', '202 555 0105', 'farid@acme.example.com'),
		finish('Two of them.'),
	]);
	const [, , { results }] = asked as [ModelRequest, ModelRequest, ModelRequest];
	expect(new Set(results.map(({ callId }) => callId)).size).toBe(4);
	expect(lastResults(asked).slice(1)).toEqual([
		[expect.objectContaining({ handle: '+12025550104', status: 'accepted' })],
		[{ error: missingCountry }],
		[expect.objectContaining({ handle: 'farid@acme.example.com', status: 'accepted' })],
	]);
	expect(sent.slice(1).map(({ body }) => body)).toEqual([
		{ handle: '+12025550104' },
		{ handle: 'farid@acme.example.com' },
	]);
});

test('only where On Error is set to Stop Workflow does a failing call end the execution', async () => {
	const conversation = stage.ask('Add Ben', [find('Acme onboarding'), addToFound('555 0102')], {
		change: ({ nodes }) => {
			nodes.find(({ name }) => name === 'Add to group chat')!.onError = 'stopWorkflow';
		},
	});
	await expect(conversation).rejects.toThrow('The phone number has no country code');
});

test('the same message sent twice on purpose arrives twice', async () => {
	const send: Turn = call(['Send_a_message', { chat_id: ACME_ONBOARDING_ID, text: 'Ping' }]);
	const { asked, sent } = await stage.ask('Ping them twice', [send, send, finish('Twice.')]);
	const ids = lastResults(asked).map(([result]) => (result!.message as { id: string }).id);
	expect(new Set(ids).size).toBe(2);
	expect(sent).toHaveLength(2);
});

test('a refused key: it learns so, and no key is in what it gets nor in the execution', async () => {
	const { linq, refusedKey, refusedCredential: credential } = stage;
	const { execution, answer, asked, sent } = await stage.ask(
		'Add Ben to Acme onboarding',
		[
			find('Acme onboarding'),
			(request) => ({ text: `Linq says: ${String(resultsOf(request)[0]![0]!.error)}` }),
		],
		{ credential },
	);
	expect(answer).toBe(
		'Linq says: Unauthorized - missing or invalid authentication token. Put a valid API key into the Linq credential, then try again.',
	);
	expect(sent).toHaveLength(1);
	const everything = [execution.data, asked, stage.server.log()].map((part) =>
		JSON.stringify(part),
	);
	for (const text of everything) {
		expect(text).not.toContain(refusedKey);
		expect(text).not.toContain(linq.apiKey);
	}
});

/** Whom the example asks first. */
const reviewer = '+12025550155';

/** Has the model add someone, for which the example needs a yes, and answers when it is asked. */
async function askFirst(handle: string, text: string) {
	const { linq, client } = stage;
	const add = { toolParameters: { chat_id: ACME_ONBOARDING_ID, handle }, hitlParameters: {} };
	const turns = [find('Acme onboarding'), call(['Add_to_group_chat', add]), finish('Done.')];
	const conversation = await stage.ask(`Add ${handle} to Acme onboarding`, turns, {
		example: 'approve-what-an-agent-does',
		async meanwhile(execution) {
			await client.waitUntilWaiting(execution);
			await linq.people.writes(linq.account.messages.at(-1)!.chat_id, reviewer, { text });
		},
	});
	const { asked, sent } = conversation;
	return {
		question: linq.account.messages.findLast((message) => message.is_from_me)!.parts,
		told: asked.at(-1)!.results.at(-1)!.output,
		added: sent.filter(({ path }) => path.endsWith('/participants')).map(({ body }) => body),
	};
}

test('a tool that needs a yes runs once a person has written it', async () => {
	const handle = '+12025550107';
	const { question, told, added } = await askFirst(handle, 'Yes, go ahead');
	expect(question).toEqual([
		expect.objectContaining({
			value: `The agent wants to use "Add_to_group_chat" with:\n\nchat_id: ${ACME_ONBOARDING_ID}\nhandle: ${handle}\n\nMay it? Answer yes, or no and why not.`,
		}),
	]);
	expect(added).toEqual([{ handle }]);
	expect(JSON.parse(told)).toEqual([expect.objectContaining({ handle, status: 'accepted' })]);
	expect(stage.linq.account.webhookSubscriptions).toEqual([]);
});

test('a tool that a person refuses does not run, and the agent is told why', async () => {
	const { told, added } = await askFirst('+12025550108', 'No, she is on leave until Monday.');
	expect(added).toEqual([]);
	expect(told).toContain('provided feedback: \\"No, she is on leave until Monday.\\"');
	expect(stage.linq.account.webhookSubscriptions).toEqual([]);
});

test('a yes that is there before n8n waits counts as well', async () => {
	const { linq } = stage;
	const handle = '+12025550109';
	const add = { toolParameters: { chat_id: ACME_ONBOARDING_ID, handle }, hitlParameters: {} };
	const answered = linq.people.answers(reviewer, { reaction: 'like' });
	const { asked, sent } = await stage.ask(
		'Add Ida',
		[call(['Add_to_group_chat', add]), finish('Done.')],
		{ example: 'approve-what-an-agent-does' },
	);
	await answered;
	expect(sent.map(({ body }) => body)).toContainEqual({ handle });
	expect(lastResults(asked)).toEqual([[expect.objectContaining({ handle, status: 'accepted' })]]);
});

/** The tool as people leave it who only press the button that lets the model define a parameter. */
function asDropped({ nodes, connections }: NewWorkflow): void {
	const node = nodes.find(({ name }) => name === 'Add to group chat')!;
	const name = 'Add person to chat in Linq Chat';
	connections[name] = connections[node.name]!;
	delete connections[node.name];
	node.name = name;
	node.parameters = {
		chatId: { __rl: true, mode: 'id', value: byModel('Chat') },
		handle: byModel('Phone_Number_or_Email'),
	};
}

const byModel = (name: string) =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`\`, 'string') }}`;

/** A tool in brief: of each parameter its type, and its description if it has one. */
const told = ({ name, description, parameters }: Tool) => ({
	name,
	description,
	parameters: Object.fromEntries(
		Object.entries(parameters.properties).map(([key, { type, description: text }]) => [
			key,
			[type, text].filter(Boolean).join(': '),
		]),
	),
});

test('what the model is told about the tools of the example', async () => {
	const { asked } = await stage.ask('Hello', [finish('Hello.')]);
	const tools = asked[0]!.tools.map(told).sort((one, other) => (one.name < other.name ? -1 : 1));
	expect(tools).toEqual([
		{
			description:
				'Add one person to a group chat. Call it once for each person. Comes back: chat_id, handle and status; accepted means that Linq has queued the person, who joins a little later. If it fails, error says why and what to do about it.',
			name: 'Add_to_group_chat',
			parameters: {
				chat_id: 'string: The id of the group chat, as Find group chats gives it; not its name',
				handle:
					'string: Phone number with + and country code, such as +12025550100, or email address',
			},
		},
		{
			description:
				'Find the group chat that the user names, or list all group chats when no name is given. Comes back: for each chat id, which the other tools ask for, display_name, and handles, the people in it. When nothing was found, list all chats and look for a name that is written otherwise.',
			name: 'Find_group_chats',
			parameters: {
				groups_only: 'boolean: true for group chats, false for chats between two people as well',
				name: 'string: The whole name of the chat; capital letters do not matter. Empty text for all chats.',
			},
		},
		{
			description:
				'Send a message into a chat. Everyone in it gets it at once, so use it only when the user asked for it. Comes back: chat_id and the message with its id and delivery_status. If it fails, error says why and what to do about it.',
			name: 'Send_a_message',
			parameters: {
				chat_id: 'string: The id of the chat, as Find group chats gives it; not its name',
				text: 'string: What the message says: plain text, no markdown',
			},
		},
	]);
});

test('what the model is told about a tool that nobody has described', async () => {
	const input = { Chat: ACME_ONBOARDING_ID, Phone_Number_or_Email: '+12025550106' };
	const { asked } = await stage.ask(
		'Add Gil',
		[call(['Add_person_to_chat_in_Linq_Chat', input]), finish('Done.')],
		{ change: asDropped },
	);
	const tool = asked[0]!.tools.find(({ name }) => name.startsWith('Add_person'));
	expect(told(tool!)).toEqual({
		description:
			'Add one person to a group chat. Chat: the ID of the group chat, a UUID, not its name. Phone number or email: of one person; phone numbers with + and country code, such as +12025550100. Comes back: chat_id, handle and status. Accepted means that Linq has queued the person, who joins a little later. If it fails, error says why and what to do about it.',
		name: 'Add_person_to_chat_in_Linq_Chat',
		parameters: {
			Chat: 'string',
			Phone_Number_or_Email: 'string',
		},
	});
	expect(lastResults(asked)[0]![0]).toMatchObject({ handle: '+12025550106', status: 'accepted' });
});

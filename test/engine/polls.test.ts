import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { workflowOf } from './engine';
import { byId, reportsOf, startSetting, type Report, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const days = 'Monday\nTuesday';
const question = 'Which day suits you?';

const create = async (parameters: INodeParameters, items: INodeExecutionData[] = [{ json: {} }]) =>
	await setting.run('poll', 'create', items, { chatId: byId(setting.chatId), ...parameters });

/** The polls of the account, by what can be voted for. */
const polls = () =>
	[...setting.linq.account.polls.values()].map(({ options }) => options.map(({ text }) => text));

/** The texts in the chat, and where a poll stands between them. */
const written = () =>
	setting.linq.account.messages.map(({ id, parts: [part] }) => {
		if (setting.linq.account.polls.has(id)) return 'a poll';
		return part?.type === 'text' ? part.value : part?.type;
	});

const asked = () =>
	setting.linq.requests.map(({ method, path }) => [method, path.split('/').at(-1)]);

describe('a poll', () => {
	test('comes right after its question, in a chat that was looked at', async () => {
		const { success, error } = await create({ question, choices: days });
		expect(error).toEqual([]);
		expect(written()).toEqual([question, 'a poll']);
		expect(asked()).toEqual([
			['GET', setting.chatId],
			['POST', 'messages'],
			['POST', 'polls'],
		]);
		expect(success[0]!.json).toMatchObject({
			chat_id: setting.chatId,
			message_id: setting.linq.account.messages[1]!.id,
			question_message_id: setting.linq.account.messages[0]!.id,
			poll: { total_voters: 0, options: [{ text: 'Monday' }, { text: 'Tuesday' }] },
		});
	});

	test.each(['', ' \n'])('without a question is one request (%j)', async (none) => {
		const { success } = await create({ question: none, choices: days });
		expect(asked()).toEqual([['POST', 'polls']]);
		expect(success[0]!.json).not.toHaveProperty('question_message_id');
	});

	test.each<[string, unknown, string[]]>([
		['lines', 'Monday\r\n\r\n Tuesday \n', ['Monday', 'Tuesday']],
		[
			'lines with commas in them',
			'Monday, 9 am\nTuesday; later',
			['Monday, 9 am', 'Tuesday; later'],
		],
		['a list', ['Monday', 2, ' Tuesday'], ['Monday', '2', 'Tuesday']],
		['a list as a model writes it', '["Monday", "Tuesday"]', ['Monday', 'Tuesday']],
		[
			'options as Linq answers them',
			[{ text: 'Monday' }, { text: 'Tuesday' }],
			['Monday', 'Tuesday'],
		],
		['the same choice twice', 'Monday\nTuesday\nMonday', ['Monday', 'Tuesday']],
	])('takes its choices from %s', async (_, choices, expected) => {
		const { error } = await create({ choices: '={{ $json.choices }}' }, [
			{ json: { choices: choices as string } },
		]);
		expect(error).toEqual([]);
		expect(polls()).toEqual([expected]);
	});

	test.each<[string, unknown, string]>([
		['nothing', '', 'Choices is missing: there is nothing to choose from'],
		['blanks', ' \n\t', 'Choices is missing: there is nothing to choose from'],
		['an empty list', [], 'Choices is missing: there is nothing to choose from'],
		['nothing at all', null, 'Choices is missing: there is nothing to choose from'],
		['one choice', 'Monday', 'There is only one choice'],
		['one choice twice', 'Monday\nMonday', 'There is only one choice'],
		['objects', [{ day: 'Monday' }, { day: 'Tuesday' }], 'One of the choices is no text'],
		['yes and no', [true, false], 'One of the choices is no text'],
	])('of %s is refused before anything is sent', async (_, choices, message) => {
		const result = await create({ question, choices: '={{ $json.choices }}' }, [
			{ json: { choices: choices as string } },
		]);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', message, attempts: 0 }]);
		expect(setting.linq.requests).toEqual([]);
	});

	test.each(['RCS', 'SMS'] as const)('sends no question into a chat on %s', async (service) => {
		setting.linq.account.chat(setting.chatId)!.service = service;
		const result = await create({ question, choices: days });
		expect(reportsOf(result)).toMatchObject([
			{
				category: 'conflict',
				message: `This chat is on ${service}, where there are no polls`,
				hint: 'Polls work in iMessage chats only; pick another chat, or ask in a message instead.',
			},
		]);
		expect(written()).toEqual([]);
		expect(asked()).toEqual([['GET', setting.chatId]]);
	});

	test('without a question is refused by Linq there, with the same advice', async () => {
		setting.linq.account.chat(setting.chatId)!.service = 'RCS';
		const [report] = reportsOf(await create({ choices: days }));
		expect(report).toMatchObject({ code: 2017, attempts: 1 });
		expect(report!.hint).toMatch(/^Polls work in iMessage chats only/);
	});

	test('goes on where Linq names no service', async () => {
		setting.linq.account.chat(setting.chatId)!.service = null;
		const result = await create({ question, choices: days });
		expect(written()[0]).toBe(question);
		expect(reportsOf(result)[0]!.code).toBe(2017);
	});

	test('of each item keeps together with its question', async () => {
		const items = [1, 2, 3].map((number) => ({ json: { number } }));
		setting.linq.faults.add({ kind: 'delay', milliseconds: 40, path: /messages$/ });
		await create({ question: '=Question {{ $json.number }}', choices: days }, items);
		expect(written()).toEqual([1, 2, 3].flatMap((number) => [`Question ${number}`, 'a poll']));
	});
});

describe('a question is sent once', () => {
	const lost = {
		...({ kind: 'error', status: 504, code: 3005, retryAfter: 0, applied: true } as const),
	};
	const record = [{ json: { name: 'Jo' } }];
	const errorOf = ({ json }: INodeExecutionData) =>
		json.error as unknown as Report & { idempotency_key?: string };

	test('when an answer to it, and one to the poll, got lost', async () => {
		setting.linq.faults.add({ ...lost, path: /messages$/ });
		setting.linq.faults.add({ ...lost, path: /polls$/ });
		const { success, error } = await create({ question, choices: days });
		expect(error).toEqual([]);
		expect(success).toHaveLength(1);
		expect(written()).toEqual([question, 'a poll']);
	});

	test('under another key than the poll, both the same with each try', async () => {
		setting.linq.faults.add({ ...lost, path: /messages$/ });
		setting.linq.faults.add({ ...lost, path: /polls$/ });
		await create({ question, choices: days, options: { idempotencyKey: 'date 7' } });
		const keys = setting.linq.requests.flatMap(({ body }) => {
			const { message, poll } = (body ?? {}) as Record<string, { idempotency_key: string }>;
			return (message ?? poll)?.idempotency_key ?? [];
		});
		expect(keys).toHaveLength(4);
		expect(keys[0]).toBe(keys[1]);
		expect(keys[2]).toBe(keys[3]);
		expect(keys[0]).not.toBe(keys[2]);
		expect(keys[2]).toMatch(/^date 7-/);
	});

	test.each<[string, object, number]>([
		['all answers to the poll got lost', { ...lost, times: Infinity }, 1],
		['the poll was refused', { kind: 'error', status: 403, code: 2005, times: Infinity }, 0],
		['Linq limits polls', { kind: 'error', status: 429, retryAfter: 0, times: Infinity }, 0],
		['the key was refused', { kind: 'error', status: 401, code: 2004, times: Infinity }, 0],
	])('where %s and the record is led back into the step', async (_, fault, made) => {
		const options = { maxRetries: 1 };
		setting.linq.faults.add({ ...fault, path: /polls$/ } as never);
		const { success, error } = await create({ question, choices: days, options }, record);
		expect(success).toEqual([]);
		expect(polls()).toHaveLength(made);
		expect(errorOf(error[0]!).hint).toMatch(/sends (it|the question) only once\.$/);
		expect(errorOf(error[0]!).attempts).toBeGreaterThanOrEqual(2);
		setting.linq.faults.clear();
		const again = await create({ question, choices: days, options }, [{ json: error[0]!.json }]);
		expect(again.error).toEqual([]);
		expect(written()).toEqual([question, 'a poll']);
	});

	test('where its choices are corrected, as the hint says to', async () => {
		setting.linq.faults.add({ kind: 'error', status: 400, code: 1005, path: /polls$/ });
		const { error } = await create({ question, choices: days }, record);
		expect(errorOf(error[0]!).hint).toBe(
			'Correct the value that Linq names. The question was sent already: leave Question empty when you correct this record; unchanged and with its error, it can come back into the same step, and Linq sends the question only once.',
		);
		const corrected = { question: '', choices: 'Monday\nFriday' };
		const again = await create(corrected, [{ json: error[0]!.json }]);
		expect(again.error).toEqual([]);
		expect(written()).toEqual([question, 'a poll']);
	});

	test('which is said as well where an earlier try may have made the poll', async () => {
		const path = /polls$/;
		setting.linq.faults.add({ kind: 'error', status: 503, code: 3006, retryAfter: 0, path });
		setting.linq.faults.add({ kind: 'error', status: 400, code: 1005, path });
		const { error } = await create({ question, choices: days }, record);
		expect(errorOf(error[0]!).hint).toMatch(
			/^An earlier try that failed may have done it nevertheless: look into the chat .* The question was sent already: leave Question empty when you correct this record;/,
		);
	});

	test('while a poll that failed before its question leaves no key behind', async () => {
		setting.linq.faults.add({ kind: 'error', status: 403, code: 2024, path: /messages$/ });
		const { error } = await create({ question, choices: days }, record);
		expect(errorOf(error[0]!)).not.toHaveProperty('idempotency_key');
		expect(asked().at(-1)).toEqual(['POST', 'messages']);
	});

	test('where an agent, which can bring no key, is told that it is there', async () => {
		const file = workflowOf([{ json: {} }], {
			...{ resource: 'poll', operation: 'create', chatId: byId(setting.chatId) },
			...{ question, choices: days, options: { maxRetries: 0 } },
		});
		Object.assign(file.nodes[1]!, {
			type: 'n8n-nodes-linq-chat.linqChatTool',
			rewireOutputLogTo: 'ai_tool',
		});
		setting.linq.faults.add({ kind: 'error', status: 403, code: 2005, path: /polls$/ });
		const { data } = await setting.engine.start(file, setting.credential).finished;
		expect(data.resultData.runData['Linq Chat']![0]!.error?.message).toMatch(
			/The question was sent already: leave it empty when you try again\.$/,
		);
	});
});

describe('a poll that is there', () => {
	const voter = '+12025550101';
	let messageId: string;
	let optionIds: string[];

	beforeEach(() => {
		const { account } = setting.linq;
		const poll = account.addPoll(account.chat(setting.chatId)!, ['Monday', 'Tuesday']);
		messageId = poll.message_id;
		optionIds = poll.options.map(({ option_id }) => option_id);
	});

	const run = async (operation: string, parameters: INodeParameters = {}) =>
		await setting.run('poll', operation, [{ json: {} }], {
			...{ messageId: byId(messageId), ...parameters },
		});
	const votersOf = () =>
		setting.linq.account.polls
			.get(messageId)!
			.options.map(({ voters }) => voters.map(({ handle }) => handle.handle));

	test('tells who voted for what, and counts each person once', async () => {
		for (const option of ['Monday', 'Tuesday']) {
			setting.linq.account.vote(messageId, { handle: voter, option });
		}
		const { success } = await run('get');
		expect(success[0]!.json).toMatchObject({
			message_id: messageId,
			poll: { total_voters: 1, options: [{ text: 'Monday' }, { voters: [{}] }] },
		});
	});

	test('gains choices', async () => {
		const { success } = await run('addChoices', { choices: 'Friday' });
		expect(polls()).toEqual([['Monday', 'Tuesday', 'Friday']]);
		expect(success[0]!.json).toMatchObject({ message_id: messageId });
	});

	test('takes a vote of one’s own, and gives it back', async () => {
		const optionId = byId(optionIds[1]!.toUpperCase());
		await run('vote', { optionId });
		await run('vote', { optionId, action: 'add' });
		expect(votersOf()).toEqual([[], ['+12025550100']]);
		await run('vote', { optionId, action: 'remove' });
		expect(votersOf()).toEqual([[], []]);
	});

	test('is told from other messages', async () => {
		const { account } = setting.linq;
		const { id } = account.addMessage(account.chat(setting.chatId)!, { text: 'Hello' });
		const [report] = reportsOf(await run('get', { messageId: byId(id) }));
		expect(report).toMatchObject({ code: 2002, attempts: 1 });
		expect(report!.hint).toMatch(/^Check the poll: give the message_id/);
	});

	test('that the answer doesn’t show is no success', async () => {
		const other = { chat_id: setting.chatId, message_id: setting.chatId, poll: {} };
		setting.linq.faults.add({ kind: 'raw', body: JSON.stringify(other) });
		const result = await run('get');
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_response' }]);
	});

	test('of one chat is worked on in order where the chat is given', async () => {
		setting.linq.faults.add({ kind: 'delay', milliseconds: 40 });
		const items = optionIds.map((option) => ({ json: { option } }));
		await setting.run('poll', 'vote', items, {
			...{ chatId: byId(setting.chatId), messageId: byId(messageId) },
			optionId: byId('={{ $json.option }}'),
		});
		const sent = setting.linq.requests.map(({ body }) => (body as { option_id: string }).option_id);
		expect(sent).toEqual(optionIds);
		expect(votersOf()).toEqual([['+12025550100'], ['+12025550100']]);
	});

	describe('in the picker', () => {
		const pick = async (chosen: INodeParameters, filter?: string) =>
			await setting.engine.search('searchPollChoices', setting.credential, filter, undefined, {
				...{ resource: 'poll', operation: 'vote', ...chosen },
			});

		test('shows its choices, and those that hold what was typed', async () => {
			expect(await pick({ messageId: byId(messageId) })).toEqual({
				results: [
					{ name: 'Monday', value: optionIds[0] },
					{ name: 'Tuesday', value: optionIds[1] },
				],
			});
			expect((await pick({ messageId: byId(messageId) }, ' TUES')).results).toEqual([
				{ name: 'Tuesday', value: optionIds[1] },
			]);
		});

		test('asks for the poll first', async () => {
			await expect(pick({ messageId: byId('') })).rejects.toMatchObject({
				message: 'Pick the poll first',
			});
			expect(setting.linq.requests).toEqual([]);
		});

		test('stands among the messages of its chat', async () => {
			const { results } = await setting.engine.search(
				...(['searchMessages', setting.credential, undefined, undefined] as const),
				{ resource: 'poll', operation: 'get', chatId: byId(setting.chatId) },
			);
			expect(results).toEqual([
				{
					name: expect.stringMatching(/: Poll, or a message without text$/) as string,
					value: messageId,
				},
			]);
		});
	});
});

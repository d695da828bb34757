import { WAIT_INDEFINITELY, type INodeParameters } from 'n8n-workflow';
import {
	anHour,
	answers,
	ask,
	askIn,
	call,
	chat,
	claim,
	executions,
	host,
	line,
	linq,
	member,
	minute,
	other,
	picked,
	question,
	reports,
	restart,
	run,
	sent,
	startAnother,
	startAsking,
	statuses,
	textIn,
	writes,
} from './asking';
import { missingIn } from '../api/outputSchemas';
import type { WaitingResult } from './waitingHost';

startAsking();

describe('what is asked, and where', () => {
	test('in a chat: the message as it was written; the answer comes out with the chat and the question', async () => {
		const id = await ask({}, [{ json: { customer: 7 } }]);
		expect(sent().map(textIn)).toEqual([question]);
		const { message } = await writes('Yes!');
		const result = await executions.ended(id);
		expect(result).toMatchObject({ status: 'success', error: [] });
		const given = result.success.map(({ json }) => json);
		expect(missingIn('message:sendAndWait', given)).toEqual([]);
		expect(given).toEqual([
			{
				chat_id: chat.id,
				message_id: sent()[0]!.id,
				data: {
					...{ approved: true, text: 'Yes!', via: 'text', status: 'answered' },
					...{ respondedBy: member, messageId: message.id, respondedAt: message.created_at },
				},
			},
		]);
	});

	test("with the input's fields, if asked for", async () => {
		const options = { includeInputFields: true };
		const id = await ask({ options }, [{ json: { customer: 7 } }]);
		await writes('ok');
		const { success } = await executions.ended(id);
		expect(success[0]!.json).toMatchObject({ customer: 7, data: { approved: true } });
	});

	test('of people: Linq picks the number and the chat, which is the one that is waited in', async () => {
		const id = await ask({ recipient: 'people', to: other });
		const [own] = linq.account.chatsWith([other]);
		expect(sent(own).map(textIn)).toEqual([question]);
		expect(sent()).toEqual([]);
		await writes('yes', member);
		expect(executions.status(id)).toBe('waiting');
		await writes('no', other, own);
		const { success } = await executions.ended(id);
		expect(success[0]!.json).toMatchObject({
			...{ chat_id: own!.id, message_id: sent(own)[0]!.id },
			data: { approved: false, respondedBy: other },
		});
	});

	test('with all that a message can have', async () => {
		const before = linq.account.addMessage(chat, { from: member, text: 'When can you come?' });
		await ask({
			options: {
				effect: 'confetti',
				replyToMessageId: picked(before),
				preferredService: 'iMessage',
				idempotencyKey: 'appointment-7',
			},
		});
		expect(sent()).toMatchObject([
			{
				effect: { name: 'confetti' },
				reply_to: { message_id: before.id },
				preferred_service: 'iMessage',
			},
		]);
	});
});

describe('what counts as an answer', () => {
	test.each([
		['Yes', true],
		['y', true],
		['OK!', true],
		['sure', true],
		['👍', true],
		['No.', false],
		['n', false],
		['Nope', false],
	])('approval: %s', async (text, approved) => {
		const id = await ask();
		await writes(text);
		expect(answers(await executions.ended(id))).toMatchObject([{ approved, text, via: 'text' }]);
	});

	test.each([
		['like', true],
		['love', true],
		['dislike', false],
	])('approval: the tapback %s on the question', async (reaction, approved) => {
		const id = await ask();
		const [asked] = sent();
		await linq.people.reacts(asked!, member, reaction);
		const [data] = answers(await executions.ended(id));
		expect(data).toMatchObject({
			...{ approved, via: 'reaction', status: 'answered' },
			...{ respondedBy: member, messageId: asked!.id },
		});
		expect(data).not.toHaveProperty('text');
	});

	test.each([
		['Liked', true],
		['Loved', true],
		['Disliked', false],
	])('approval: a tapback as phones write it out for SMS: %s', async (kind, approved) => {
		askIn([other], 'SMS');
		const id = await ask();
		await writes(`${kind} “Shall we?”`, other);
		expect(executions.status(id)).toBe('waiting');
		await writes(`${kind} “${question}”`, other);
		expect(answers(await executions.ended(id))).toMatchObject([{ approved, via: 'text' }]);
	});

	test('approval: words of one’s own, beside the usual ones', async () => {
		const approvalWords = { words: { yes: 'book it, works for me', no: 'another time' } };
		const first = await ask({ options: { approvalWords } });
		await writes('Works for me');
		expect(answers(await executions.ended(first))).toMatchObject([{ approved: true }]);
		const second = await ask({ options: { approvalWords } });
		await writes('another time');
		expect(answers(await executions.ended(second))).toMatchObject([{ approved: false }]);
		const third = await ask({ options: { approvalWords } });
		await writes('yes');
		expect(answers(await executions.ended(third))).toMatchObject([{ approved: true }]);
	});

	test('free text: whatever they write', async () => {
		const id = await ask({ responseType: 'freeText', message: 'What is your address?' });
		await writes('12 Main Street\nSpringfield');
		const [data] = answers(await executions.ended(id));
		expect(data).toMatchObject({ text: '12 Main Street\nSpringfield', status: 'answered' });
		expect(data).not.toHaveProperty('approved');
	});

	describe.each([
		['one a line', 'Monday\nTuesday'],
		['a list', '={{ ["Monday", "Tuesday"] }}'],
	])('choice, given as %s', (_, choices) => {
		const choice = { responseType: 'choice', message: 'Which day?', choices };

		test('is a poll on iMessage, after the question, and a vote counts', async () => {
			const id = await ask(choice);
			const [asked, poll] = sent();
			expect(textIn(asked!)).toBe('Which day?');
			await linq.people.votes(poll!, member, 'Tuesday');
			const [data] = answers(await executions.ended(id));
			expect(data).toMatchObject({
				...{ choice: 'Tuesday', choiceIndex: 1, via: 'poll', status: 'answered' },
				...{ respondedBy: member, messageId: poll!.id },
			});
			expect(data).not.toHaveProperty('approved');
		});

		test('is a list with numbers elsewhere, and a number or the words count', async () => {
			askIn([other], 'SMS');
			const first = await ask(choice);
			expect(sent().map(textIn)).toEqual(['Which day?\n\n1. Monday\n2. Tuesday']);
			await writes('2', other);
			const byNumber = answers(await executions.ended(first));
			expect(byNumber).toMatchObject([{ choice: 'Tuesday', choiceIndex: 1, text: '2' }]);
			const second = await ask(choice);
			await writes('monday', other);
			const byWords = answers(await executions.ended(second));
			expect(byWords).toMatchObject([{ choice: 'Monday', choiceIndex: 0, via: 'text' }]);
		});
	});

	test('written words count beside a poll', async () => {
		const id = await ask({ responseType: 'choice', choices: 'Monday\nTuesday' });
		await writes('Monday');
		expect(answers(await executions.ended(id))).toMatchObject([{ choiceIndex: 0, via: 'text' }]);
	});

	test('of several answers the first that fits, once, whatever rang', async () => {
		const id = await ask();
		const hold = linq.webhooks.calls.length;
		linq.account.addMessage(chat, { from: member, text: 'Let me see' });
		linq.account.addMessage(chat, { from: member, text: 'No' });
		await Promise.all([writes('Yes'), writes('Yes yes'), writes('Hurry')]);
		const result = await executions.ended(id);
		expect(answers(result)).toMatchObject([{ approved: false, text: 'No' }]);
		expect(executions.resumes.get(id)).toBe(1);
		expect(linq.webhooks.calls.length).toBeGreaterThan(hold);
	});

	test('nothing that was sent before the question, however late Linq tells of it', async () => {
		linq.account.addMessage(chat, { from: member, text: 'Yes' });
		const old = linq.account.addMessage(chat, { from: line, text: 'Are you there?' });
		await linq.people.reacts(old, member, 'like');
		const id = await ask();
		expect((await call(claim('Yes'))).status).toBe(200);
		await linq.people.reacts(old, member, 'love');
		expect(executions.status(id)).toBe('waiting');
		await writes('no');
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: false, text: 'no' }]);
	});

	test('nothing that one’s own line writes', async () => {
		const id = await ask();
		linq.account.addMessage(chat, { from: line, text: 'yes' });
		await call(claim('yes'));
		expect(executions.status(id)).toBe('waiting');
	});

	test('nothing that another of one’s own lines writes in a group, which alone could not answer', async () => {
		const second = '+12025550199';
		linq.account.addPhoneNumber({ phone_number: second });
		askIn([member, second]);
		const id = await ask();
		await writes('yes', second);
		expect(executions.status(id)).toBe('waiting');
		await writes('no');
		expect(answers(await executions.ended(id))).toMatchObject([{ respondedBy: member }]);
		const refused = await run({ options: { allowedHandles: second } });
		expect(reports(refused)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
	});

	test('what one’s own other line writes, where it is asked alone', async () => {
		linq.account.addPhoneNumber({ phone_number: other });
		askIn([other]);
		const id = await ask();
		await writes('yes', other);
		expect(answers(await executions.ended(id))).toMatchObject([{ respondedBy: other }]);
	});

	test('nothing that replies to a message with letters of the choices in it', async () => {
		const id = await ask({ responseType: 'choice', choices: 'a\nb' });
		const aside = linq.account.addMessage(chat, { from: line, text: 'About the bill: plan a?' });
		await linq.people.writes(chat, member, { text: 'a', replyTo: aside });
		expect(executions.status(id)).toBe('waiting');
	});

	test('words, where the poll was deleted', async () => {
		const id = await ask({ responseType: 'choice', choices: 'Monday\nTuesday' });
		const gone = { kind: 'error', status: 404, code: 2002, message: 'Not found' } as const;
		linq.faults.add({ ...gone, method: 'GET', path: /poll$/, times: Infinity });
		await writes('Hm');
		expect(executions.status(id)).toBe('waiting');
		await writes('Tuesday');
		expect(answers(await executions.ended(id))).toMatchObject([{ choiceIndex: 1 }]);
	});

	test('nothing that replies to another message', async () => {
		const old = linq.account.addMessage(chat, { from: line, text: 'Shall I call?' });
		const id = await ask();
		await linq.people.writes(chat, member, { text: 'yes', replyTo: old });
		expect(executions.status(id)).toBe('waiting');
		await linq.people.writes(chat, member, { text: 'no', replyTo: sent()[1]! });
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: false }]);
	});

	test('what they wrote, as they have corrected it', async () => {
		const id = await ask();
		const { message } = await writes('yse');
		expect(executions.status(id)).toBe('waiting');
		await linq.people.edits(message, 'yes');
		const data = answers(await executions.ended(id));
		expect(data).toMatchObject([{ approved: true, text: 'yes', messageId: message.id }]);
	});

	test('the first, with hundreds of messages after it', async () => {
		const id = await ask();
		linq.account.addMessage(chat, { from: member, text: 'no' });
		for (let count = 0; count < 250; count++) {
			linq.account.addMessage(chat, { from: member, text: `yes ${count}` });
		}
		await writes('yes');
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: false, text: 'no' }]);
	});

	test.each([
		[other, '+1 202 555 0102'],
		['ann@acme-studio.com', 'Ann@Acme-Studio.com'],
	])('only what those who may answer say: %s', async (allowed, allowedHandles) => {
		askIn([member, allowed]);
		const id = await ask({ options: { allowedHandles } });
		await writes('Yes');
		await linq.people.reacts(sent()[0]!, member, 'like');
		expect(executions.status(id)).toBe('waiting');
		await writes('No', allowed);
		const result = answers(await executions.ended(id));
		expect(result).toMatchObject([{ approved: false, respondedBy: allowed }]);
	});
});

describe('an answer that fits nothing', () => {
	const unclear = 'How long will it take?';

	test('is waited past', async () => {
		const id = await ask();
		await writes(unclear);
		expect(executions.status(id)).toBe('waiting');
		expect(sent()).toHaveLength(1);
		await writes('yes');
		expect(answers(await executions.ended(id))).toMatchObject([{ text: 'yes' }]);
	});

	test('is answered by asking again, as often as was said and once each', async () => {
		const askAgainText = 'Please say yes or no.';
		const options = { onUnclear: 'askAgain', askAgainText, mostReminders: 2 };
		const id = await ask({ options });
		await Promise.all([writes(unclear), writes(unclear)]);
		expect(sent().map(textIn)).toEqual([question, askAgainText]);
		await writes('Hm');
		expect(sent().map(textIn)).toEqual([question, askAgainText, askAgainText]);
		await writes('Hm?');
		await restart();
		await writes('Hm!');
		expect(sent()).toHaveLength(3);
		await writes('no');
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: false }]);
	});

	test('is taken, with nothing said of yes or no', async () => {
		const id = await ask({ options: { onUnclear: 'takeIt' } });
		await writes(unclear);
		const data = answers(await executions.ended(id));
		expect(data).toMatchObject([{ approved: null, text: unclear, status: 'answered' }]);
	});
});

describe('how long it waits', () => {
	const limit = (values: INodeParameters) => ({ options: { limitWaitTime: { values } } });

	test('without an end, unless told otherwise', async () => {
		expect(executions.waitTill(await ask())).toEqual(WAIT_INDEFINITELY);
	});

	test('for 45 minutes, where the option was only added', async () => {
		const { default: added } = host
			.nodeType()
			.description.properties.find(({ name, displayOptions }) => {
				return name === 'options' && displayOptions?.show?.operation?.includes('sendAndWait');
			})!
			.options!.find(({ name }) => name === 'limitWaitTime') as { default: INodeParameters };
		const before = Date.now();
		const till = executions.waitTill(await ask({ options: { limitWaitTime: added } }))!.getTime();
		expect(till).toBeGreaterThanOrEqual(before + 45 * minute);
		expect(till).toBeLessThanOrEqual(Date.now() + 45 * minute + 1);
	});

	test('for a time, or until a time', async () => {
		const before = Date.now();
		const days = { limitType: 'afterTimeInterval', resumeAmount: 1.5, resumeUnit: 'days' };
		const till = executions.waitTill(await ask(limit(days)))!.getTime();
		expect(till - before).toBeGreaterThanOrEqual(36 * 60 * minute);
		const at = { limitType: 'atSpecifiedTime', maxDateAndTime: '2999-05-01T10:00:00Z' };
		expect(executions.waitTill(await ask(limit(at)))).toEqual(new Date('2999-05-01T10:00:00Z'));
	});

	test('when the time is over, it comes out on Error, with the fields of the input', async () => {
		const id = await ask({ options: anHour }, [{ json: { customer: 7 } }]);
		const result = await host.timeUp(id);
		expect(result).toMatchObject({ status: 'success', success: [] });
		expect(result.error.map(({ json }) => json)).toMatchObject([
			{
				customer: 7,
				...{ chat_id: chat.id, message_id: sent()[0]!.id, data: { status: 'timed_out' } },
				error: { chat_id: chat.id, category: 'timeout' },
			},
		]);
		expect(result.error[0]!.json.data).toEqual({ status: 'timed_out' });
	});

	test('in an n8n before 2.39, it comes out on Success', async () => {
		await startAnother({ forwardsAllOutputs: false });
		const id = await ask({ options: anHour }, [{ json: { customer: 7 } }]);
		const result = await host.timeUp(id);
		expect(result).toMatchObject({ status: 'success', error: [] });
		expect(result.success.map(({ json }) => json)).toEqual([
			{ chat_id: chat.id, message_id: sent()[0]!.id, data: { status: 'timed_out' } },
		]);
	});

	test('in an n8n before 2.39, an answer comes out as in any', async () => {
		await startAnother({ forwardsAllOutputs: false });
		const id = await ask({ options: anHour });
		await writes('yes');
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: true }]);
	});

	test('an answer after the time changes nothing', async () => {
		const id = await ask({ options: anHour });
		await host.timeUp(id);
		const { calls } = await writes('yes');
		expect(statuses(calls)).toEqual([200]);
		expect(executions.resumes.get(id)).toBe(1);
		expect(executions.result(id).success).toEqual([]);
	});
});

describe('before anything is sent', () => {
	afterEach(() => {
		expect(sent()).toEqual(sent().slice(0, 1));
	});

	test('several items: the first is asked about, the others are on Error with a way out', async () => {
		const items = [1, 2, 3].map((customer) => ({ json: { customer } }));
		const id = await ask({}, items);
		expect(sent()).toHaveLength(1);
		await writes('yes');
		const result = await executions.ended(id);
		expect(answers(result)).toMatchObject([{ approved: true }]);
		expect(result.error.map(({ json }) => json.customer)).toEqual([2, 3]);
		for (const { hint } of reports(result)) {
			expect(hint).toMatch(/Loop Over Items/);
			expect(hint).toMatch(/sub-workflow/);
		}
	});

	test('several items, of which the first can not be asked: all are on Error', async () => {
		const chatId = picked({ id: '={{ $json.chat }}' });
		const items = ['no chat', chat.id].map((id) => ({ json: { chat: id } }));
		const result = await run({ chatId }, items);
		expect(result).toMatchObject({ status: 'success', success: [] });
		expect(result.error.map(({ json }) => json.chat)).toEqual(['no chat', chat.id]);
		expect(linq.requests).toEqual([]);
	});

	test.each([
		['a time that has been', { limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01' }],
		['no time at all', { limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' }],
		['no interval', { limitType: 'afterTimeInterval', resumeAmount: 0, resumeUnit: 'hours' }],
	])('a limit that is %s', async (_, values) => {
		const result = await run({ options: { limitWaitTime: { values } } });
		expect(reports(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
		expect(linq.requests).toEqual([]);
	});

	test('several items, and nobody answers: each comes out once', async () => {
		const items = [1, 2, 3].map((customer) => ({ json: { customer } }));
		const id = await ask({ options: anHour }, items);
		const result = await host.timeUp(id);
		expect(result.success).toEqual([]);
		expect(result.error.map(({ json }) => json.customer)).toEqual([1, 2, 3]);
	});

	test('several items in an n8n before 2.39: none is asked, and none is lost', async () => {
		await startAnother({ forwardsAllOutputs: false });
		const result = await run({}, [{ json: { customer: 1 } }, { json: { customer: 2 } }]);
		expect(result.success).toEqual([]);
		expect(result.error.map(({ json }) => json.customer)).toEqual([1, 2]);
		expect(sent()).toEqual([]);
	});

	test.each([
		['http://localhost:5678'],
		['http://n8n.example.com'],
		['https://192.168.1.5'],
		['https://n8n.local'],
	])('an n8n at %s, which Linq can not reach', async (address) => {
		await startAnother({ address });
		const result = await run();
		expect(reports(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
		expect(reports(result)[0]!.hint).toMatch(/WEBHOOK_URL/);
		expect(linq.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test('an n8n that is too old', async () => {
		await startAnother({ signsResumeUrls: false, forwardsAllOutputs: false });
		const result = await run();
		expect(reports(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
		expect(reports(result)[0]!.message).toMatch(/too old/);
		expect(linq.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});
});

describe('as a review of what an agent does', () => {
	/** What the agent's model made of the tool's arguments, beside what started the workflow. */
	const item = {
		json: { approved: true, data: { approved: true }, chatInput: 'Do it', amount: 7 },
	};
	const told = ({ runs }: WaitingResult) => runs['Linq Chat']!.at(-1)!.data!.ai_tool![0]![0]!.json;
	const review = async (options: INodeParameters = {}) => {
		executions.type = 'linqChatHitlTool';
		return await ask({ options }, [item]);
	};

	test('the answer stands where the agent looks for it, and nothing of the input', async () => {
		const id = await review({ includeInputFields: true });
		await writes('yes');
		const json = told(await executions.ended(id));
		expect(json).toMatchObject({ data: { approved: true, status: 'answered' } });
		for (const name of Object.keys(item.json).slice(2)) expect(json).not.toHaveProperty(name);
		expect(json).not.toHaveProperty('approved');
	});

	test('the same where the answer is there before the wait', async () => {
		executions.type = 'linqChatHitlTool';
		void linq.people.answers(member, { text: 'no' });
		const { success, error } = await run({ options: { includeInputFields: true } }, [item]);
		expect(error).toEqual([]);
		expect(success).toMatchObject([{ json: { data: { approved: false } } }]);
		expect(success[0]!.json).not.toHaveProperty('approved');
		expect(success[0]!.json).not.toHaveProperty('chatInput');
	});

	test('the words of a refusal come to the agent', async () => {
		const id = await review();
		await writes('No, take the other account');
		const json = told(await executions.ended(id));
		const chatInput = 'No, take the other account';
		expect(json).toMatchObject({ data: { approved: false, chatInput } });
	});

	test('the end of the time agrees to nothing, whatever the tool is called with', async () => {
		const result = await host.timeUp(await review(anHour));
		expect(result.error).toEqual([]);
		expect(result.success).toHaveLength(1);
		const { json } = result.success[0]!;
		expect(json).not.toHaveProperty('approved');
		expect(json.data).not.toHaveProperty('approved');
		expect(json).toMatchObject({ data: { status: 'timed_out' } });
	});

	test('the agent is told when nobody can answer any more', async () => {
		const id = await review();
		await writes('STOP');
		const json = told(await executions.ended(id));
		expect(json.data).toMatchObject({ status: 'ended' });
		expect(json.data).not.toHaveProperty('approved');
	});

	test('the same where that is known before the wait', async () => {
		executions.type = 'linqChatHitlTool';
		void linq.people.answers(member, { text: 'STOP' });
		const { success, error } = await run({}, [item]);
		expect(error).toEqual([]);
		expect(success).toMatchObject([{ json: { data: { status: 'ended' } } }]);
		expect(success[0]!.json).not.toHaveProperty('approved');
		expect(success[0]!.json.data).not.toHaveProperty('approved');
	});
});

describe('in the editor', () => {
	test('n8n makes a review tool of it, and shows what it waits for', () => {
		const { description } = host.nodeType();
		const operations = description.properties.filter(({ name, options }) => {
			const values = (options ?? []).map((option) => 'value' in option && option.value);
			return name === 'operation' && values.includes('sendAndWait');
		});
		expect(operations).toMatchObject([{ displayOptions: { show: { resource: ['message'] } } }]);
		expect(description.webhooks).toMatchObject([{ httpMethod: 'POST', restartWebhook: true }]);
		expect(description.waitingNodeTooltip).toMatch(/sendAndWait/);
		const categories = description.codex?.subcategories ?? {};
		expect(JSON.stringify(categories)).toMatch(/Human in the Loop/);
	});
});

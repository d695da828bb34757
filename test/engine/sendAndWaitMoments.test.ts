import { randomUUID } from 'node:crypto';
import type { Event } from '../emulator';
import { messageData, participantData } from '../emulator/events';
import {
	addresses,
	anHour,
	answers,
	ask,
	askIn,
	begin,
	call,
	chat,
	claim,
	credential,
	executions,
	hold,
	host,
	line,
	linq,
	member,
	minute,
	noSubscriptions,
	other,
	picked,
	question,
	reports,
	restart,
	run,
	sent,
	start,
	startAnother,
	startAsking,
	statuses,
	subscriptions,
	textIn,
	writes,
} from './asking';
import { later } from './clock';
import { Database, TriggerHost } from './triggerHost';

startAsking();

describe('the bell', () => {
	test('is told the truth by the chat alone: what a call says counts for nothing', async () => {
		const id = await ask();
		const answer = await call({ ...claim('Yes'), approved: true, data: { approved: true } });
		expect(answer).toEqual({ status: 200, body: '' });
		expect(executions.status(id)).toBe('waiting');
	});

	test('is shut to whoever has not the signed address, and tells them nothing', async () => {
		const id = await ask();
		linq.account.addMessage(chat, { from: member, text: 'yes' });
		const [address] = addresses();
		const asked = linq.requests.length;
		const forged = [
			address!.replace(/\?.*/, ''),
			address!.replace(/&signature=.*/, ''),
			address!.replace(/signature=.*/, `signature=${'0'.repeat(64)}`),
			address!.replace('chat=', 'cat='),
			`${address!}&more=1`,
		];
		for (const one of forged) {
			const { status, body } = await call(claim('yes'), { address: one });
			expect(status).toBe(401);
			expect(body).not.toMatch(/Monday|1202555|linq/i);
		}
		expect(linq.requests).toHaveLength(asked);
		expect(executions.status(id)).toBe('waiting');
		expect((await call(claim('yes'))).status).toBe(200);
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: true }]);
	});

	test.each([
		['no body', ''],
		['no event', { hello: 1 }],
		['a list', [1, 2]],
		['null', null],
		['an event of no chat', { event_type: 'message.received', data: null }],
	])('stays calm at %s', async (_, body) => {
		const id = await ask();
		const { status } = await call(body);
		expect(status).toBeLessThan(300);
		expect(executions.status(id)).toBe('waiting');
	});

	test('of another chat on the same line asks Linq nothing', async () => {
		const elsewhere = linq.account.addChat({ from: line, handles: [other] });
		const id = await ask();
		const asked = linq.requests.length;
		const { calls } = await writes('yes', other, elsewhere);
		expect(statuses(calls)).toEqual([200]);
		expect(linq.requests).toHaveLength(asked);
		expect(executions.status(id)).toBe('waiting');
	});

	test('after the answer is shut for good', async () => {
		const id = await ask();
		const [address] = addresses();
		await writes('yes');
		await executions.ended(id);
		await noSubscriptions();
		expect((await call(claim('no'), { address })).body).toMatch(/no action required/i);
		expect(executions.resumes.get(id)).toBe(1);
	});
});

describe('its subscription', () => {
	test('is made before the question is sent, for the line of the chat, and is gone after the answer', async () => {
		const id = await ask();
		const changes = linq.requests.filter(({ method }) => method !== 'GET');
		expect(changes.map(({ method, path }) => `${method} ${path.replace(/.*v3/, '')}`)).toEqual([
			'POST /webhook-subscriptions',
			`POST /chats/${chat.id}/messages`,
			expect.stringMatching(/^PUT .webhook-subscriptions/),
		]);
		expect(subscriptions()).toMatchObject([{ is_active: true, phone_numbers: [line] }]);
		expect(addresses()[0]).toMatch(
			new RegExp(`^https://n8n\\.example\\.com/webhook-waiting/${id}/[0-9a-f-]+\\?`),
		);
		await writes('yes');
		await noSubscriptions();
	});

	test('is its own for each wait', async () => {
		const elsewhere = linq.account.addChat({ from: line, handles: [other] });
		const first = await ask();
		const second = await ask({ chatId: picked(elsewhere) });
		expect(new Set(addresses()).size).toBe(2);
		await writes('yes', other, elsewhere);
		expect(answers(await executions.ended(second))).toMatchObject([{ respondedBy: other }]);
		expect(executions.status(first)).toBe('waiting');
	});

	test('does not stay where the question can not be sent', async () => {
		linq.faults.add({
			kind: 'error',
			status: 400,
			code: 1001,
			message: 'No',
			method: 'POST',
			path: /messages$/,
		});
		const result = await run();
		expect(result).toMatchObject({ status: 'success', success: [] });
		expect(result.error).toHaveLength(1);
		expect(subscriptions()).toEqual([]);
	});

	test('and nothing of it that opens a door is stored with the execution', async () => {
		const id = await ask();
		const text = executions.text(id);
		expect(text).not.toContain(linq.apiKey);
		expect(text).not.toContain(subscriptions()[0]!.signing_secret);
	});
});

describe('what is left of waits that came to no answer', () => {
	const another = async () => {
		const elsewhere = linq.account.addChat({ from: line, handles: [other] });
		await ask({ chatId: picked(elsewhere) });
		return subscriptions().at(-1)!.id;
	};

	test('is removed by the next wait: after a time-out', async () => {
		await host.timeUp(await ask({ options: anHour }));
		later(10 * minute);
		expect(await another()).toBe(subscriptions()[0]!.id);
		expect(subscriptions()).toHaveLength(1);
	});

	test.each([
		['stopped', (id: string) => host.stop(id)],
		['deleted', (id: string) => executions.delete(id)],
	])('is removed by the next wait: an execution without an end that was %s', async (_, end) => {
		end(await ask());
		later(2 * 60 * minute);
		await another();
		expect(subscriptions()).toHaveLength(1);
	});

	test('is removed by the next wait: an execution that was stopped long before its time', async () => {
		const values = { limitType: 'afterTimeInterval', resumeAmount: 90, resumeUnit: 'days' };
		host.stop(await ask({ options: { limitWaitTime: { values } } }));
		later(2 * 60 * minute);
		await another();
		expect(subscriptions()).toHaveLength(1);
	});

	test('is removed by one of the next waits, however many wait for long', async () => {
		for (let count = 0; count < 5; count++) await another();
		executions.delete(await ask());
		const [ended] = subscriptions().slice(-1);
		later(2 * 60 * minute);
		jest.spyOn(Math, 'random').mockReturnValue(0.99);
		while (subscriptions().includes(ended!)) await another();
		expect(subscriptions().length).toBeGreaterThan(5);
	});

	test('is removed by the next wait: of an n8n that died before it stored the execution', async () => {
		host.beforeStoring = async () => await new Promise(() => {});
		begin();
		await linq.received(5);
		await restart();
		later(2 * 60 * minute);
		await another();
		expect(subscriptions()).toHaveLength(1);
	});

	test('is removed by the next wait: of an execution that was stopped while it asked', async () => {
		const { id, stored } = begin();
		while (!linq.requests.some(({ path }) => path.endsWith('/messages'))) {
			await linq.received(linq.requests.length + 1);
		}
		host.stop(id);
		await stored;
		expect(executions.status(id)).toBe('canceled');
		later(2 * 60 * minute);
		await another();
		expect(subscriptions()).toHaveLength(1);
	});

	test('is removed by the trigger, when it is switched on', async () => {
		await host.timeUp(await ask({ options: anHour }));
		later(10 * minute);
		const trigger = await TriggerHost.start(new Database(), credential());
		await trigger.activate();
		expect(addresses()).toEqual([expect.stringContaining('/webhook/')]);
		await trigger.end();
	});

	test('is never somebody else’s, nor that of a wait under way', async () => {
		const under = await ask();
		const [ours] = addresses();
		const foreign = [
			'https://crm.example.com/linq',
			'https://n8n.example.com/webhook/abc/webhook?version=2026-02-03',
			ours!.replace('example.com', 'elsewhere.com').replace(/&chat=[^&]*/, '&until=1'),
			'https://n8n.example.com/webhook-waiting/1/2?signature=3',
		].map((target_url) => {
			const entry = { ...subscriptions()[0]!, id: randomUUID(), target_url };
			subscriptions().push(entry);
			return entry;
		});
		later(30 * 24 * 60 * minute);
		await another();
		expect(addresses()).toEqual(
			expect.arrayContaining([ours, ...foreign.map(({ target_url }) => target_url)]),
		);
		expect(executions.status(under)).toBe('waiting');
		await writes('yes');
		await executions.ended(under);
	});
});

describe('an answer that comes at a bad moment', () => {
	test.each([
		['written', {}, { text: 'yes' }, { approved: true }],
		['tapped', {}, { reaction: 'dislike' }, { approved: false }],
		[
			'voted',
			{ responseType: 'choice', choices: 'Monday\nTuesday' },
			{ vote: 'Tuesday' },
			{ choice: 'Tuesday', via: 'poll' },
		],
	])('before the execution waits: it goes on at once (%s)', async (_, parameters, deed, data) => {
		void linq.people.answers(member, deed);
		const result = await run(parameters);
		expect(result).toMatchObject({ status: 'success', error: [] });
		expect(answers(result)).toMatchObject([{ ...data, status: 'answered' }]);
		expect(subscriptions()).toEqual([]);
	});

	test('before the execution waits, and is an opt-out: it comes out on Error at once', async () => {
		void linq.people.answers(member, { text: 'STOP' });
		const result = await run();
		expect(result).toMatchObject({ status: 'success', success: [] });
		expect(reports(result)).toMatchObject([{ chat_id: chat.id }]);
		expect(subscriptions()).toEqual([]);
	});

	test('while n8n stores the execution and takes no call: the next event of the chat brings it', async () => {
		const storing = hold('beforeStoring');
		const { id, stored } = begin();
		await storing.reached;
		const { calls } = await writes('yes');
		expect(statuses(calls)).toEqual([409]);
		storing.goOn();
		expect((await stored).status).toBe('waiting');
		await writes('Hello?');
		expect(answers(await executions.ended(id))).toMatchObject([{ text: 'yes', approved: true }]);
	});

	test('the same, and the next event is that the question was read', async () => {
		const storing = hold('beforeStoring');
		const { id, stored } = begin();
		await storing.reached;
		await writes('yes');
		storing.goOn();
		await stored;
		const about = messageData(chat, { from: line, text: question, id: sent()[0]!.id });
		await linq.webhooks.tell('message.read', about, { line });
		expect(answers(await executions.ended(id))).toMatchObject([{ text: 'yes' }]);
	});

	test('after n8n was restarted', async () => {
		const id = await ask();
		await restart();
		await writes('yes');
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: true }]);
		await noSubscriptions();
	});

	test('while n8n is down: when it is up again, since Linq tries again', async () => {
		const id = await ask();
		linq.webhooks.backoff = 20;
		await host.end();
		const answered = writes('yes');
		await linq.webhooks.answered(1);
		await startAnother();
		await answered;
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: true }]);
	});

	test('at another process', async () => {
		const id = await ask();
		await startAnother();
		await writes('no');
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: false }]);
		await noSubscriptions();
	});

	test('from the editor, while nothing of the run is stored: Linq tries again', async () => {
		const storing = hold('beforeStoring');
		executions.steps = [{ chatId: picked(chat), message: question }];
		const { id, stored } = host.begin([{ json: {} }], 'manual');
		await storing.reached;
		linq.webhooks.backoff = 20;
		const answered = writes('yes');
		await linq.webhooks.answered(1);
		expect(statuses(linq.webhooks.calls)).toEqual([500]);
		storing.goOn();
		await stored;
		await answered;
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: true }]);
	});

	test('when the time is just over: n8n goes on once, and the answer changes nothing', async () => {
		const id = await ask({ options: anHour });
		const inside = hold('beforeWebhook');
		const answered = writes('yes');
		await inside.reached;
		const result = await host.timeUp(id);
		inside.goOn();
		expect(statuses((await answered).calls)).toEqual([200]);
		expect(statuses(linq.webhooks.calls)[0]).toBe(500);
		expect(result.error[0]!.json.data).toEqual({ status: 'timed_out' });
		expect(executions.result(id)).toEqual(result);
		expect(executions.resumes.get(id)).toBe(1);
	});

	test('when the execution is just being stopped: it stays stopped', async () => {
		const id = await ask();
		const inside = hold('beforeWebhook');
		const answered = writes('yes');
		await inside.reached;
		host.stop(id);
		inside.goOn();
		expect(statuses((await answered).calls)).toEqual([409]);
		expect(executions.status(id)).toBe('canceled');
		expect(executions.resumes.get(id)).toBeUndefined();
	});

	/** Rings at two processes, and neither goes on before both have been rung. */
	const ringAtBoth = async (event: Event) => {
		const both = [host, await start()];
		let inside = 0;
		let open = () => {};
		const isOpen = new Promise<void>((resolve) => (open = resolve));
		for (const one of both) {
			one.beforeWebhook = async () => {
				if (++inside === both.length) open();
				await isOpen;
			};
		}
		const address = addresses()[0]!;
		return await Promise.all(both.map(async (at) => await call(event, { address, at })));
	};

	test('at two processes at once: the execution goes on once, and nothing stays', async () => {
		const id = await ask();
		linq.account.addMessage(chat, { from: member, text: 'yes' });
		const rung = await ringAtBoth(claim('yes'));
		expect(rung.filter(({ status }) => status === 200)).toHaveLength(1);
		expect(rung.filter(({ status }) => status >= 500)).toHaveLength(1);
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: true }]);
		expect(executions.resumes.get(id)).toBe(1);
		await noSubscriptions();
	});

	test('at two processes at once, and fits nothing: it is asked again once', async () => {
		await ask({ options: { onUnclear: 'askAgain', askAgainText: 'Yes or no?' } });
		linq.account.addMessage(chat, { from: member, text: 'What?' });
		// Neither reads what the other sends.
		linq.faults.add({
			kind: 'delay',
			milliseconds: 500,
			method: 'POST',
			path: /messages$/,
			times: 2,
		});
		const rung = await ringAtBoth(claim('What?'));
		expect(rung.map(({ status }) => status)).toEqual([200, 200]);
		expect(sent().map(textIn)).toEqual([question, 'Yes or no?']);
	});

	test('while Linq can not be read: Linq rings again, and then it counts', async () => {
		const id = await ask();
		linq.faults.add({ kind: 'html', status: 502, method: 'GET', times: 6 });
		const { calls } = await writes('yes');
		expect(statuses(calls)).toEqual([200]);
		expect(host.answers.slice(0, -1)).toContain(503);
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: true }]);
	});
});

describe('when Linq fails', () => {
	const messages = /chats.[^/]+.messages$/;

	test('to make the subscription: nothing is sent', async () => {
		const path = '/v3/webhook-subscriptions';
		linq.faults.add({ kind: 'error', status: 403, message: 'No more', method: 'POST', path });
		const result = await run();
		expect(reports(result)).toMatchObject([{ status: 403, chat_id: chat.id }]);
		expect(sent()).toEqual([]);
		expect(subscriptions()).toEqual([]);
	});

	test('to send the question: no subscription stays', async () => {
		const fault = { kind: 'error', status: 400, code: 1001, message: 'No' } as const;
		linq.faults.add({ ...fault, method: 'POST', path: messages });
		const result = await run();
		expect(reports(result)).toMatchObject([{ status: 400, chat_id: chat.id }]);
		expect(result.success).toEqual([]);
		expect(subscriptions()).toEqual([]);
	});

	test('to answer the look before the wait: the execution waits, and the next event counts', async () => {
		linq.faults.add({ kind: 'html', method: 'GET', path: messages, times: Infinity });
		void linq.people.answers(member, { text: 'yes' });
		const id = await ask();
		linq.faults.clear();
		await writes('Hello?');
		expect(answers(await executions.ended(id))).toMatchObject([{ text: 'yes' }]);
	});

	test('to take the new address of the subscription: the first one rings as well', async () => {
		linq.faults.add({ kind: 'error', status: 403, message: 'No', method: 'PUT', times: Infinity });
		const id = await ask();
		await writes('yes');
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: true }]);
		await noSubscriptions();
	});

	test('to make the poll: the choices follow as a list', async () => {
		linq.faults.add({ kind: 'error', status: 400, message: 'No', method: 'POST', path: /polls$/ });
		const id = await ask({ responseType: 'choice', choices: 'Monday\nTuesday' });
		expect(sent().map(textIn)).toEqual([question, '1. Monday\n2. Tuesday']);
		await writes('2');
		expect(answers(await executions.ended(id))).toMatchObject([{ choice: 'Tuesday' }]);
	});

	test('to let the subscription go: the execution goes on, and the next wait removes it', async () => {
		linq.faults.add({ kind: 'error', status: 403, message: 'No', method: 'DELETE' });
		const id = await ask();
		const before = linq.requests.length;
		await writes('yes');
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: true }]);
		while (!linq.requests.slice(before).some(({ method }) => method === 'DELETE')) {
			await linq.received(linq.requests.length + 1);
		}
		expect(subscriptions()).toHaveLength(1);
		later(2 * 60 * minute);
		await ask();
		expect(subscriptions()).toHaveLength(1);
	});
});

describe('two steps of one execution', () => {
	test('ask one after another: what answered the first does not answer the second', async () => {
		const step = { chatId: picked(chat), message: question };
		executions.steps = [step, { ...step, message: 'And at 10?' }];
		const id = await host.run([{ json: {} }]);
		const [first] = addresses();
		await writes('yes');
		while (sent().length < 2) await linq.received(linq.requests.length + 1);
		await executions.waits(id);
		expect((await call(claim('yes'), { address: first })).body).toMatch(/no action required/i);
		await linq.people.reacts(sent()[0]!, member, 'dislike');
		expect(executions.status(id)).toBe('waiting');
		await writes('no');
		expect(answers(await executions.ended(id))).toMatchObject([{ approved: false }]);
		await noSubscriptions();
	});
});

describe('two waits in one chat', () => {
	test('an answer that names none belongs to the one asked last of those that are open', async () => {
		const first = await ask({ message: 'Is Monday fine?' });
		const second = await ask({ message: 'At 9?' });
		await writes('yes');
		const result = await executions.ended(second);
		expect(answers(result)).toMatchObject([{ approved: true }]);
		expect(executions.status(first)).toBe('waiting');
		while (subscriptions().every(({ is_active }) => is_active)) {
			await linq.received(linq.requests.length + 1);
		}
		await writes('no');
		expect(answers(await executions.ended(first))).toMatchObject([{ text: 'no' }]);
		await noSubscriptions();
	});

	test('the one asked last is over in time: what is written then belongs to the other', async () => {
		const first = await ask({ message: 'Is Monday fine?' });
		const second = await ask({ message: 'At 9?', options: anHour });
		await host.timeUp(second);
		await writes('no');
		expect(answers(await executions.ended(first))).toMatchObject([{ text: 'no' }]);
	});

	test('also one that comes before Linq knows which message the second question is', async () => {
		const first = await ask({ message: 'Is Monday fine?' });
		linq.faults.add({ kind: 'error', status: 403, message: 'No', method: 'PUT' });
		const answered = linq.people.answers(member, { text: 'yes' });
		const result = await run({ message: 'At 9?' });
		expect(answers(result)).toMatchObject([{ approved: true }]);
		await answered;
		expect(executions.status(first)).toBe('waiting');
	});

	test.each([
		[
			'reminder',
			{ options: { onUnclear: 'askAgain', askAgainText: 'Yes or no?', mostReminders: 3 } },
			'no',
		],
		['list of choices', { responseType: 'choice', choices: 'Red\nBlue' }, '2'],
	])('a %s of the second is none of the first, in the same words', async (_, parameters, text) => {
		askIn([member], 'SMS');
		const first = await ask(parameters);
		const second = await ask({ ...parameters, message: 'And for the other room?' });
		await writes('Hm');
		await writes(text);
		await executions.ended(second);
		await writes('Thank you');
		expect(executions.status(first)).toBe('waiting');
	});

	test('a reply to a reminder of the second is no answer to the first', async () => {
		const options = { onUnclear: 'askAgain', askAgainText: 'Yes or no?', mostReminders: 3 };
		const first = await ask({ options });
		const second = await ask({ options, message: 'At 9?' });
		await writes('Hm');
		await linq.people.writes(chat, member, { text: 'yes', replyTo: sent().at(-1)! });
		await executions.ended(second);
		await writes('Thank you');
		expect(executions.status(first)).toBe('waiting');
	});

	test('a reply and a tapback belong to the question they are on', async () => {
		const first = await ask({ message: 'Is Monday fine?' });
		const second = await ask({ message: 'At 9?' });
		const [monday, nine] = sent();
		await linq.people.writes(chat, member, { text: 'no', replyTo: monday });
		expect(answers(await executions.ended(first))).toMatchObject([{ approved: false }]);
		expect(executions.status(second)).toBe('waiting');
		await linq.people.reacts(nine!, member, 'like');
		const result = await executions.ended(second);
		expect(answers(result)).toMatchObject([{ approved: true, via: 'reaction' }]);
		await noSubscriptions();
	});
});

describe('when nobody can answer any more', () => {
	test.each([
		{ responseType: 'approval' },
		{ responseType: 'freeText' },
		{ responseType: 'choice', choices: 'Monday\nTuesday' },
	])(
		'they ask not to be written to: it comes out on Error, and says so: %j',
		async (parameters) => {
			const id = await ask(parameters);
			await writes('STOP');
			const result = await executions.ended(id);
			expect(result.success).toEqual([]);
			expect(reports(result)).toMatchObject([{ chat_id: chat.id }]);
			expect(result.error[0]!.json.data).toMatchObject({ status: 'ended' });
			await noSubscriptions();
		},
	);

	test('Linq could not deliver the question: it comes out on Error, at once or later', async () => {
		const id = await ask();
		await linq.people.neverGets(sent()[0]!);
		const result = await executions.ended(id);
		expect(result.error[0]!.json.data).toMatchObject({ status: 'ended' });
		expect(reports(result)[0]!.message).toMatch(/deliver/);
		await noSubscriptions();
		linq.people.fails(member);
		const next = begin();
		await next.stored;
		expect((await executions.ended(next.id)).error).toHaveLength(1);
		await noSubscriptions();
	});

	test('in an n8n before 2.39, that comes out on Success', async () => {
		await startAnother({ forwardsAllOutputs: false });
		const id = await ask();
		await writes('STOP');
		const result = await executions.ended(id);
		expect(answers(result)).toEqual([{ status: 'ended' }]);
		expect(result.error).toEqual([]);
	});

	test('they ask not to be written to, and two waits are open: none stays', async () => {
		const [first, second] = [await ask(), await ask({ message: 'At 9?' })];
		await writes('STOP');
		for (const id of [first, second]) {
			expect((await executions.ended(id)).error[0]!.json.data).toMatchObject({ status: 'ended' });
		}
		await noSubscriptions();
	});

	test('the same word is no answer in a group, where it stops nothing', async () => {
		askIn([member, other]);
		const id = await ask();
		await writes('STOP');
		expect(executions.status(id)).toBe('waiting');
		await writes('yes', other);
		expect(answers(await executions.ended(id))).toMatchObject([{ respondedBy: other }]);
	});

	test('nor in a group of people of which Linq says nothing else', async () => {
		askIn([member, other]);
		linq.faults.add({
			...{ kind: 'raw', method: 'POST', path: '/v3/messages' },
			body: JSON.stringify({
				chat_id: chat.id,
				message: linq.account.addMessage(chat, { from: line, text: question }),
			}),
		});
		const id = await ask({ recipient: 'people', to: `${member}, ${other}` });
		await writes('STOP');
		expect(executions.status(id)).toBe('waiting');
		await writes('yes', other);
		expect(answers(await executions.ended(id))).toMatchObject([{ respondedBy: other }]);
	});

	test('everybody has left the chat', async () => {
		askIn([member, other]);
		const id = await ask();
		await linq.people.leaves(chat, member);
		expect(executions.status(id)).toBe('waiting');
		await linq.people.leaves(chat, other);
		const result = await executions.ended(id);
		expect(result.success).toEqual([]);
		expect(result.error[0]!.json.data).toMatchObject({ status: 'ended' });
		await noSubscriptions();
	});

	test('the only one who may answer has left', async () => {
		askIn([member, other]);
		const id = await ask({ options: { allowedHandles: member } });
		await linq.people.leaves(chat, member);
		expect((await executions.ended(id)).error).toHaveLength(1);
	});

	test('one’s own line has left the chat', async () => {
		askIn([member, other]);
		const id = await ask();
		const data = participantData(chat, line, 'removed_at');
		linq.account.chat(chat.id)!.handles.find(({ is_me }) => is_me)!.status = 'left';
		await linq.webhooks.tell('participant.removed', data, { line });
		const result = await executions.ended(id);
		expect(result.error[0]!.json.data).toMatchObject({ status: 'ended' });
		expect(reports(result)[0]!.message).toMatch(/left/);
	});

	test('the key was revoked: the wait goes on, and another key of the account ends it', async () => {
		const id = await ask();
		linq.webhooks.mostRetries = 2;
		linq.faults.add({
			kind: 'error',
			status: 401,
			code: 2004,
			message: 'Unauthorized',
			times: Infinity,
		});
		const { calls } = await writes('yes');
		expect(statuses(calls)).toEqual([503]);
		expect(executions.status(id)).toBe('waiting');
		linq.faults.clear();
		await writes('Hello?');
		expect(answers(await executions.ended(id))).toMatchObject([{ text: 'yes' }]);
	});

	test('the execution is stopped: later answers are told that it has ended', async () => {
		const id = await ask();
		host.stop(id);
		const { calls } = await writes('yes');
		expect(statuses(calls)).toEqual([409]);
		expect(executions.status(id)).toBe('canceled');
		expect(executions.resumes.get(id)).toBeUndefined();
	});
});

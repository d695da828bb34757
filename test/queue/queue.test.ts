/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountMessage } from '../emulator';
import { dataOfMessage } from '../emulator/events';
import { newEvent } from '../emulator/webhooks';
import { announce } from '../n8n/command';
import { outputOf } from '../n8n/shapes';
import { openCompany, type Company } from './company';
import { flood } from './flood';
import { leftChatId, listsOfPeople, type Person } from './people';
import { runAgain } from './stalledJobs';
import {
	addPeople,
	alarm,
	askPeople,
	greetPeople,
	linqNode,
	takeMessages,
	type PeopleWorkflow,
} from './workflows';

let company: Company;

beforeAll(async () => {
	company = await openCompany();
}, 900_000);

afterAll(async () => {
	await company?.close();
});

/** How often each handle was asked for, from the given request on. */
function timesAsked(from: number): Map<unknown, number> {
	const times = new Map<unknown, number>();
	for (const { body } of company.linq.requests.slice(from)) {
		const { handle } = body as { handle: string };
		times.set(handle, (times.get(handle) ?? 0) + 1);
	}
	return times;
}

test('2,000 people in 20 executions: both workers work, nobody is lost, nobody asked for twice', async () => {
	const { n8n, linq, credential, publish, send } = company;
	const { journal, workers } = n8n;
	const before = linq.requests.length;
	const workflow = addPeople(credential);
	await publish(workflow);
	const lists = listsOfPeople(20, 100);
	const beginning = Date.now();
	const executions = await send(workflow, lists);
	await journal.until(() => executions.every((id) => journal.finished.has(id)));
	const seconds = (Date.now() - beginning) / 1000;

	expect(new Set(executions).size).toBe(20);
	const shares = workers.map(({ name }) => journal.startedBy(name));
	announce(
		`2,000 people: ${seconds} s; executions by worker: ${shares.map(({ length }) => length).join(', ')}`,
	);
	expect(shares.flat().sort()).toEqual([...executions].sort());
	for (const share of shares) expect(share.length).toBeGreaterThan(0);

	const people = lists.flat();
	const asked = timesAsked(before);
	expect(people.filter(({ handle }) => asked.get(handle) !== 1)).toEqual([]);
	expect(asked.size).toBe(2_000);

	const out = await Promise.all(
		executions.map(async (id) => {
			const execution = await n8n.client.execution(id);
			expect(execution.status).toBe('success');
			return outputOf(execution, linqNode);
		}),
	);
	const handles = (output: 0 | 1) =>
		out.flatMap((outputs) => outputs[output]!.map(({ json }) => json.handle)).sort();
	const expected = (isLeft: boolean) =>
		people
			.filter(({ chat_id }) => (chat_id === leftChatId) === isLeft)
			.map(({ handle }) => handle)
			.sort();
	expect(handles(0)).toEqual(expected(false));
	expect(handles(1)).toEqual(expected(true));
});

/** Milliseconds after which Linq answers where an execution is to last. */
const slowly = 400;

/** Each list is one execution, and no worker takes more than 10 at a time: both get some of these. */
const manyLists = 12;

/**
 * Kills a worker when half of the people have been asked for.
 * @returns all executions, those that died with the worker, and when it was
 */
async function killHalfWay(workflow: PeopleWorkflow, lists: Person[][]) {
	const { n8n, linq, send } = company;
	const { journal } = n8n;
	linq.faults.add({ kind: 'delay', milliseconds: slowly, times: Infinity });
	const half = lists.flat().length / 2;
	const killing = linq.received(linq.requests.length + half).then(async () => {
		const died = Date.now();
		return { died, worker: await n8n.killWorker() };
	});
	const executions = await send(workflow, lists);
	const { died, worker } = await killing;
	linq.faults.clear();
	const begun = journal.startedBy(worker);
	const doomed = executions.filter((id) => begun.includes(id) && !journal.finished.has(id));
	return { executions, doomed, died };
}

test('a worker killed half way: n8n runs nothing again and shows each execution that was lost', async () => {
	const { n8n, linq, credential, publish } = company;
	const { journal, client } = n8n;
	const { id: errorWorkflow } = await publish(alarm());
	const workflow = addPeople(credential, { concurrency: 5 });
	await publish({ ...workflow, settings: { ...workflow.settings, errorWorkflow } });
	const before = linq.requests.length;
	const earlier = journal.enqueued.length;
	const lists = listsOfPeople(manyLists, 50, 2_000);
	const { executions, doomed, died } = await killHalfWay(workflow, lists);
	const isOver = (id: string) => journal.finished.has(id) || journal.givenUp.has(id);
	await journal.until(() => executions.every(isOver));
	const alarms = () => journal.enqueued.slice(earlier + executions.length);
	await journal.until(() => alarms().length >= doomed.length);
	await journal.until(() => alarms().every((id) => journal.finished.has(id)));
	expect(alarms()).toHaveLength(doomed.length);

	expect(doomed.length).toBeGreaterThan(0);
	expect(journal.starts.filter(({ execution }) => executions.includes(execution))).toHaveLength(
		executions.length,
	);
	const asked = timesAsked(before);
	expect([...asked.values()].filter((times) => times > 1)).toEqual([]);
	const done = new Map<string, number>();
	for (const id of executions) {
		const execution = await client.waitForExecution(id, 60_000);
		const { runData, error } = execution.data.resultData;
		done.set(id, runData[linqNode]?.[0]?.data?.main?.flat().length ?? 0);
		if (!doomed.includes(id)) {
			expect(execution.status).toBe('success');
			continue;
		}
		expect(execution.status).toBe('error');
		expect(error?.message).toContain('failed to be processed too many times');
		// Not even what the execution began with is there any more.
		expect(runData).toEqual({});
	}
	const finished = [...done.values()].reduce((sum, count) => sum + count, 0);
	expect(finished).toBe((executions.length - doomed.length) * 50);
	expect(asked.size).toBeGreaterThan(finished);
	expect(asked.size).toBeLessThan(lists.flat().length);
	announce(
		`A worker killed: ${doomed.length} of ${executions.length} executions lost, in which ${asked.size - finished} of ${doomed.length * 50} people had been asked for; shown ${(Date.now() - died) / 1000} s later`,
	);
	await n8n.addWorker();
});

test('an execution that runs again after its worker was killed: nobody gets a message twice', async () => {
	const { n8n, linq, credential, publish } = company;
	const { journal, redis } = n8n;
	const workflow = greetPeople(credential, { concurrency: 5 });
	await publish(workflow);
	const before = linq.requests.length;
	const lists = listsOfPeople(manyLists, 50, 4_000);
	const { executions, doomed } = await killHalfWay(workflow, lists);
	expect(doomed.length).toBeGreaterThan(0);
	for (const id of doomed) await runAgain(redis, id);
	await journal.until(() => executions.every((id) => journal.finished.has(id)));

	const again = journal.starts.filter(({ execution }) => doomed.includes(execution));
	expect(again).toHaveLength(2 * doomed.length);
	const requests = linq.requests.length - before;
	const texts = linq.account.messages.map(({ parts }) => parts.map(textOf).join(''));
	const reachable = lists.flat().filter(({ chat_id }) => chat_id !== leftChatId);
	expect(texts.sort()).toEqual(reachable.map(({ name }) => name).sort());
	expect(requests).toBeGreaterThan(lists.flat().length);
	announce(
		`A worker killed, its ${doomed.length} executions run again: ${requests} requests, ${texts.length} messages`,
	);
	await n8n.addWorker();
});

function textOf(part: AccountMessage['parts'][number]): string {
	return part.type === 'text' ? part.value : '';
}

test('an answer at two webhook processes at the same moment: a worker goes on with it, once', async () => {
	const { n8n, linq, credential, publish, send } = company;
	const { client, journal, webhooks } = n8n;
	const more = await n8n.addWebhooks();
	linq.webhooks.deliverTo(webhooks.url, more.url);
	const workflow = askPeople(credential);
	await publish(workflow);
	const [[person]] = listsOfPeople(1, 1, 6_000) as [[Person]];
	const [execution] = await send(workflow, [[person]]);
	await client.waitUntilWaiting(execution!);
	const [subscription] = linq.account.webhookSubscriptions;

	const chat = linq.account.chat(person.chat_id)!;
	const from = chat.handles.find(({ is_me }) => !is_me)!.handle;
	const event = newEvent(
		'message.received',
		dataOfMessage(chat, linq.account.addMessage(chat, { from, text: 'Yes' })),
	);
	// Both have to have found the answer before either goes on.
	linq.faults.add({ kind: 'delay', milliseconds: slowly, times: Infinity });
	const calls = await Promise.all(
		[event, event].map(async (told) => await linq.webhooks.deliver(subscription!, told)),
	);
	linq.faults.clear();
	// To the one that was second, n8n says that the execution runs or has ended already.
	expect(calls.map(({ status }) => status)).toContain(200);
	const ended = await client.waitForExecution(execution!);
	expect(ended.status).toBe('success');
	expect(ended.data.resultData.runData.Done).toHaveLength(1);
	expect(outputOf(ended, 'Done')[0]!.map(({ json }) => json.data)).toEqual([
		expect.objectContaining({ approved: true, respondedBy: from, via: 'text' }),
	]);
	await journal.until(() => journal.finished.has(execution!));
	// Once to ask, once to go on.
	expect(journal.starts.filter((start) => start.execution === execution)).toHaveLength(2);
	while (linq.account.webhookSubscriptions.length > 0) await sleep(20);
});

/** Each event that started an execution: the execution's ID and status, and the event's ID. */
async function eventsRun(workflow: string): Promise<Array<[string, string, string]>> {
	const rows = await company.n8n.postgres.query(
		`select e.id, e.status, substring(d.data from '"((flood|forged)-[0-9]+)"')
			from execution_entity e join execution_data d on d."executionId" = e.id
			where e."workflowId" = '${workflow}'`,
	);
	return rows as Array<[string, string, string]>;
}

test('200 events a second for half a minute: each starts one execution, no forged one does', async () => {
	const { n8n, linq, credential, publish } = company;
	const { journal, webhooks } = n8n;
	linq.webhooks.deliverTo(webhooks.url);
	const { id: workflow } = await publish(takeMessages(credential));
	const [subscription] = linq.account.webhookSubscriptions;
	const beginning = Date.now();
	const sinceThen = () => (Date.now() - beginning) / 1000;
	const { events, statuses, forged, times } = await flood(linq, subscription!, 30);
	const answered = sinceThen();
	const started = await eventsRun(workflow);
	await journal.until(() => started.every(([id]) => journal.finished.has(id)));
	times.sort((one, other) => one - other);
	announce(
		`${statuses.length} calls answered within ${answered} s, half of them in ${times[times.length / 2]} ms, the slowest in ${times.at(-1)} ms; ${linq.webhooks.calls.length - forged.length - statuses.length} more tries; all ${started.length} executions over after ${sinceThen()} s`,
	);

	expect(new Set(statuses)).toEqual(new Set([200]));
	expect(forged.filter((status) => status === 200)).toEqual([]);
	expect(started.map(([, , event]) => event).sort()).toEqual(events.sort());
	const over = await eventsRun(workflow);
	expect(over).toHaveLength(started.length);
	expect(over.filter(([, status]) => status !== 'success')).toEqual([]);
}, 900_000);

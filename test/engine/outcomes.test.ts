import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { AccountMessage, DeliveryStatus } from '../emulator/messages';
import { whenSent } from '../emulator/whenSent';
import { workflowOf } from './engine';
import { byId, ownLine, reportsOf, startSetting, type Report, type Setting } from './setting';

/** On a Linq of its own, which nothing else changes meanwhile. */
const waiting = (name: string, check: (own: Setting) => Promise<void>) =>
	test(
		name,
		async () => {
			const own = await startSetting();
			await check(own).finally(async () => await own.linq.close());
		},
		60_000,
	);

const jo = '+12025550101';
const kim = '+12025550102';

const becoming = (own: Setting, status: DeliveryStatus) =>
	whenSent(own.linq.account, ({ id }) => own.linq.account.setDeliveryStatus(id, status));

/** Someone answers to each message of one's own. */
const answering = (own: Setting, from = jo) =>
	whenSent(own.linq.account, (_, chat) => own.linq.account.addMessage(chat, { from, text: 'Yes' }));

const sending: Array<[resource: string, operation: string, parameters: INodeParameters]> = [
	['message', 'send', { chatId: byId('={{ $json.chat }}'), text: 'Coming?' }],
	['message', 'sendToHandles', { to: '={{ $json.to }}', text: 'Coming?' }],
	[
		...(['poll', 'create'] as const),
		{ chatId: byId('={{ $json.chat }}'), question: 'When?', choices: 'Monday\nTuesday' },
	],
];

const record = (own: Setting): INodeExecutionData[] => [{ json: { chat: own.chatId, to: jo } }];

const run = async (
	own: Setting,
	[resource, operation, parameters]: (typeof sending)[number],
	options: INodeParameters,
	items = record(own),
) => await own.run(resource, operation, items, { ...parameters, options });

/** The message that stands for what came out. */
const messageOf = (own: Setting, { message, message_id }: IDataObject) =>
	own.linq.account.message((message_id ?? (message as IDataObject).id) as string)!;

const posts = (own: Setting) => own.linq.requests.filter(({ method }) => method === 'POST').length;

const brief = { waitTimeout: 5 };

type ReportWithKey = Report & { idempotency_key?: string; message_id?: string };

describe.each(sending)('%s: %s', (...entry) => {
	const [resource] = entry;

	waiting('nothing is waited for unless it is asked for', async (own) => {
		const { success } = await run(own, entry, { waitFor: 'nothing' });
		expect(success[0]!.json).not.toHaveProperty('delivery_status');
		expect(posts(own)).toBe(resource === 'poll' ? 2 : 1);
		const readings = own.linq.requests.filter(({ path }) => /messages\/[^/]+$/.test(path));
		expect(readings).toEqual([]);
	});

	waiting('once it is delivered, Linq’s answer comes with the times', async (own) => {
		becoming(own, 'delivered');
		const { success, error } = await run(own, entry, { waitFor: 'delivered' });
		expect(error).toEqual([]);
		const [{ json }] = success as [INodeExecutionData];
		const { sent_at, delivered_at } = messageOf(own, json);
		expect(json).toMatchObject({ delivery_status: 'delivered', sent_at, delivered_at });
		expect(json).not.toHaveProperty('read_at');
		expect(json).toHaveProperty('chat_id');
	});

	waiting(
		'once it is read, the time of that, and the input’s fields where asked for',
		async (own) => {
			becoming(own, 'read');
			const options = { waitFor: 'read', includeInputFields: true };
			const { success } = await run(own, entry, options);
			expect(success[0]!.json).toMatchObject({
				...{ to: jo, delivery_status: 'read' },
				read_at: expect.any(String) as string,
			});
		},
	);

	waiting('once somebody answers, their message', async (own) => {
		answering(own);
		const { success } = await run(own, entry, { waitFor: 'reply' });
		expect(success[0]!.json).toMatchObject({
			delivery_status: 'queued',
			reply: { parts: [{ value: 'Yes' }], from_handle: { handle: jo }, is_from_me: false },
		});
	});

	waiting('what Linq can’t deliver is on Error, and comes back to the same', async (own) => {
		becoming(own, 'failed');
		const result = await run(own, entry, { waitFor: 'delivered' });
		const [report] = reportsOf(result) as ReportWithKey[];
		expect(report).toMatchObject({
			message: `Linq could not deliver the ${resource}`,
			...{ category: 'server_error', retryable: false, delivery_status: 'failed' },
			...{ attempts: resource === 'poll' ? 2 : 1 },
			idempotency_key: expect.any(String) as string,
		});
		const before = own.linq.account.messages.length;
		const again = await run(own, entry, { waitFor: 'delivered' }, [
			{ json: result.error[0]!.json },
		]);
		expect(reportsOf(again)).toMatchObject([{ message_id: report!.message_id }]);
		expect(own.linq.account.messages).toHaveLength(before);
	});

	waiting('not in time: on Error, and back in the step it is waited for again', async (own) => {
		const result = await run(own, entry, { waitFor: 'delivered', ...brief });
		const [report] = reportsOf(result) as ReportWithKey[];
		expect(report).toEqual({
			message: `Linq took the ${resource}, but it is not delivered after 5 seconds (so far: queued)`,
			hint: `It may still come: unchanged and with its error, this record can be tried again in the same step, which waits for the same ${resource} and sends no second one.`,
			...{ category: 'not_confirmed', retryable: true, attempts: resource === 'poll' ? 2 : 1 },
			...{ code: null, status: null, doc_url: null, trace_id: null },
			...{ message_id: report!.message_id, delivery_status: 'queued' },
			chat_id: entry[1] === 'sendToHandles' ? null : own.chatId,
			handle: entry[1] === 'sendToHandles' ? jo : null,
			idempotency_key: expect.any(String) as string,
		});
		const before = own.linq.account.messages.length;
		own.linq.account.setDeliveryStatus(report!.message_id!, 'read');
		const options = { waitFor: 'delivered', includeInputFields: true };
		const { success, error } = await run(own, entry, options, [{ json: result.error[0]!.json }]);
		expect(error).toEqual([]);
		expect(success[0]!.json).toMatchObject({ delivery_status: 'read' });
		expect(success[0]!.json).not.toHaveProperty('error');
		expect(messageOf(own, success[0]!.json).id).toBe(report!.message_id);
		expect(own.linq.account.messages).toHaveLength(before);
	});

	waiting('under a key of one’s own it comes back to the same, too', async (own) => {
		const options = { waitFor: 'delivered', idempotencyKey: 'order 4711', ...brief };
		const [report] = reportsOf(await run(own, entry, options)) as ReportWithKey[];
		expect(report).toMatchObject({ category: 'not_confirmed', retryable: true });
		expect(report).not.toHaveProperty('idempotency_key');
		own.linq.account.setDeliveryStatus(report!.message_id!, 'delivered');
		const before = own.linq.account.messages.length;
		const { success } = await run(own, entry, options);
		expect(success[0]!.json).toMatchObject({ delivery_status: 'delivered' });
		expect(own.linq.account.messages).toHaveLength(before);
	});

	waiting('where the answer to the sending got lost, one message is waited for', async (own) => {
		becoming(own, 'delivered');
		own.linq.faults.add({
			...{ kind: 'error', status: 504, code: 3005, retryAfter: 0, method: 'POST' },
			applied: true,
		});
		const { success } = await run(own, entry, { waitFor: 'delivered' });
		expect(success[0]!.json).toMatchObject({ delivery_status: 'delivered' });
		const ownMessages = own.linq.account.messages.filter(({ is_from_me }) => is_from_me);
		expect(ownMessages).toHaveLength(resource === 'poll' ? 2 : 1);
	});

	test.each([
		['waitFor', 'answer', 'Choose one of these for Wait For: nothing, delivered, read, reply.'],
		['waitFor', { a: 1 }, 'Choose one of these for Wait For: nothing, delivered, read, reply.'],
		['waitTimeout', 4, 'Set Wait at Most to a whole number from 5 to 600.'],
		['waitTimeout', 601, 'Set Wait at Most to a whole number from 5 to 600.'],
	])('%s of %j is refused, and nothing is sent', async (name, value, hint) => {
		const own = await startSetting();
		const options = { waitFor: 'reply', [name]: '={{ $json.value }}' };
		const [item] = record(own) as [INodeExecutionData];
		const items = [{ json: { ...item.json, value } }];
		const result = await run(own, entry, options, items);
		await own.linq.close();
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', hint, attempts: 0 }]);
		expect(own.linq.requests).toEqual([]);
	});
});

describe('a vote', () => {
	const poll = sending[2]!;

	waiting('comes out as who, which choice and when', async (own) => {
		whenSent(own.linq.account, ({ id }) => {
			if (!own.linq.account.polls.has(id)) return;
			own.linq.account.vote(id, { handle: kim, option: 'Tuesday' });
		});
		const { success } = await run(own, poll, { waitFor: 'reply' });
		const [{ options }] = own.linq.account.polls.values() as unknown as [
			{ options: Array<{ option_id: string; voters: Array<{ voted_at: string }> }> },
		];
		expect(success[0]!.json.reply).toEqual({
			from_handle: expect.objectContaining({ handle: kim }) as object,
			option_id: options[1]!.option_id,
			text: 'Tuesday',
			voted_at: options[1]!.voters[0]!.voted_at,
		});
	});
});

describe('by SMS', () => {
	const [send] = sending as [(typeof sending)[number]];

	waiting('nobody learns whether it is delivered: on Error at once, and sent', async (own) => {
		own.linq.account.chat(own.chatId)!.service = 'SMS';
		const result = await run(own, send, { waitFor: 'delivered' });
		expect(reportsOf(result)).toMatchObject([
			{
				message: 'The message goes by SMS, where nobody learns whether it is delivered',
				...{ category: 'not_confirmed', retryable: false, attempts: 1 },
			},
		]);
		expect(own.linq.requests).toHaveLength(1);
		expect(own.linq.account.messages).toHaveLength(1);
		await run(own, send, { waitFor: 'read' }, [{ json: result.error[0]!.json }]);
		expect(own.linq.account.messages).toHaveLength(1);
	});

	waiting('a reply is waited for', async (own) => {
		own.linq.account.chat(own.chatId)!.service = 'SMS';
		answering(own);
		const { success } = await run(own, send, { waitFor: 'reply' });
		expect(success[0]!.json.reply).toMatchObject({ parts: [{ value: 'Yes' }] });
	});
});

describe('a hundred people in a hundred chats', () => {
	const count = 100;
	const states = ['delivered', 'failed', 'read', 'sent', 'SMS'] as const;
	const stateOf = (index: number) => states[index % states.length]!;

	/** A chat with each, whose messages come to this state. */
	function people(own: Setting): INodeExecutionData[] {
		const { account } = own.linq;
		const found = new Map<string, (typeof states)[number]>();
		const items = Array.from({ length: count }, (_, index) => {
			const state = stateOf(index);
			const chat = account.addChat({
				...{ from: ownLine, handles: [`+1202556${1000 + index}`] },
				service: state === 'SMS' ? 'SMS' : 'iMessage',
			});
			found.set(chat.id, state);
			return { json: { index, chat: chat.id, time: state === 'sent' ? 5 : 60 } };
		});
		whenSent(own.linq.account, ({ id }, chat) => {
			const state = found.get(chat.id)!;
			if (state !== 'SMS') account.setDeliveryStatus(id, state);
		});
		return items;
	}

	waiting('each comes out once, in order, with its own state', async (own) => {
		const [send] = sending as [(typeof sending)[number]];
		const waitTimeout = '={{ $json.time }}';
		const options = { waitFor: 'delivered', includeInputFields: true, waitTimeout };
		const { success, error } = await run(own, send, options, people(own));
		const indexes = (wanted: string[]) =>
			Array.from({ length: count }, (_, index) => index).filter((index) =>
				wanted.includes(stateOf(index)),
			);
		expect(success.map(({ json }) => [json.index, json.delivery_status])).toEqual(
			indexes(['delivered', 'read']).map((index) => [index, stateOf(index)]),
		);
		const told = { failed: 'server_error', sent: 'not_confirmed', SMS: 'not_confirmed' };
		expect(
			error.map(({ json }) => {
				const { category, retryable } = json.error as IDataObject;
				return [json.index, category, retryable];
			}),
		).toEqual(
			indexes(['failed', 'sent', 'SMS']).map((index) => {
				const state = stateOf(index) as keyof typeof told;
				return [index, told[state], state === 'sent'];
			}),
		);
		expect(posts(own)).toBe(count);
		expect(own.linq.account.messages).toHaveLength(count);
	});

	waiting('answer, and each item has the reply of its own chat', async (own) => {
		const [send] = sending as [(typeof sending)[number]];
		const { account } = own.linq;
		const items = Array.from({ length: count }, (_, index) => {
			const handles = [`+1202556${1000 + index}`];
			return { json: { chat: account.addChat({ from: ownLine, handles }).id } };
		});
		whenSent(own.linq.account, (_, chat) => {
			const { handle } = chat.handles.find(({ is_me }) => !is_me)!;
			account.addMessage(chat, { from: handle, text: handle });
		});
		const { success } = await run(own, send, { waitFor: 'reply' }, items);
		expect(
			success.map(({ json }) => (json.reply as unknown as AccountMessage).from_handle!.handle),
		).toEqual(items.map((_, index) => `+1202556${1000 + index}`));
		const lines = own.linq.requests.filter(({ path }) => path.endsWith('/phone_numbers'));
		expect(lines).toHaveLength(1);
	});
});

const [send] = sending as [(typeof sending)[number]];

waiting('a chat goes on with the next item while one is waited for', async (own) => {
	const { account } = own.linq;
	whenSent(account, () => {
		if (account.messages.length < 4) return;
		for (const { id } of account.messages) account.setDeliveryStatus(id, 'delivered');
	});
	const items = Array.from({ length: 4 }, () => record(own)[0]!);
	const options = { waitFor: 'delivered', concurrency: 1 };
	const { success } = await run(own, send, options, items);
	expect(success).toHaveLength(4);
});

describe('while it is waited for', () => {
	test.each([
		['a failure that passes', { kind: 'error', status: 503, retryAfter: 0 }, undefined],
		['a lost connection', { kind: 'reset' }, undefined],
		['half an answer', { kind: 'resetHalfway' }, undefined],
		['a limit', { kind: 'error', status: 429, code: 1007, retryAfter: 1 }, undefined],
		['an answer about nothing', { kind: 'raw', body: '{}' }, undefined],
		['a refused key', { kind: 'error', status: 401, code: 2004 }, 'Unauthorized'],
		['a refusal', { kind: 'error', status: 403, code: 2005, message: 'No' }, 'No'],
		['no such message', { kind: 'error', status: 404, code: 2002, message: 'No' }, 'No'],
		['a web page', { kind: 'html', status: 200 }, ''],
	] as const)('%s: the next reading, or the reason', async (_, fault, reason) => {
		const own = await startSetting();
		becoming(own, 'delivered');
		own.linq.faults.add({ ...fault, method: 'GET' });
		const result = await run(own, send, { waitFor: 'delivered', waitTimeout: 20 });
		await own.linq.close();
		if (reason === undefined) {
			expect(result.success).toHaveLength(1);
			return;
		}
		const [report] = reportsOf(result) as ReportWithKey[];
		expect(report).toMatchObject({
			message: expect.stringMatching(`^Linq took the message, but .*${reason}`) as string,
			...{ category: 'not_confirmed', retryable: true, attempts: 1 },
			idempotency_key: expect.any(String) as string,
		});
		expect(own.linq.account.messages).toHaveLength(1);
	});

	waiting('a key that is refused sends nothing more for other chats', async (own) => {
		own.linq.faults.add({ kind: 'error', status: 401, code: 2004, method: 'GET', times: Infinity });
		const items = Array.from({ length: 3 }, () => ({ json: { chat: own.group() } }));
		const result = await run(own, send, { waitFor: 'delivered' }, items);
		expect(reportsOf(result).map(({ category }) => category)).toEqual(
			Array<string>(3).fill('not_confirmed'),
		);
		expect(own.linq.requests.filter(({ method }) => method === 'GET').length).toBeLessThan(4);
	});
});

describe('as an agent’s tool', () => {
	const call = async (own: Setting, options: INodeParameters) => {
		const [resource, operation, parameters] = send;
		const file = workflowOf(record(own), { resource, operation, ...parameters, options });
		Object.assign(file.nodes[1]!, {
			type: 'n8n-nodes-linq-chat.linqChatTool',
			rewireOutputLogTo: 'ai_tool',
		});
		const { data } = await own.engine.start(file, own.credential).finished;
		return data.resultData.runData['Linq Chat']![0]!;
	};

	waiting('it gets the reply', async (own) => {
		answering(own);
		const { data } = await call(own, { waitFor: 'reply' });
		expect(data!.ai_tool![0]![0]!.json.reply).toMatchObject({ parts: [{ value: 'Yes' }] });
	});

	waiting('it is told not to send it again, and where to look', async (own) => {
		const { error } = await call(own, { waitFor: 'reply', ...brief });
		const [{ id }] = own.linq.account.messages as [AccountMessage];
		expect(error?.message).toBe(
			`Linq took the message, but nobody answered after 5 seconds (so far: queued). It may still come, so do not send it again: look with Message → Get, by the message ID ${id}, or with Message → Get Many into the chat ${own.chatId}.`,
		);
	});
});

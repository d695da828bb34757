/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { EventEmitter } from 'node:events';
import { turnFor, type WebhookResponse } from '../../../nodes/LinqChatTrigger/turns';

/** An answer that n8n has not given yet. */
class OpenResponse extends EventEmitter implements WebhookResponse {
	statusCode = 200;
	writableEnded = false;
	closed = false;

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	end() {
		this.writableEnded = true;
		this.closed = true;
		this.emit('close');
	}
}

/** What n8n has saved of a trigger. */
let memory: { events: string };

/** A trigger that nobody else knows, for each test. */
let trigger = 0;

beforeEach(() => {
	memory = { events: '' };
	trigger++;
});

/** One call with this event, which is not answered yet; its run is stored, unless it is none. */
async function begins(id: string, response = new OpenResponse(), of = `trigger ${trigger}`) {
	const turn = await turnFor(of, { id, response, memory });
	if (turn.kind === 'run') turn.stored();
	return turn.kind;
}

/** The same, and it is answered. */
async function comes(id: string, statusCode = 200) {
	const response = new OpenResponse();
	const kind = await begins(id, response);
	response.status(statusCode).end();
	return kind;
}

test('an event starts one run', async () => {
	expect(await comes('one')).toBe('run');
	expect(await comes('two')).toBe('run');
	expect(await comes('one')).toBe('duplicate');
	expect(await comes('two')).toBe('duplicate');
});

test('one that is saved starts no second run, though its answer came to nothing', async () => {
	await comes('before');
	expect(await comes('event', 500)).toBe('run');
	expect(await comes('event')).toBe('duplicate');
});

test('one that could not be saved starts another', async () => {
	await comes('before');
	const { events } = memory;
	await comes('event', 500);
	memory.events = events;
	expect(await comes('event')).toBe('run');
});

test('what another process has saved starts none here', async () => {
	await comes('here');
	expect(await begins('there', undefined, `another process's ${trigger}`)).toBe('run');
	expect(memory.events.split(' ')).toHaveLength(2);
	expect(await comes('there')).toBe('duplicate');
});

test('of a mark that stands there often, one is kept', async () => {
	await comes('once');
	memory.events = Array.from({ length: 500 }, () => memory.events).join(' ');
	trigger++;
	await comes('event');
	expect(memory.events.split(' ')).toHaveLength(2);
});

test('of an event that is saved and not answered yet, others keep one mark', async () => {
	await begins('slow');
	await comes('one');
	await comes('two');
	const marks = memory.events.split(' ');
	expect(marks).toHaveLength(3);
	expect(new Set(marks).size).toBe(3);
});

test.each([' ', 'short', 'hash-of-what-!!!!', '  one   two  '])(
	'what is kept was changed to %j: events start a run, and are remembered',
	async (events) => {
		memory.events = events;
		expect(await comes('event')).toBe('run');
		expect(await comes('event')).toBe('duplicate');
	},
);

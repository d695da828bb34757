/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { LinqChat } from '../../nodes/LinqChat/LinqChat.node';
import { bytes, inMemory, itemWith, sound } from './files';
import { menu, person, titleOf, usableParameters, type MenuEntry } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

/** One row of the table in docs/trying-again.md. */
interface Row {
	operation: string;
	again: string;
	byItself: string;
	retryable: string;
	look: string;
}

const table = readFileSync(path.join(__dirname, '../../docs/trying-again.md'), 'utf8')
	.split('\n')
	.filter((line) => /^\| .+ → /.test(line))
	.map((line): Row => {
		const cells = line.split('|').map((cell) => cell.trim());
		const [, operation, again, byItself, retryable, look] = cells;
		return {
			...{ operation: operation!, again: again!, byItself: byItself! },
			...{ retryable: retryable!, look: look! },
		};
	});

const { properties } = new LinqChat().description;

/** As people read it in the menus. */
function nameOf({ resource, operation }: MenuEntry): string {
	const named = (name: string, value: string) =>
		properties
			.filter(
				({ name: one, displayOptions: { show = {} } = {} }) =>
					one === name && (name === 'resource' || show.resource?.includes(resource) === true),
			)
			.flatMap(({ options }) => options as INodePropertyOptions[])
			.find((option) => option.value === value)!.name;
	return `${named('resource', resource)} → ${named('operation', operation)}`;
}

/** Asks without changing anything, or hands over what nobody sees. */
const harmless =
	/: (get(All|Thread|Participants|Available|EventTypes|Connection|Credentials|Provider)?|check(IMessage|Rcs)|upload|(audit|get)Reputation(Audit)?)$/;

const writes = menu.filter((entry) => !harmless.test(titleOf(entry)));

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => {
	setting.linq.requests.length = 0;
	setting.linq.faults.clear();
});

afterAll(async () => {
	await setting.linq.close();
});

/** The request that counts, of operations that ask for more. */
const own: Record<string, { path: string | RegExp; method?: string }> = {
	sendAndWait: { path: '/v3/messages' },
	setParticipants: { path: /\/participants$/ },
	findOrCreate: { path: '/v3/chats', method: 'POST' },
};

/** It reads the chat in each run. */
const safeAgain = 'Running this record again is safe: what is done is not done again.';

/** What an operation needs besides, so that it comes to that request. */
function neededFor(operation: string): object {
	if (operation === 'sendVoiceMemo') return { source: 'url' };
	if (operation === 'setParticipants') return { chatId: byId(setting.chatId), to: person };
	return {};
}

const lost = { kind: 'error', status: 504, code: 3005, retryAfter: 0 } as const;

/** The parameters with this many retries, sent from an address, for what would upload a file. */
function parametersOf(entry: MenuEntry, maxRetries: number) {
	const { options, ...parameters } = usableParameters(entry);
	const from = entry.operation === 'findOrCreate' ? { from: byId(ownLine) } : {};
	return {
		...parameters,
		...neededFor(entry.operation),
		options: { ...(options as object), ...from, maxRetries },
	};
}

test('the table names each operation that changes something, and no other', () => {
	expect(table.map(({ operation }) => operation).sort()).toEqual(writes.map(nameOf).sort());
});

describe.each(writes.map((entry) => [nameOf(entry), entry] as const))('%s', (name, entry) => {
	const row = table.find(({ operation }) => operation === name)!;
	const run = async (maxRetries: number) =>
		await setting.engine.run(
			[itemWith(inMemory(bytes, sound))],
			parametersOf(entry, maxRetries),
			setting.credential,
		);
	const look = `look ${row.look.split(',')[0]}`;
	// What is asked before the question is sent, and after, changes nothing that people see; nor does
	// reading who is in a chat.
	const at = own[entry.operation] ?? {};

	test('after the last answer got lost, the error says what the table says', async () => {
		setting.linq.faults.add({ ...lost, ...at, times: Infinity });
		const [report] = reportsOf(await run(1));
		expect(report).toMatchObject({
			retryable: row.retryable === 'true',
			attempts: row.byItself === 'yes' ? 2 : 1,
		});
		expect(report).toEqual(
			row.again.startsWith('once')
				? expect.objectContaining({ idempotency_key: expect.any(String) as string })
				: expect.not.objectContaining({ idempotency_key: expect.anything() as unknown }),
		);
		if (row.retryable === 'false') expect(report!.hint).toContain(look);
	});

	test.each([
		[400, 1005],
		[403, 2005],
		[404, 2001],
		[409, 2015],
	])('a refusal with %i/%i after a lost answer says that it may be done', async (...why) => {
		if (row.byItself === 'no') return;
		const [status, code] = why;
		setting.linq.faults.add({ ...lost, ...at });
		setting.linq.faults.add({ kind: 'error', status, code, ...at });
		const result = await run(1);
		const [report] = reportsOf(result);
		if (/(Delete|Unblock)$/.test(name) && status === 404) {
			expect(result.success).toHaveLength(1);
			return;
		}
		// That none of the numbers can write passes: the record has its key until one can.
		if (name === 'Message → Send to People' && status === 409) {
			expect(report).toMatchObject({ status, code, retryable: true, attempts: 2 });
			expect(report!.hint).toMatch(/Linq sends it only once\.$/);
			return;
		}
		expect(report).toMatchObject({ status, code, retryable: false, attempts: 2 });
		const further = row.look.endsWith(', or run again')
			? ', or run this record again unchanged, with its error or the same Idempotency Key: Linq then answers with what was made.'
			: ' before you run this record again.';
		const reread = name === 'Chat → Set Participants' ? ` ${safeAgain}` : '';
		expect(report!.hint).toBe(
			`An earlier try that failed may have done it nevertheless: ${look}${further}${reread}`,
		);
	});

	test.each<[string, object]>([
		['a web page under 200', { kind: 'html', status: 200 }],
		['nothing under 200', { kind: 'raw', status: 200, body: '' }],
		['an answer to something else', { kind: 'raw', status: 200, body: '{"chats":[]}' }],
	])('%s is no success, and may have been done', async (_, fault) => {
		// What the answer to any request has to say, nobody knows.
		if (name === 'Linq API → Request' && 'body' in fault && fault.body !== '') return;
		setting.linq.faults.add({ ...fault, ...at } as never);
		const result = await run(1);
		expect(result.success).toEqual([]);
		const [report] = reportsOf(result);
		expect(report).toMatchObject({ category: 'invalid_response', retryable: false, attempts: 1 });
		expect(report!.hint).toContain(look);
	});
});

import fc from 'fast-check';
import { Account, type Fault, type ScriptedFault } from '../emulator';
import type { Limit } from '../emulator/rateLimit';
import type { NodeResult } from './engine';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

/** The first two have the same people, so that one limit is for both. */
const people = [
	['+12025550101'],
	['+12025550101'],
	['+12025550102'],
	['jo@example.com'],
	['+12025550103', '+12025550104'],
];
const chats = people.map((_, index) => `0a0b0c0d-0000-4000-8000-00000000000${index}`);

/** An answer to a refusal names whole seconds, so no window is longer than a second. */
const limit: fc.Arbitrary<Limit> = fc.record({
	requests: fc.integer({ min: 2, max: 6 }),
	seconds: fc.constantFrom(0.2, 0.5, 1),
});

/** Faults after which a retry comes within half a second, whether Linq did the work or not. */
const passing: fc.Arbitrary<Fault & Pick<ScriptedFault, 'applied'>> = fc
	.tuple(
		fc.oneof<Array<fc.Arbitrary<Fault>>>(
			fc.record({
				kind: fc.constant('error' as const),
				status: fc.constantFrom(408, 500, 503, 504),
				retryAfter: fc.constant(0),
			}),
			fc.record({ kind: fc.constantFrom('reset' as const, 'resetHalfway' as const) }),
			fc.record({ kind: fc.constant('truncatedJson' as const) }),
			fc.record({ kind: fc.constant('delay' as const), milliseconds: fc.nat(20) }),
		),
		fc.boolean(),
	)
	.map(([kind, applied]) => ({ ...kind, applied }));
/** With these, Linq has surely done nothing. */
const final: fc.Arbitrary<Fault> = fc.record({
	kind: fc.constant('error' as const),
	status: fc.constantFrom(400, 403, 422),
});

const script: fc.Arbitrary<ScriptedFault[]> = fc.array(
	fc
		.tuple(
			fc.oneof({ weight: 4, arbitrary: passing }, final),
			fc.record({
				path: fc.constantFrom(...chats.map((id) => `/v3/chats/${id}/messages`), undefined),
				times: fc.integer({ min: 1, max: 4 }),
				after: fc.nat(3),
			}),
		)
		.map(([kind, when]) => ({ ...kind, ...when })),
	{ minLength: 1, maxLength: 3 },
);

const execution = fc.record({
	/** The chat of each message. */
	into: fc.array(fc.nat(chats.length - 1), { minLength: 5, maxLength: 12 }),
	ofChats: limit,
	ofAccount: fc.option(limit, { nil: undefined }),
	script,
	concurrency: fc.constantFrom(1, 2, 25),
	maxRetries: fc.constantFrom<number>(0, 1, 3),
});
type Execution = typeof execution extends fc.Arbitrary<infer Value> ? Value : never;

async function run({ linq, ...setting }: Setting, chosen: Execution): Promise<NodeResult> {
	const { into, ofChats, ofAccount, script, ...options } = chosen;
	linq.account = new Account();
	for (const [index, handles] of people.entries()) {
		linq.account.addChat({ id: chats[index]!, from: ownLine, handles });
	}
	linq.faults.clear();
	for (const one of script) linq.faults.add(one);
	linq.messageLimit = ofChats;
	linq.limit = ofAccount;
	return await setting.run(
		'message',
		'send',
		into.map((chat, index) => ({ json: { chat: chats[chat]!, text: `No. ${index}` } })),
		{ chatId: byId('={{ $json.chat }}'), text: '={{ $json.text }}', options },
	);
}

const indexOf = ({ pairedItem }: NodeResult['success'][number]) =>
	(pairedItem as { item: number }).item;
const ascending = (numbers: number[]) => numbers.toSorted((one, other) => one - other);

/** Every message came out once, and is at Linq once, or not at all where the output says so. */
function expectSentOnce({ linq }: Setting, { into, script }: Execution, result: NodeResult): void {
	const order = [result.success.map(indexOf), result.error.map(indexOf)];
	for (const indices of order) expect(indices).toEqual(ascending(indices));
	expect(ascending(order.flat())).toEqual([...into.keys()]);

	const { messages } = linq.account;
	const numberOf = ({ parts: [part] }: (typeof messages)[number]) =>
		Number((part as { value: string }).value.slice('No. '.length));
	for (const id of chats) {
		const numbers = messages.filter(({ chat_id }) => chat_id === id).map(numberOf);
		expect(numbers).toEqual(ascending([...new Set(numbers)]));
		for (const number of numbers) expect(chats[into[number]!]).toBe(id);
	}

	const sent = new Map(messages.map((message) => [numberOf(message), message.id]));
	for (const item of result.success) {
		const { chat_id, message } = item.json as { chat_id: string; message: { id: string } };
		expect(chat_id).toBe(chats[into[indexOf(item)]!]);
		expect(message.id).toBe(sent.get(indexOf(item)));
	}
	const reports = reportsOf(result);
	for (const [place, report] of reports.entries()) {
		const mayBeThere =
			script.some(({ applied }) => applied === true) && 'idempotency_key' in report;
		if (!mayBeThere) expect(sent.has(indexOf(result.error[place]!))).toBe(false);
	}
}

const shares = 8;
const effort = {
	numRuns: 3,
	/** Milliseconds for one run, which waits for whole seconds, and several of them in a small limit. */
	timeout: 60_000,
	interruptAfterTimeLimit: 100_000,
	markInterruptAsFailure: true,
	/** A smaller counterexample would take minutes; the seed gives the one found again. */
	endOnFailure: true,
};

test.each(Array.from({ length: shares }, (_, share) => share + 1))(
	"whatever mixture of an account's limit, chats' own limits and faults, no message is lost or sent twice: part %i",
	async () => {
		const setting = await startSetting();
		const property = fc.asyncProperty(execution, async (chosen) => {
			expectSentOnce(setting, chosen, await run(setting, chosen));
		});
		await fc.assert(property, effort).finally(async () => await setting.linq.close());
	},
	120_000,
);

test("an account's limit and chats' own together cost nobody their message", async () => {
	const setting = await startSetting();
	const onlyLimits = execution.map((chosen) => ({ ...chosen, script: [], maxRetries: 10 }));
	const property = fc.asyncProperty(onlyLimits, async (chosen) => {
		const result = await run(setting, chosen);
		expect(reportsOf(result)).toEqual([]);
		expectSentOnce(setting, chosen, result);
	});
	await fc
		.assert(property, { ...effort, numRuns: 3 })
		.finally(async () => await setting.linq.close());
}, 120_000);

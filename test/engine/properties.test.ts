/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Account, type Fault, type RecordedRequest, type ScriptedFault } from '../emulator';
import { workflowOf, type NodeResult } from './engine';
import { ownLine, startSetting, type Setting } from './setting';

const chats = [1, 2, 3].map((digit) => `0a0b0c0d-0000-4000-8000-00000000000${digit}`);
const apiKey = 'linq-test-key-0123456789abcdef';
const escapedKey = apiKey.replaceAll(/./g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

/** Any UTF-16 unit, halves of pairs and control characters among them. */
const unit = fc.nat(0xffff).map((number) => String.fromCharCode(number));
const json = fc.jsonValue({ maxDepth: 1, stringUnit: unit });

const people = Array.from({ length: 8 }, (_, digit) => [
	`+1202556100${digit}`,
	`+1 (202) 556-100${digit}`,
	`202.556.100${digit}`,
	12025561000 + digit,
	`Jo <p${digit}@Example.com>`,
]).flat();

const phone = fc.oneof(
	{ weight: 8, arbitrary: fc.constantFrom(...people) },
	fc.constantFrom('', '911', '1'.repeat(10_000), '+1202\u00005561000', '={{ $json.chat }}'),
	fc.string({ unit }),
	fc.constant(undefined),
	json,
);
const chat = fc.oneof(
	{ weight: 8, arbitrary: fc.constantFrom(...chats, chats[0]!.toUpperCase()) },
	fc.constantFrom('', '..', '../phone_numbers', `${chats[0]}/participants?x=`, '%2e%2e', 'Acme'),
	fc.uuid(),
	json,
);
const country = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom('US', 'us', '', null) },
	fc.string(),
	json,
);
const fieldName = fc.oneof(
	fc.string({ maxLength: 8 }),
	fc.constantFrom('error', 'json', 'binary', 'pairedItem', 'handle', 'status', '$error', '$json'),
	fc.constantFrom('__proto__', 'constructor', 'toJSON', 'hasOwnProperty', 'length'),
);

/** An item's fields. n8n itself takes those with both `$error` and `$json` for failures of its own. */
const record = fc
	.tuple(
		fc.dictionary(fieldName, json, { maxKeys: 3 }),
		fc.record({ phone, chat, country }, { requiredKeys: ['phone'] }),
	)
	.map(([fields, named]) => JSON.parse(JSON.stringify({ ...fields, ...named })) as IDataObject)
	.filter((fields) => !('$error' in fields && '$json' in fields));

const key = fc.constantFrom(apiKey, escapedKey, '');
/**
 * Of failures with 404 or 409, the numbers 2007 and 2009 alone tell one that passes. A 429 that
 * passes would hold everything back for a second, so those here ask for a wait of hours.
 */
const problems = (
	'400/1005/0 401/2004/0 403//0 404/2001/0 404/2007/0 408//0 409/2009/0 409/2015/0 ' +
	'422/9999/0 429/1007/7200 429//7200 500/3006/0 503/4004/0 503//7200 504/3005/0'
).split(' ');
const answerStatus = fc.constantFrom(
	...[200, 201, 202, 204, 301, 304, 400, 401, 403, 404, 408, 409, 418, 422, 500, 503, 504],
);
const envelope = fc
	.record({
		success: fc.constantFrom(true, false, undefined),
		status: fc.oneof(answerStatus, fc.constant('accepted')),
		code: fc.constantFrom(undefined, 1005, 1007, 2001, 3006, 4004, 'x'),
		retry_after: fc.constantFrom(undefined, 0, 7_200),
		key,
		trace_id: json,
	})
	.map(({ success, key, trace_id, ...error }) => {
		const message = `Authorization: Bearer KEY`;
		const body = { success, status: message, message, trace_id, error: { ...error, message } };
		return JSON.stringify(body).replaceAll('KEY', key);
	});

/** Faults that ask for no wait, after which a retry comes within a second, or none. */
const quickFault: fc.Arbitrary<Fault> = fc.oneof(
	fc
		.record({
			problem: fc.constantFrom(...problems),
			message: key.map((text) => `Refused ${text}`),
			headers: fc.constantFrom<Array<Record<string, string>>>({}, { 'X-Trace-ID': apiKey }),
		})
		.map(({ problem, ...details }) => {
			const [status, code, retryAfter] = problem.split('/').map(Number);
			const number = code === 0 ? undefined : code;
			return { kind: 'error' as const, status: status!, code: number, retryAfter, ...details };
		}),
	fc.record({
		kind: fc.constant('raw' as const),
		status: answerStatus,
		body: fc.oneof(
			envelope,
			fc.string({ unit }),
			json.map((value) => JSON.stringify(value)),
		),
		contentType: fc.constantFrom('application/json', 'text/html', 'image/png'),
		headers: fc.constant({ 'Retry-After': '0', 'X-Trace-ID': apiKey }),
	}),
	fc.record({ kind: fc.constant('delay' as const), milliseconds: fc.nat(3) }),
	fc.record({ kind: fc.constant('html' as const), status: fc.constantFrom(200, 403, 404) }),
	fc.record({ kind: fc.constant('truncatedJson' as const), status: fc.constantFrom(202, 400) }),
	fc.record({
		kind: fc.constant('redirect' as const),
		status: fc.constantFrom(301, 302, 303, 307, 308),
		location: fc.constantFrom('/api/partner/v3/phone_numbers', `/?key=${apiKey}`),
	}),
);
/** Faults that say nothing of a wait: half a second would pass before a retry. */
const slowFault: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({ kind: fc.constantFrom('reset' as const, 'resetHalfway' as const) }),
	fc.record({ kind: fc.constant('html' as const), status: fc.constantFrom(408, 502, 503) }),
	fc.record({ kind: fc.constant('truncatedJson' as const), status: fc.constantFrom(500, 504) }),
);

const scriptOf = (fault: fc.Arbitrary<Fault>): fc.Arbitrary<ScriptedFault[]> =>
	fc.array(
		fc
			.tuple(
				fault,
				fc.record({
					times: fc.constantFrom(1, 2, 3, Infinity),
					after: fc.nat(2),
					applied: fc.boolean(),
				}),
			)
			.map(([kind, when]) => ({ ...kind, ...when })),
		{ maxLength: 4 },
	);

interface Trouble {
	maxRetries: number;
	script: ScriptedFault[];
}

const execution = fc.record({
	items: fc.oneof(
		{ weight: 3, arbitrary: fc.array(record, { minLength: 1, maxLength: 2 }) },
		fc.array(record, { minLength: 3, maxLength: 6 }),
	),
	trouble: fc.oneof<Array<fc.Arbitrary<Trouble>>>(
		fc.record({ maxRetries: fc.constant(0), script: scriptOf(fc.oneof(quickFault, slowFault)) }),
		fc.record({ maxRetries: fc.integer({ min: 1, max: 2 }), script: scriptOf(quickFault) }),
	),
	includeInputFields: fc.boolean(),
	concurrency: fc.constantFrom(1, 2, 25),
	defaultCountry: fc.constantFrom('US', 'US', '={{ $json.country }}'),
});

async function run(
	{ linq, engine, credential }: Setting,
	items: IDataObject[],
	script: ScriptedFault[],
	options: INodeParameters,
) {
	linq.account = new Account();
	for (const id of chats) {
		linq.account.addChat({ id, from: ownLine, handles: ['+12025550101', '+12025550102'] });
	}
	linq.requests.length = 0;
	linq.faults.clear();
	for (const fault of script) linq.faults.add(fault);
	return await engine.run(
		items.map((json): INodeExecutionData => ({ json })),
		{
			chatId: { __rl: true, mode: 'id', value: `={{ $json.chat ?? '${chats[0]}' }}` },
			handle: '={{ $json.phone }}',
			options,
		},
		credential,
	);
}

const reportFields =
	'message hint category code status doc_url trace_id retryable attempts chat_id handle'.split(' ');
const indexOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;
const reportOf = ({ json }: INodeExecutionData) => json.error as IDataObject;
const ascending = (numbers: number[]) => numbers.toSorted((one, other) => one - other);

/** Every input once, on one output, in order, paired to its source, in the shape promised. */
function expectEachOnce(items: IDataObject[], result: NodeResult, includesInput: boolean): void {
	const { success, error } = result;
	const order = [success.map(indexOf), error.map(indexOf)];
	expect(order).toEqual(order.map(ascending));
	expect(ascending(order.flat())).toEqual([...items.keys()]);

	expect(success.filter(({ json }) => !isHandle(json.handle))).toEqual([]);
	const promised = success.map((item) => {
		const { chat_id, handle, status, message, trace_id } = item.json;
		const input = includesInput ? items[indexOf(item)] : {};
		return { ...input, chat_id, handle, status, message, trace_id };
	});
	expect(success.map(({ json }) => json)).toStrictEqual(promised);

	const kept = error.map((item) => ({ ...items[indexOf(item)], error: reportOf(item) }));
	expect(error.map(({ json }) => json)).toStrictEqual(kept);
	expect(error.map((item) => Object.keys(reportOf(item)))).toEqual(error.map(() => reportFields));
}

const isHandle = (handle: unknown) =>
	typeof handle === 'string' && /^(\+[1-9]\d{1,14}|[^\s@]+@[^\s@]+)$/.test(handle);
const chatOf = ({ path }: RecordedRequest) => /\/chats\/([^/]*)(\/participants)?$/.exec(path)?.[1];
const isLook = ({ method }: RecordedRequest) => method === 'GET';
const succeeded = ({ status }: RecordedRequest) => status !== null && status < 300;
/** An answer that never came whole, or that says to try again. */
const mayBeRepeated = ({ status }: RecordedRequest, passing: number[]) =>
	status === null || [408, 429, ...passing].includes(status) || status >= 500;

/**
 * The record tells item by item what was asked of each chat: as often as the item says, never
 * again after an answer that came whole, and nothing that no item says. The chat is looked at only
 * where an answer got lost before a refusal.
 */
function expectRequests(
	{ linq }: Setting,
	{ success, error }: NodeResult,
	{ maxRetries, script }: Trouble,
): void {
	const passing = script.flatMap((fault) =>
		fault.kind === 'error' && [2007, 2009].includes(fault.code ?? 0) ? fault.status : [],
	);
	/** A refusal that came with a status of success, and states its own. */
	const isFalseSuccess = (status: number) =>
		script.some(
			(fault) =>
				fault.kind === 'raw' && fault.status === status && fault.body.includes('"success":false'),
		);
	const left = [...linq.requests];
	/** Of each item, what was asked; a look at the chat comes after at least two tries. */
	const tries: Array<{ own: RecordedRequest[]; least: number; handle: unknown }> = [];
	const looked: Array<{ isExplained: boolean; status: number; looks: number }> = [];
	const inOrder = [...success, ...error].toSorted((a, b) => indexOf(a) - indexOf(b));
	for (const item of inOrder) {
		const failed = error.includes(item);
		const { chat_id, handle, attempts, hint } = failed ? reportOf(item) : item.json;
		const wasThere = !failed && item.json.status === 'already_in_chat';
		const here = left.filter((request) => chatOf(request) === chat_id);
		const last = wasThere ? here.findIndex(isLook) : here.findIndex(succeeded) + 1;
		const own = here.slice(0, failed ? (attempts as number) : last);
		const rest = here.slice(own.length);
		const looks = rest.slice(0, rest.findIndex((request) => !isLook(request)) >>> 0);
		for (const request of [...own, ...looks]) left.splice(left.indexOf(request), 1);

		const least = Math.max(failed ? (attempts as number) : 1, looks.length === 0 ? 0 : 2);
		tries.push({ own, least, handle });
		if (looks.length === 0) continue;
		const isExplained = wasThere || /earlier try that failed/.test(hint as string);
		looked.push({ isExplained, status: own.at(-1)?.status ?? 0, looks: looks.length });
	}
	// Once for all items: each `expect` takes longer than what it looks at.
	const isWrong = ({ own, least }: { own: RecordedRequest[]; least: number }) =>
		own.length < least || own.length > maxRetries + 1;
	expect(tries.filter(isWrong)).toEqual([]);
	const repeated = tries.flatMap(({ own }) => own.slice(0, -1));
	expect(repeated.filter((request) => !mayBeRepeated(request, passing))).toEqual([]);
	expect(
		tries.flatMap(({ own }) =>
			own.map(({ method, body }) => [method, (body as IDataObject).handle]),
		),
	).toEqual(tries.flatMap(({ own, handle }) => own.map(() => ['POST', handle])));
	const isRefusal = (status: number) => [400, 404, 409].includes(status) || isFalseSuccess(status);
	expect(
		looked.filter(
			({ isExplained, status, looks }) =>
				!isExplained || !isRefusal(status) || looks > maxRetries + 1,
		),
	).toEqual([]);
	expect(left).toEqual([]);
}

/** At least 2,000 runs or a failure: one that stops for time is none. */
const shares = 8;
const effort = {
	numRuns: 2_000 / shares,
	/** Milliseconds for one run, which waits for seconds at most. */
	timeout: 20_000,
	/** Milliseconds for all, the search for a smaller counterexample included. */
	interruptAfterTimeLimit: 150_000,
	markInterruptAsFailure: true,
};

test.each(Array.from({ length: shares }, (_, share) => share + 1))(
	'whatever comes in and whatever goes wrong, each item comes out once, and the key never: part %i',
	async () => {
		const setting = await startSetting();
		const property = fc.asyncProperty(execution, async ({ items, trouble, ...chosen }) => {
			const options = { ...chosen, maxRetries: trouble.maxRetries };
			const result = await run(setting, items, trouble.script, options);
			expectEachOnce(items, result, chosen.includeInputFields);
			expectRequests(setting, result, trouble);
			expect(JSON.stringify(result.task)).not.toContain(apiKey);
		});
		await fc.assert(property, effort).finally(async () => await setting.linq.close());
	},
	180_000,
);

test('without items, n8n leaves the node alone', async () => {
	const setting = await startSetting();
	const chatId = { __rl: true, mode: 'id', value: chats[0]! };
	const file = workflowOf([], { chatId, handle: '={{ $json.phone }}' });
	const { data } = await setting.engine.start(file, setting.credential).finished;
	expect(data.resultData.error).toBeUndefined();
	expect(data.resultData.runData).not.toHaveProperty(['Linq Chat']);
	expect(setting.linq.requests).toEqual([]);
	await setting.linq.close();
});

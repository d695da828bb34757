import { doubted, inChat, withOperation, type Write } from '../../../../nodes/linq/wire/doubt';
import { LinqError, type Failure } from '../../../../nodes/linq/errors';

const given = 'Try this record again later.';
const failing = (more: Partial<Failure>) =>
	new LinqError({ message: 'No', hint: given, category: 'server_error', ...more });

const lost = failing({ code: 3006, status: 500, retryable: true, trace_id: 'abc' });
const unreadable = failing({ category: 'invalid_response', status: 200 });
const refused = failing({ category: 'conflict', code: 2015, status: 409 });
const limited = failing({ category: 'rate_limited', status: 429, retryable: true });
const unsent = failing({ category: 'network_error', retryable: true, unsent: true });

const look = (done: 'done' | 'sent') =>
	`It may have been ${done} nevertheless: look into the chat before you try this record again.`;
const lookAndCheck = (done: 'done' | 'sent') =>
	`Check the base URL in the Linq credential; if it is right, it may have been ${done} nevertheless: look into the chat before you try this record again.`;
const safe = `${given} It may have been sent nevertheless: unchanged and with its error, this record can be tried again in the same step, and Linq sends it only once.`;
const earlier =
	'An earlier try that failed may have done it nevertheless: look into the chat before you run this record again.';

type Row = [Write['again'], LinqError, isEarlier: boolean, retryable: boolean, hint: string];

test.each<Row>([
	['once', lost, false, true, safe],
	['once', limited, true, true, safe],
	['once', unreadable, false, false, lookAndCheck('sent')],
	['once', refused, true, false, earlier],
	['same', lost, false, true, given],
	['same', limited, true, true, given],
	['same', unreadable, false, false, lookAndCheck('done')],
	['same', refused, true, false, earlier],
	['soon', lost, false, false, look('sent')],
	['soon', limited, true, false, look('sent')],
	['soon', unsent, true, false, look('sent')],
	['soon', unreadable, false, false, lookAndCheck('sent')],
	['soon', refused, true, false, earlier],
	['twice', lost, false, false, look('sent')],
	['twice', unreadable, false, false, look('sent')],
])('%s: %s, earlier %j: retryable %j', (again, error, isEarlier, retryable, hint) => {
	expect(doubted(error, { again, look: inChat }, isEarlier).failure).toEqual({
		...{ ...error.failure, hint, retryable, isPerhapsDone: true },
		inDoubt: error === refused,
	});
});

test.each<Write['again']>(['once', 'same', 'soon', 'twice'])(
	'%s: a failure in which nothing was done is told as it is',
	(again) => {
		for (const error of [refused, limited, unsent]) {
			expect(doubted(error, { again, look: inChat }, false)).toBe(error);
		}
	},
);

test('what changes nothing is never in doubt', () => {
	expect(doubted(lost, undefined, false)).toBe(lost);
	expect(doubted(refused, undefined, true)).toBe(refused);
});

test('a hint of its own goes before the usual one', () => {
	const write: Write = { again: 'twice', look: withOperation('Chat → Get'), hint: 'Delete it.' };
	expect(doubted(lost, write, false).failure.hint).toBe('Delete it.');
	const { hint, ...usual } = write;
	expect(hint).toBe('Delete it.');
	expect(doubted(lost, usual, false).failure.hint).toContain('look with Chat → Get before');
});

test('what is made rather than sent is called so', () => {
	const write = { look: inChat, done: 'made' } as const;
	expect(doubted(lost, { ...write, again: 'once' }, false).failure.hint).toBe(
		safe.replace('sent', 'made').replace('sends', 'makes'),
	);
	expect(doubted(lost, { ...write, again: 'soon' }, false).failure.hint).toBe(
		look('sent').replace('sent', 'made'),
	);
});

test('what nothing lists is found by asking again under its key, where there is one', () => {
	const write = { look: inChat, done: 'made', isUnlisted: true } as const;
	const again =
		'look into the chat, or run this record again unchanged, with its error or the same Idempotency Key: Linq then answers with what was made.';
	expect(doubted(refused, { ...write, again: 'once' }, true).failure.hint).toBe(
		`An earlier try that failed may have done it nevertheless: ${again}`,
	);
	expect(doubted(unreadable, { ...write, again: 'once' }, false).failure.hint).toBe(
		`Check the base URL in the Linq credential; if it is right, it may have been made nevertheless: ${again}`,
	);
	expect(doubted(refused, { ...write, again: 'soon' }, true).failure.hint).toBe(earlier);
});

test('a key of the user’s own may have been used for something else', () => {
	const write = { again: 'once', look: inChat, isOwnKey: true } as const;
	const foreign = failing({ category: 'invalid_response', status: 200, foreign: true });
	expect(doubted(foreign, write, false).failure.hint).toBe(
		"This Idempotency Key may have been used for something else before, another message, for instance: look into the chat first, and try this record again under another key only where it isn't there.",
	);
	expect(doubted(unreadable, write, false).failure.hint).toBe(lookAndCheck('sent'));
	expect(doubted(foreign, { ...write, isOwnKey: false }, false).failure.hint).toBe(
		lookAndCheck('sent'),
	);
});

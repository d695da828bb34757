import {
	asFailure,
	attempted,
	counted,
	inOneLine,
	invalidInput,
	isGone,
	LinqError,
	takenFrom,
} from '../../../nodes/linq/errors';

test('what is not known of a failure is null or false in its report', () => {
	expect(invalidInput('No', 'Do this.').report()).toEqual({
		message: 'No',
		hint: 'Do this.',
		category: 'invalid_input',
		code: null,
		status: null,
		doc_url: null,
		trace_id: null,
		retryable: false,
		attempts: 0,
	});
});

test('what is known is in the report, what is for ourselves is not', () => {
	const known = {
		message: 'No',
		hint: 'Do this.',
		category: 'conflict' as const,
		code: 2013,
		status: 409,
		doc_url: 'https://docs.linqapp.com/error/',
		trace_id: 'abc',
		retryable: true,
	};
	const error = new LinqError({ ...known, retryAfter: 5, settled: true });
	error.attempts = 3;
	expect(error.report()).toEqual({ ...known, attempts: 3 });
	expect([error.name, error.message]).toEqual(['LinqError', 'No']);
});

test('what became of several people is in the report, as far as it is known', () => {
	const people = [
		{ handle: '+12025550101', message: 'No', hint: '', category: 'conflict' as const },
	];
	const { failure } = invalidInput('No', 'Do this.');
	const report = new LinqError({ ...failure, added: ['+12025550102'], people }).report();
	expect(report).toMatchObject({ added: ['+12025550102'], people });
	expect(Object.keys(report)).not.toEqual(expect.arrayContaining(['removed']));
	expect(Object.keys(report)).not.toEqual(expect.arrayContaining(['would_add']));
});

test.each([
	['added', ['+12025550102']],
	['removed', ['+12025550102']],
	['would_add', ['jo@example.com']],
	['would_remove', ['jo@example.com']],
	['unchanged', []],
	['people', [{ handle: '+12025550101', message: 'No', hint: '', category: 'conflict' }]],
])('of what became of people, %s alone is in the report where no more is known', (field, who) => {
	const { failure } = invalidInput('No', 'Do this.');
	const [report, bare] = [
		new LinqError({ ...failure, [field]: who }).report(),
		new LinqError(failure).report(),
	];
	expect(report).toStrictEqual({ ...bare, [field]: who });
	expect(Object.keys(bare)).toEqual([
		...['message', 'hint', 'category', 'code', 'status', 'doc_url', 'trace_id'],
		...['retryable', 'attempts'],
	]);
});

test.each([
	['delivered', 'delivered'],
	[null, null],
	[undefined, null],
])('a message that was waited for in vain is in the report, with how it stood: %j', (...how) => {
	const [delivery_status, told] = how;
	const { failure } = invalidInput('No', 'Do this.');
	const report = new LinqError({ ...failure, message_id: 'abc', delivery_status }).report();
	expect(report).toMatchObject({ message_id: 'abc', delivery_status: told });
	const without = new LinqError({ ...failure, delivery_status }).report();
	expect(Object.keys(without)).not.toContain('delivery_status');
	expect(Object.keys(without)).not.toContain('message_id');
});

test.each([
	['not_found', 2001, true],
	['not_found', 0, true],
	['not_found', null, false],
	['not_found', undefined, false],
	['forbidden', 2001, false],
	['conflict', null, false],
] as const)('%s with the number %j: Linq says that it is gone, %s', (category, code, expected) => {
	expect(isGone({ message: 'No', hint: 'Do this.', category, code })).toBe(expected);
});

test('the requests of a failure that several met count for the first of them', () => {
	const shared = invalidInput('No', '');
	shared.attempts = 2;
	const [first, second] = [takenFrom(shared), takenFrom(shared)];
	expect([first.attempts, second.attempts]).toEqual([2, 0]);
	expect(second.failure).toBe(shared.failure);
	expect(() => takenFrom(new TypeError('ours'))).toThrow('ours');
});

test('requests sent before are added to those of the failure', () => {
	const error = invalidInput('No', '');
	error.attempts = 2;
	expect(counted(error, 3)).toBe(error);
	expect(error.attempts).toBe(5);
});

test('only our own failures become values', () => {
	const error = invalidInput('No', '');
	const fault = new TypeError('ours');
	const throwing = (what: Error) => () => {
		throw what;
	};
	expect(asFailure(error)).toBe(error);
	expect(() => asFailure(fault)).toThrow(fault);
	expect(() => counted(fault, 1)).toThrow(fault);
	expect(attempted(() => 7)).toBe(7);
	expect(attempted(throwing(error))).toBe(error);
	expect(() => attempted(throwing(fault))).toThrow(fault);
});

test.each([
	['No', 'No. Do this.'],
	['No.', 'No. Do this.'],
	['Wait... what?', 'Wait... what?. Do this.'],
	['Wait ...\n. ', 'Wait. Do this.'],
	['', '. Do this.'],
])('%j in one line with a hint', (message, line) => {
	expect(inOneLine({ message, hint: 'Do this.' })).toBe(line);
});

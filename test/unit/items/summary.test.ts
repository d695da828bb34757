import { summarizeFailures } from '../../../nodes/items/summary';

const late = { kind: 'timeout', explanation: 'Linq did not answer. Try again later.' };
const unknown = { kind: 'not found', explanation: 'Chat not found. Check the chat ID.' };
const empty = { kind: 'invalid input', explanation: 'The number is missing. Fill it in.' };
const short = { kind: 'invalid input', explanation: 'The number is too short. Correct it.' };

test('says how many of how many, and why, the most frequent reason first', () => {
	expect(summarizeFailures(12, [unknown, empty, short])).toBe(
		'3 of 12 items went to the Error output: 2 × invalid input, 1 × not found. Each says under "error" what happened and what to do.',
	);
});

test('tells a reason that all have in common in full', () => {
	expect(summarizeFailures(1, [late])).toBe(
		'1 of 1 item went to the Error output: 1 × timeout. Linq did not answer. Try again later.',
	);
	expect(summarizeFailures(3, [empty, empty])).toContain(
		'2 × invalid input. The number is missing.',
	);
	expect(summarizeFailures(3, [empty, short])).toContain('2 × invalid input. Each says');
});

test('shows what came from outside as text', () => {
	const explanation = '<img src=x onerror=alert(1)> & more. Correct it.';
	expect(summarizeFailures(1, [{ kind: 'invalid input', explanation }])).toContain(
		'&lt;img src=x onerror=alert(1)> &amp; more. Correct it.',
	);
});

test('says nothing when nothing failed', () => {
	expect(summarizeFailures(12, [])).toBeUndefined();
});

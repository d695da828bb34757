import { describeFailure, summarizeFailures } from '../../../nodes/items/summary';

const late = { message: 'Linq did not answer', advice: 'Try again later.' };
const unknown = { message: 'Chat not found', advice: 'Check the chat ID.' };
const empty = { message: 'The number is missing', advice: 'Fill it in.' };
const short = { message: 'The number is too short.', advice: 'Correct it.' };

test('says how many of how many, and the most frequent reasons with what to do about the first', () => {
	expect(summarizeFailures(12, [unknown, empty, short, empty])).toBe(
		'4 of 12 items went to the Error output: 2 × The number is missing; 1 × Chat not found; 1 × The number is too short. For the first of these: Fill it in. Each item says under "error" what happened and what to do.',
	);
});

test('tells three reasons, and how many items had another', () => {
	expect(summarizeFailures(9, [unknown, unknown, empty, empty, short, short, late])).toContain(
		'2 × Chat not found; 2 × The number is missing; 2 × The number is too short; 1 × something else.',
	);
});

test('tells a reason that all have in common in full', () => {
	expect(summarizeFailures(1, [late])).toBe(
		'1 of 1 item went to the Error output: Linq did not answer. Try again later.',
	);
	expect(summarizeFailures(3, [short, short])).toBe(
		'2 of 3 items went to the Error output: The number is too short. Correct it.',
	);
});

test('shows what came from outside as text', () => {
	const message = '<img src=x onerror=alert(1)> & more';
	const advice = 'Correct <b>it</b>.';
	expect(summarizeFailures(1, [{ message, advice }])).toContain(
		'&lt;img src=x onerror=alert(1)> &amp; more. Correct &lt;b>it&lt;/b>.',
	);
	expect(describeFailure([{ message, advice }]).description).toBe('Correct &lt;b>it&lt;/b>.');
});

test('says nothing when nothing failed', () => {
	expect(summarizeFailures(12, [])).toBeUndefined();
});

test('says of an execution that ends how many failed and why, and what to do', () => {
	expect(describeFailure([late])).toEqual({
		message: 'The item failed: Linq did not answer',
		description: 'Try again later.',
	});
	expect(describeFailure([unknown, empty, empty], 'Nobody would hear of it.')).toEqual({
		message: 'All 3 items failed: 2 × The number is missing; 1 × Chat not found',
		description: 'Fill it in. Nobody would hear of it.',
	});
});

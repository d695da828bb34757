import { summarizeFailures } from '../../../nodes/items/summary';

test('says how many of how many, and why, the most frequent reason first', () => {
	expect(summarizeFailures(12, ['not found', 'invalid input', 'invalid input'])).toBe(
		'3 of 12 items went to the Error output: 2 × invalid input, 1 × not found. Each says under "error" what happened and what to do.',
	);
	expect(summarizeFailures(1, ['timeout'])).toContain('1 of 1 item went');
});

test('says nothing when nothing failed', () => {
	expect(summarizeFailures(12, [])).toBeUndefined();
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { readFileSync } from 'node:fs';
import { parseHandle } from '../../../../nodes/linq/people/handles';
import { failureOf } from '../failures';

/** docs/handles.md, in parts that begin with a heading. */
const parts = readFileSync('docs/handles.md', 'utf8').split(/^## /m);

/** The rows of the table under a heading, without the signs that stand around code. */
function rowsUnder(heading: string): Array<[written: string, country: string, outcome: string]> {
	const part = parts.find((text) => text.startsWith(heading))!;
	return part
		.split('\n')
		.filter((line) => line.startsWith('| `'))
		.map((line) => {
			const [written, country, outcome] = line
				.slice(1, -1)
				.split(' | ')
				.map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'));
			return [written!, country!, outcome!];
		});
}

test('the page has both tables', () => {
	expect(rowsUnder('What is understood').length).toBeGreaterThan(30);
	expect(rowsUnder('What is refused').length).toBeGreaterThan(20);
});

test.each(rowsUnder('What is understood'))('%s, %s becomes %s', (written, country, handle) => {
	expect(parseHandle(written, country)).toBe(handle);
});

test.each(rowsUnder('What is refused'))('%s, %s is refused: %s', (written, country, reason) => {
	const { category, message } = failureOf(() => parseHandle(written, country));
	expect(category).toBe('invalid_input');
	expect(message).toContain(reason.replace(/^an? (?!mark|Whats)/, ''));
});

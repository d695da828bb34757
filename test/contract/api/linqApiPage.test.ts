/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventTypes } from '../../../nodes/linq/webhooks/eventTypes';
import { isCallLeftOut, leftOut } from '../../api/leftOut';
import { operationCalls } from '../../api/operationCalls';
import { pageFile, pageText } from '../../api/page';
import { calls, fieldsOf } from '../../api/requests';
import { eventField } from '../../api/surface';
import { filesIn } from './sources';

const page = readFileSync(pageFile, 'utf8');

test('docs/linq-api.md is what `npm run api:table` writes', () => {
	expect(page).toBe(pageText());
});

test('it has a row for each call and each event, and the reason for each that is left out', () => {
	const rows = page.split('\n').filter((line) => line.startsWith('| `'));
	const named = rows.map((row) => /^\| `([^`]+)`/.exec(row)![1]);
	expect(named).toEqual([...calls, ...eventTypes.map(({ type }) => type)]);
	expect([calls.length, eventTypes.length]).toEqual([68, 75]);
	for (const { why } of leftOut) expect(page).toContain(why);
});

test('the other pages name as many', () => {
	const textOf = (file: string) => readFileSync(path.join(__dirname, '../../..', file), 'utf8');
	expect(textOf('README.md')).toContain(
		`${calls.length} calls and ${eventTypes.length} kinds of events`,
	);
	expect(textOf('docs/comparison.md')).toContain(`all ${calls.length}, and any by hand`);
	expect(textOf('docs/trigger.md')).toContain(
		`one or more of ${eventTypes.length} kinds of events`,
	);
});

test('no call that is left out is made', () => {
	expect(Object.values(operationCalls).flat().filter(isCallLeftOut)).toEqual([]);
});

/** All that the package is made of. */
const source = filesIn(path.join(__dirname, '../../../nodes'), '.ts')
	.map((file) => readFileSync(file, 'utf8'))
	.join('\n');

const isInSource = (word: string) =>
	new RegExp(`(?<![\\w-])${word.replace(/[.+/]/g, '\\$&')}(?![\\w-])`).test(source);

test('each field that the package is said to have stands in its source', () => {
	const fields = calls.flatMap((call) => [...fieldsOf(call).keys()]);
	const names = new Set(fields.map((field) => field.split('.').at(-1)!));
	expect([...names].filter((name) => !isInSource(name))).toEqual([]);
});

test('and each value', () => {
	const values = calls.flatMap((call) =>
		[...fieldsOf(call)].flatMap(([field, taken]) => (field === eventField ? [] : [...taken])),
	);
	expect([...new Set(values)].filter((value) => !isInSource(value))).toEqual([]);
});

import { readMetadata } from '../../../../nodes/linq/payments/metadata';
import { failureOf } from '../failures';

const entry = (name: string, value = '1') => ({ name, value });
const entries = (count: number) => Array.from({ length: count }, (_, at) => entry(`name ${at}`));

test('names and values go along as they are, in their order', () => {
	const given = [
		...[entry('order_id', '1042'), entry('Note', 'Zwei Stück, für "Jo"'), entry('Order_ID', '7')],
		...[entry('my_linq_id', '8'), entry('linq', '9'), entry('linq-id', '10')],
	];
	expect(Object.entries(readMetadata(given))).toEqual(
		given.map(({ name, value }) => [name, value]),
	);
});

test.each(['__proto__', 'constructor', 'toString'])('a name may be %s', (name) => {
	expect(JSON.stringify(readMetadata([entry(name)]))).toBe(`{"${name}":"1"}`);
});

test('there may be none, and up to 49', () => {
	expect(readMetadata([])).toEqual({});
	expect(Object.keys(readMetadata(entries(49)))).toHaveLength(49);
});

test('fifty are more than Linq keeps', () => {
	expect(failureOf(() => readMetadata(entries(50)))).toEqual({
		message: 'There are 50 entries under Metadata',
		hint: 'Linq keeps at most 49: leave some out.',
		category: 'invalid_input',
	});
});

const ownName = 'Choose a name that does not begin with linq_.';
const nameOfItsOwn = 'Give each entry a name of its own.';

test.each<[string, Array<{ name: string; value: string }>, string, string]>([
	[
		'without a name',
		[entry('order_id'), entry('')],
		'An entry under Metadata has no name',
		'Give each entry a name.',
	],
	['without either', [entry('', '')], 'An entry under Metadata has no name', 'Give each'],
	[
		'without a value',
		[entry('order_id', '')],
		'The entry "order_id" under Metadata has no value',
		'Fill it in, or the field of this record that it reads; or remove the entry.',
	],
	[
		"with a name of Linq's",
		[entry('linq_id')],
		'The name "linq_id" under Metadata is one of Linq\'s own',
		ownName,
	],
	[
		"with the beginning of Linq's names, in capitals",
		[entry('LINQ_')],
		'The name "LINQ_" under Metadata is one of Linq\'s own',
		ownName,
	],
	[
		'with a name that is there already, whatever its value',
		[entry('order_id'), entry('note'), entry('order_id', '2')],
		'The name "order_id" is there twice under Metadata',
		nameOfItsOwn,
	],
	[
		'with a long name, of which only the beginning is told',
		[entry('x'.repeat(100)), entry('x'.repeat(100))],
		`The name "${'x'.repeat(39)}…" is there twice under Metadata`,
		nameOfItsOwn,
	],
	[
		'with line breaks in its name, which are told in one line',
		[entry('order\nid', '')],
		'The entry "order id" under Metadata has no value',
		'Fill it in',
	],
	[
		'with a name that shows as nothing',
		[entry('\u0000', '')],
		'The entry "" under Metadata has no value',
		'Fill it in',
	],
])('an entry %s is refused', (_, given, message, hint) => {
	const failure = failureOf(() => readMetadata(given));
	expect(failure).toMatchObject({ message, category: 'invalid_input' });
	expect(failure.hint).toContain(hint);
});

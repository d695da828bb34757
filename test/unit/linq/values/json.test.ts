import { checkWritable, isObject, objectsOf, textOf } from '../../../../nodes/linq/values/json';
import { failureOf } from '../failures';

test.each<[unknown, boolean]>([
	[{}, true],
	[{ length: 1 }, true],
	[[], false],
	[null, false],
	[undefined, false],
	['{}', false],
	[0, false],
])('%j is an object: %s', (value, expected) => {
	expect(isObject(value)).toBe(expected);
});

test.each<[unknown, string | undefined]>([
	['  a \n\t\u0000 b\u0007', 'a b'],
	['a b', 'a b'],
	['', undefined],
	[' \n\u0000', undefined],
	[42, undefined],
	[null, undefined],
	[{ toString: 'a' }, undefined],
])('the text of %j', (value, expected) => {
	expect(textOf(value, 10)).toBe(expected);
});

test('text is cut to the limit, the sign of it included', () => {
	expect(textOf('1234567890', 10)).toBe('1234567890');
	expect(textOf('12345678901', 10)).toBe('123456789…');
	expect(textOf(`${' '.repeat(39)}a`, 10)).toBe('a');
	expect(textOf(`${' '.repeat(40)}a`, 10)).toBeUndefined();
});

test('only the objects of a list count', () => {
	expect(objectsOf([{ id: 1 }, null, 'x', [2], { id: 3 }])).toEqual([{ id: 1 }, { id: 3 }]);
	expect(objectsOf({ 0: { id: 1 }, length: 1 })).toEqual([]);
	expect(objectsOf(undefined)).toEqual([]);
});

const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
const circle: { around?: unknown } = {};
circle.around = [circle];

test.each<[string, unknown]>([
	['nothing', undefined],
	['text', 'a'],
	['an object', { a: [{ b: null }] }],
	['what is nested 100 deep', nested(100)],
	['the same object again and again', Array.from({ length: 1_000 }).fill({ a: {} })],
])('%s can be written', (_, value) => {
	expect(() => checkWritable(value)).not.toThrow();
});

test.each<[string, unknown]>([
	['what is nested 101 deep', nested(101)],
	['what is nested 20,000 deep', { parts: [{ a: nested(20_000) }] }],
	['what is nested in a circle', circle],
	['a whole number without end', { a: 1n }],
	[
		'what fails to give its form',
		{
			toJSON() {
				throw new Error('no');
			},
		},
	],
])('%s cannot', (_, value) => {
	expect(failureOf(() => checkWritable(value))).toMatchObject({
		message: "What this step is to send can't be written as JSON",
		category: 'invalid_input',
	});
});

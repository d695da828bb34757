import { isObject, objectsOf, textOf } from '../../../nodes/linq/json';

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

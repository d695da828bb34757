import { inAnyOrder, isSameHandle, likenessOf } from '../../../../nodes/linq/people/sameHandle';

describe('one person', () => {
	test.each([
		['the same number', '+12025561000', '+12025561000'],
		['the same address in another case', 'Jo@Example.com', 'jo@example.COM'],
		['a Mexican mobile with the prefix of the old plan', '+5215512345678', '+525512345678'],
		['a Brazilian mobile without the digit of today', '+551187654321', '+5511987654321'],
	])('%s', (_what, one, other) => {
		expect([isSameHandle(one, other), isSameHandle(other, one)]).toEqual([true, true]);
		expect(likenessOf(one)).toBe(likenessOf(other));
	});

	test.each([
		['another number', '+12025561000', '+12025561001'],
		['the same digits in another country', '+442025561000', '+12025561000'],
		['another address', 'jo@example.com', 'joe@example.com'],
		['an address that begins with the number', '+12025561000', '+12025561000@example.com'],
		['what is no handle', 'Jo', 'Joe'],
		['nothing', '', '+12025561000'],
	])('not: %s', (_what, one, other) => {
		expect([isSameHandle(one, other), isSameHandle(other, one)]).toEqual([false, false]);
	});
});

test('the same people are the same in any order and case, and are not changed', () => {
	const people = ['Jo@example.com', '+12025561000'];
	expect(inAnyOrder(people)).toEqual(inAnyOrder(['+12025561000', 'jo@Example.com']));
	expect(people).toEqual(['Jo@example.com', '+12025561000']);
	expect(inAnyOrder(people)).not.toEqual(inAnyOrder(['+12025561000']));
});

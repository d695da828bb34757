import { parseAmount } from '../../../../nodes/linq/payments/amounts';
import { failureOf } from '../failures';

const rule = { label: 'Amount', least: 50 };

test.each<[unknown, number]>([
	[50, 50],
	['50', 50],
	['\t1250\r\n', 1_250],
	[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
	[19.99 * 100, 1_999],
	[0.57 * 100, 57],
	['9'.repeat(15), 999_999_999_999_999],
])('%j is %i', (value, amount) => {
	expect(parseAmount(value, rule)).toBe(amount);
});

test.each<unknown>([
	...[12.5, 99.99, 50.001, Number.MAX_SAFE_INTEGER + 1, Number.NaN, Number.POSITIVE_INFINITY],
	...[
		'12.50',
		'12,50',
		'$50',
		'50 USD',
		'1,250',
		'0x50',
		'1e3',
		'-50',
		'+50',
		'٥٠',
		'9'.repeat(16),
	],
	...[true, [50], { amount: 50 }],
])('%j could be another amount, and is refused', (value) => {
	const { message, hint } = failureOf(() => parseAmount(value, rule));
	expect(message).toMatch(/^Amount can't be used as it is/);
	expect(hint).toContain('1250 for $12.50');
});

test.each([49, 0, -1_250, '49'])('%j is too little', (value) => {
	const { message } = failureOf(() => parseAmount(value, rule));
	expect(message).toBe(`Amount is ${value}, and the least that Linq takes is 50`);
});

test.each([undefined, null, '', ' '])('%j is missing', (value) => {
	expect(failureOf(() => parseAmount(value, rule)).message).toBe('Amount is missing');
});

test('what is held is quoted, and cut', () => {
	const { message } = failureOf(() => parseAmount('x'.repeat(100), rule));
	expect(message).toBe(`Amount can't be used as it is: it holds "${'x'.repeat(39)}…"`);
});

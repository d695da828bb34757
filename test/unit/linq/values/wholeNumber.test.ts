import { wholeNumberIn } from '../../../../nodes/linq/values/wholeNumber';

test.each([
	['0', 0],
	[' 1250\n', 1_250],
	['-3', -3],
	['007', 7],
	['9'.repeat(15), 999_999_999_999_999],
])('%j is %j', (text, number) => {
	expect(wholeNumberIn(text)).toBe(number);
});

test.each(['', '-', '-0', '-00', '12.00', '1e3', '0x10', '+5', '1 250', '٥', '9'.repeat(16)])(
	'%j is refused',
	(text) => {
		expect(wholeNumberIn(text)).toBeUndefined();
	},
);

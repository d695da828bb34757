import { notYesOrNo, readYesOrNo } from '../../../../nodes/linq/values/yesOrNo';

test.each([true, 'true', 'TRUE', 'True', 'yes', 'Yes', 'YES', '1', 1, ' yes\r\n', '\ufefftrue'])(
	'%j is yes',
	(value) => {
		expect(readYesOrNo(value)).toBe(true);
	},
);

test.each([false, 'false', 'FALSE', 'no', 'No', '0', 0, '\tno ', 'false\u200b'])(
	'%j is no',
	(value) => {
		expect(readYesOrNo(value)).toBe(false);
	},
);

test.each([
	'',
	' ',
	'maybe',
	'ye s',
	'2',
	2,
	-1,
	0.5,
	NaN,
	null,
	undefined,
	{},
	[],
	[true],
	['yes'],
])('%j is neither', (value) => {
	expect(readYesOrNo(value)).toBeUndefined();
});

test.each<[unknown, string]>([
	['maybe', '"maybe"'],
	['ma\r\nybe', '"ma ybe"'],
	['x'.repeat(1_000), `"${'x'.repeat(39)}…"`],
	['', '""'],
	[7, '7'],
	[[true], 'a list'],
	[{ on: true }, 'an object'],
	[undefined, 'nothing'],
])('a message quotes %j', (value, expected) => {
	const { failure } = notYesOrNo('The option Active', 'Active', value);
	expect(failure).toMatchObject({
		message: `The option Active can't be used as it is: it holds ${expected}`,
		hint: 'Switch Active on or off, or use an expression that gives true or false, yes or no, 1 or 0.',
		category: 'invalid_input',
	});
});

import { nationalFormat } from '../../../../nodes/linq/people/nationalFormat';

test.each([
	['of the United States', '+12025550100', '(202) 555-0100'],
	['of Germany', '+4930123456', '030 123456'],
	['of the United Kingdom', '+442079460958', '020 7946 0958'],
	['of Italy, whose landlines keep their zero', '+390612345678', '06 1234 5678'],
	['of a mobile in Argentina', '+5491123456789', '011 15-2345-6789'],
	['of Kazakhstan, which shares its code', '+77011234567', '8 (701) 123 4567'],
	['of no country', '+80012345678', '1234 5678'],
	['of a country where they are written in one piece', '+6834002', '4002'],
	['of an area that may exist one day', '+19995550100', '(999) 555-0100'],
	['with the zero that is dialled within the country', '+4903012345678', '030 12345678'],
])('a number %s', (_, handle, written) => {
	expect(nationalFormat(handle)).toBe(written);
});

test.each([
	['an email address', 'jo@example.com'],
	['nothing', ''],
	['too few digits', '+1202555010'],
	['too many digits', `+1202555${'0'.repeat(300)}`],
	['a length that does not exist, though a way of writing fits', '+26329174862'],
	['a country code of no country', '+999123456789'],
	['an area that can not exist', '+10005550100'],
	['national digits', '2025550100'],
	['a number among words', 'call +12025550100'],
	['an extension', '+12025550100 ext. 7'],
	['other marks', '+1 202 555 0100'],
	['a line break behind it', '+12025550100\n'],
	['other digits', '+１２０２５５５０１００'],
])('%s: none', (_, handle) => {
	expect(nationalFormat(handle)).toBeNull();
});

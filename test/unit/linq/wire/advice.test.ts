import { adviceFor } from '../../../../nodes/linq/wire/advice';

test.each<[number, string, boolean]>([
	[0, 'invalid_response', false],
	[204, 'invalid_response', false],
	[399, 'invalid_response', false],
	[400, 'invalid_input', false],
	[401, 'unauthorized', false],
	[402, 'invalid_input', false],
	[403, 'forbidden', false],
	[404, 'not_found', false],
	[405, 'invalid_input', false],
	[407, 'invalid_input', false],
	[408, 'timeout', true],
	[409, 'conflict', false],
	[410, 'invalid_input', false],
	[428, 'invalid_input', false],
	[429, 'rate_limited', true],
	[499, 'invalid_input', false],
	[500, 'server_error', true],
	[599, 'server_error', true],
])('status %i without a number is %s, passing by itself: %s', (status, category, retryable) => {
	const advice = adviceFor(status, null);
	expect(advice).toMatchObject({ category, retryable });
	expect(advice.hint).toMatch(/^[A-Z].*\.$/);
});

// https://docs.linqapp.com/error/
test.each([
	...[1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 2001, 2002, 2003, 2004, 2005, 2006, 2007],
	...[2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2021, 2022],
	...[2023, 2024, 2026, 2027, 2028, 4002, 4004, 4005, 4009, 4010, 5006, 5007],
])('number %i has advice of its own, in a whole sentence', (code) => {
	const { category, hint } = adviceFor(400, code);
	expect(category).toBe('invalid_input');
	expect(hint).not.toBe(adviceFor(400, null).hint);
	expect(hint).toMatch(/^[A-Z].*\.$/);
});

test('a number nobody knows changes nothing', () => {
	for (const status of [0, 400, 409, 500]) {
		expect(adviceFor(status, 9999)).toEqual(adviceFor(status, null));
	}
});

test.each([2007, 2009])('what number %i stands for passes by itself', (code) => {
	expect(adviceFor(409, code).retryable).toBe(true);
	expect(adviceFor(409, 2013).retryable).toBe(false);
});

test('a number of one’s own that can deliver nothing passes, but not at once', () => {
	expect(adviceFor(403, 2027)).toMatchObject({
		...{ category: 'forbidden', retryable: true, settled: true },
	});
	expect(adviceFor(403, 2026)).toMatchObject({ category: 'forbidden', retryable: false });
});

describe('with hints for what was asked', () => {
	const own = { 2015: 'For 2015.', 409: 'For 409.', 403: 'For 403.' };

	test.each<[number, number | null, string]>([
		[409, 2015, 'For 2015.'],
		[409, null, 'For 409.'],
		[409, 9999, 'For 409.'],
		[409, 2013, adviceFor(409, 2013).hint],
		[403, null, 'For 403.'],
		[403, 2024, adviceFor(403, 2024).hint],
		[404, null, adviceFor(404, null).hint],
	])('status %i, number %j: %s', (status, code, hint) => {
		expect(adviceFor(status, code, own)).toEqual({ ...adviceFor(status, code), hint });
	});

	test.each<[number, number | null, boolean]>([
		[409, 2015, true],
		[409, null, true],
		[409, 9999, true],
		[409, 2013, false],
		[403, null, false],
	])('status %i, number %j passes later where that is so: %j', (status, code, passes) => {
		expect(adviceFor(status, code, own, [2015, 409])).toEqual({
			...adviceFor(status, code, own),
			...(passes && { retryable: true, settled: true, undone: true }),
		});
	});

	test('what passes by itself still does', () => {
		expect(adviceFor(409, 2009, { 2009: 'Wait.' })).toEqual({
			...{ category: 'conflict', hint: 'Wait.', retryable: true },
		});
	});
});

test('what a conflict is about, nobody knows in general', () => {
	for (const code of [null, 2015]) {
		expect(adviceFor(409, code).hint).not.toMatch(/chat|people|person|option/i);
	}
});

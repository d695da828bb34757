import { timeIn } from '../../../../nodes/linq/values/times';

test.each([
	['2026-03-01T10:00:00Z', Date.UTC(2026, 2, 1, 10)],
	['2026-03-01T10:00:00.123Z', Date.UTC(2026, 2, 1, 10, 0, 0, 123)],
	['2026-03-01T10:00:00.123456Z', Date.UTC(2026, 2, 1, 10, 0, 0, 123)],
	['2026-03-01T12:00:00+02:00', Date.UTC(2026, 2, 1, 10)],
	['1970-01-01T00:00:00Z', 0],
	[' 2026-03-01T10:00:00Z\n', Date.UTC(2026, 2, 1, 10)],
])('%j is a time', (value, time) => {
	expect(timeIn(value)).toBe(time);
});

test.each([
	...[undefined, null, '', ' ', 'soon', '2026-13-01T10:00:00Z', '2026-03-01T10:00:00Z, or so'],
	...[Date.UTC(2026, 2, 1), new Date(0), true, [], ['2026-03-01T10:00:00Z'], {}],
	`2026-03-01T10:00:00.${'0'.repeat(40)}Z`,
])('%j is none', (value) => {
	expect(timeIn(value)).toBeUndefined();
});

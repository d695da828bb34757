import { pointInTime } from '../../../../nodes/LinqChat/parameters/time';

const read = (text: string, zone = 'America/New_York') => {
	const time = pointInTime(text, zone);
	return time === undefined ? undefined : new Date(time).toISOString();
};

test.each([
	['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
	['2026-11-23t10:00z', '2026-11-23T10:00:00.000Z'],
	['2026-11-23T10:00:00.123+01:00', '2026-11-23T09:00:00.123Z'],
	['2026-11-23T10:00:00,123456-0330', '2026-11-23T13:30:00.123Z'],
	['2026-11-23 10:00:00 +05', '2026-11-23T05:00:00.000Z'],
	[' 2026-11-23T23:30-05:00\n', '2026-11-24T04:30:00.000Z'],
	['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
])('%j is the same everywhere', (text, time) => {
	for (const zone of ['America/New_York', 'Europe/Berlin', 'UTC']) {
		expect(read(text, zone)).toBe(time);
	}
});

test.each(['DEFAULT', 'Nowhere/At_All', ''])(
	'in %j, which is no time zone, only a date with one',
	(zone) => {
		expect(read('2026-11-23T10:00:00', zone)).toBeUndefined();
		expect(read('2026-11-23T10:00:00Z', zone)).toBe('2026-11-23T10:00:00.000Z');
	},
);

test.each([
	['UTC', '2026-11-23T10:00:00', '2026-11-23T10:00:00.000Z'],
	['Europe/London', '2026-11-23T10:00:00', '2026-11-23T10:00:00.000Z'],
	['America/New_York', '2026-11-23T10:00:00', '2026-11-23T15:00:00.000Z'],
	['America/New_York', '2026-11-23', '2026-11-23T05:00:00.000Z'],
	['America/New_York', '2026-07-01 10:00', '2026-07-01T14:00:00.000Z'],
	['Asia/Kolkata', '2026-11-23T10:00:00.5', '2026-11-23T04:30:00.500Z'],
	['Pacific/Auckland', '2026-01-01', '2025-12-31T11:00:00.000Z'],
])('in %s, %j is %s', (zone, text, time) => {
	expect(read(text, zone)).toBe(time);
});

test.each([
	['America/New_York', '2026-03-08T01:59', '2026-03-08T06:59:00.000Z'],
	['America/New_York', '2026-03-08T03:00', '2026-03-08T07:00:00.000Z'],
	['America/New_York', '2026-11-01T00:59', '2026-11-01T04:59:00.000Z'],
	['America/New_York', '2026-11-01T03:00', '2026-11-01T08:00:00.000Z'],
	['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
	['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
	['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
])('in %s, where clocks change, %j is %s', (zone, text, time) => {
	expect(read(text, zone)).toBe(time);
});

test.each([
	...['', ' ', 'yesterday', '7', '2026', '2026-11', '1795428000000', '23.11.2026', '11/23/2026'],
	...['2026-13-01', '2026-02-29', '2026-02-30T10:00:00Z', '2026-11-31', '2026-11-23T25:00'],
	...['2026-11-23T10', '2026-11-23T10:00:00+25:00', '2026-11-23T10:00:00 Europe/Berlin'],
	...['Mon Nov 23 2026', 'Invalid DateTime', '2026-11-23T10:00:00Z, or later'],
])('%j is no time', (text) => {
	expect(read(text)).toBeUndefined();
});

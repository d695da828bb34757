/** ISO 8601 and what SQL makes of it: a day, perhaps with a time of day, perhaps with a zone. */
const dateAndTime =
	/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(?:(Z)|([+-]\d\d)(?::?(\d\d))?)?)?$/i;

/**
 * The point in time that a text names.
 *
 * @param text in ISO 8601; a day alone means its beginning
 * @param zone for text that names none: `Europe/Berlin`, for instance
 * @returns milliseconds since 1970; undefined when there is no such time
 */
export function pointInTime(text: string, zone: string): number | undefined {
	const [, day, timeOfDay = '00:00', utc, hours, minutes = '00'] =
		dateAndTime.exec(text.trim()) ?? [];
	if (day === undefined) return undefined;
	const local = `${day}T${timeOfDay.replace(',', '.')}`;
	const inUtc = Date.parse(`${local}Z`);
	// JavaScript takes February 30 for March 2.
	if (Number.isNaN(inUtc) || !new Date(inUtc).toISOString().startsWith(day)) return undefined;
	if (utc !== undefined) return inUtc;
	if (hours === undefined) return isZone(zone) ? timeIn(zone, local, inUtc) : undefined;
	const time = Date.parse(`${local}${hours}:${minutes}`);
	return Number.isNaN(time) ? undefined : time;
}

/** A workflow's settings may name one that JavaScript doesn't know. */
function isZone(zone: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
	} catch {
		return false;
	}
}

/** Clocks may have changed between the same time in UTC and there, so the offset is looked up twice. */
function timeIn(zone: string, local: string, inUtc: number): number {
	const near = Date.parse(`${local}${offsetIn(zone, inUtc)}`);
	return Date.parse(`${local}${offsetIn(zone, near)}`);
}

/** How far a zone is from UTC at a time: `-05:00`, for instance. */
function offsetIn(zone: string, time: number): string {
	const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
	const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value;
	return name?.slice('GMT'.length, 'GMT-05:00'.length) || 'Z';
}

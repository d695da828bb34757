import type { ItemParameters } from './itemParameters';
import type { Values } from './values';

/** Which chat and whom an item was about, as it stands in its error; null where there is none. */
export interface AskedFor {
	chat_id: string | null;
	handle: string | null;
}

/** What an item was about: normalised where possible, else as it was asked for. */
export function askedFor(item: ItemParameters): AskedFor {
	return {
		chat_id: first(item.fields, [['chatId', () => item.chatId()]]),
		handle: first(item.fields, [
			['handle', () => item.person()],
			['address', () => item.handle('address')],
			['to', () => item.handles().join(', ')],
		]),
	};
}

type Reading = [name: string, read: () => string];

/** What can be read of these fields first, else what is written in them first. */
function first(fields: Values, readings: Reading[]): string | null {
	return (
		firstText(readings, ([name, read]) => (fields.has(name) ? read() : null)) ??
		firstText(readings, ([name]) => asWritten(fields.value(name)))
	);
}

/** Of the first that gives a text; one that fails gives none. */
function firstText(
	readings: Reading[],
	textOf: (reading: Reading) => string | null,
): string | null {
	for (const reading of readings) {
		try {
			const text = textOf(reading);
			if (text !== null) return text;
		} catch {
			continue;
		}
	}
	return null;
}

function asWritten(value: unknown): string | null {
	if (Array.isArray(value)) return value.flatMap((one) => asWritten(one) ?? []).join(', ') || null;
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

import { invalidInput } from './errors';

/** Linq's IDs are UUIDs: https://docs.linqapp.com/ gives `format: uuid` for every ID. */
export const uuidPattern = '^\\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\s*$';

/**
 * A chat's ID as Linq wants it.
 *
 * @param value whatever the parameter gave; only text is accepted
 * @returns the UUID in lower case, without spaces around it
 * @throws LinqError `invalid_input` when it is missing or no UUID
 */
export function parseChatId(value: unknown): string {
	if (value === undefined || value === null || value === '') {
		throw invalidInput('The chat is missing', 'Pick a chat from the list, or give its ID.');
	}
	if (typeof value !== 'string' || !new RegExp(uuidPattern).test(value)) {
		throw invalidInput(
			'This is not a chat ID',
			'Pick the chat from the list, or give an ID such as 550e8400-e29b-41d4-a716-446655440000.',
		);
	}
	return value.trim().toLowerCase();
}

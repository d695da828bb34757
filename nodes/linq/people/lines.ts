import { isIdentifier } from '../values/identifiers';
import { objectsOf } from '../values/json';
import type { LinqClient, LinqRequest, Patience } from '../wire/client';
import { notAList } from '../wire/lists';
import { path } from '../wire/path';
import { ReadOnce } from '../wire/readOnce';

/** One of the account's own numbers. */
export interface Line {
	id: string;
	/** E.164. */
	phoneNumber: string;
}

/** The account's own numbers, in Linq's order (https://docs.linqapp.com/, List phone numbers). */
export async function listLines(client: LinqClient, patience: Patience): Promise<Line[]> {
	const asked = { method: 'GET', path: path`/v3/phone_numbers` } as const;
	const { phone_numbers } = await client.request(asked, patience);
	if (!Array.isArray(phone_numbers)) throw notAList();
	return objectsOf(phone_numbers).flatMap(({ id, phone_number }) =>
		isIdentifier(id) && isLineNumber(phone_number) ? [{ id, phoneNumber: phone_number }] : [],
	);
}

/** The account's own numbers, asked for once in an execution, when somebody wants to know. */
export class OwnLines {
	private readonly numbers: ReadOnce<Set<string>>;

	constructor(client: LinqClient) {
		this.numbers = new ReadOnce(async (patience) => {
			const lines = await listLines(client, patience);
			return new Set(lines.map(({ phoneNumber }) => phoneNumber));
		});
	}

	/** @throws LinqError of the reading */
	async has(handle: string, patience: Patience): Promise<boolean> {
		return (await this.numbers.value(patience)).has(handle);
	}
}

/**
 * The request for the own number that Linq would write from now
 * (https://docs.linqapp.com/, Get the best available number).
 *
 * @param choice.to the people to write to; undefined for the number that was used least recently
 * @param choice.exclude_from own numbers that are not to be picked, in E.164
 */
export function availableLine(choice: { to?: string[]; exclude_from?: string[] }): LinqRequest {
	return { method: 'GET', path: path`/v3/available_number`, query: choice };
}

/** Whether this is written as Linq writes the number of a line: E.164. */
export function isLineNumber(value: unknown): value is string {
	return typeof value === 'string' && /^\+\d{7,15}$/.test(value);
}

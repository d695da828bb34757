import { isIdentifier } from '../values/identifiers';
import { objectsOf } from '../values/json';
import type { LinqClient, Patience } from '../wire/client';
import { notAList } from '../wire/lists';
import { path } from '../wire/path';

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
	private numbers?: Promise<Set<string>>;

	constructor(private readonly client: LinqClient) {}

	/** @throws LinqError of the reading, for all who wait for it; whoever comes later has it read again */
	async has(handle: string, patience: Patience): Promise<boolean> {
		this.numbers ??= this.read(patience).catch((error: unknown) => {
			this.numbers = undefined;
			throw error;
		});
		return (await this.numbers).has(handle);
	}

	private async read(patience: Patience): Promise<Set<string>> {
		const lines = await listLines(this.client, patience);
		return new Set(lines.map(({ phoneNumber }) => phoneNumber));
	}
}

/** Whether this is written as Linq writes the number of a line: E.164. */
export function isLineNumber(value: unknown): value is string {
	return typeof value === 'string' && /^\+\d{7,15}$/.test(value);
}

import { counted, LinqError } from '../errors';
import { isIdentifier } from '../values/identifiers';
import { objectsOf, type JsonObject } from '../values/json';
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
	return (await listed(client, patience)).flatMap(({ id, phone_number }) =>
		isIdentifier(id) && isLineNumber(phone_number) ? [{ id, phoneNumber: phone_number }] : [],
	);
}

async function listed(client: LinqClient, patience: Patience): Promise<JsonObject[]> {
	const asked = { method: 'GET', path: path`/v3/phone_numbers` } as const;
	const { phone_numbers } = await client.request(asked, patience);
	if (!Array.isArray(phone_numbers)) throw notAList();
	return objectsOf(phone_numbers);
}

/** The account's own numbers, asked for once in an execution, when somebody wants to know. */
export class OwnLines {
	private readonly numbers: ReadOnce<{ known: Set<string>; isWhole: boolean }>;

	constructor(client: LinqClient) {
		this.numbers = new ReadOnce(async (patience) => {
			const numbers = (await listed(client, patience)).map(({ phone_number }) => phone_number);
			const known = numbers.filter(isLineNumber);
			return {
				known: new Set(known),
				isWhole: known.length > 0 && known.length === numbers.length,
			};
		});
	}

	/** @throws LinqError of the reading */
	async has(handle: string, patience: Patience): Promise<boolean> {
		return (await this.numbers.value(patience)).known.has(handle);
	}

	/**
	 * The same where somebody would come to harm who is taken for somebody else.
	 *
	 * @throws LinqError also where one of the numbers can't be read, or there is none
	 */
	async surelyHas(handle: string, patience: Patience): Promise<boolean> {
		const { known, isWhole } = await this.numbers.value(patience);
		if (!isWhole) throw notAList();
		return known.has(handle);
	}
}

/** Linq picks the number, and says so where there is none (https://docs.linqapp.com/, Phone numbers). */
const noLine =
	'None of your numbers can write to these people now: look in your Linq account which of them are well, and try this record again later.';

/** What Linq's refusals mean where it is to pick one of the account's numbers. */
export const whereNoLine = { hints: { 2015: noLine, 409: noLine }, passesLater: [2015, 409] };

/** Which of one's own numbers Linq would write from. */
interface LineChoice {
	/** The people to write to; undefined for the number that was used least recently. */
	to?: string[];
	/** Own numbers that are not to be picked, in E.164. */
	exclude_from?: string[];
}

/**
 * The request for the own number that Linq would write from now
 * (https://docs.linqapp.com/, Get the best available number).
 */
export function availableNumber(choice: LineChoice): LinqRequest {
	return { method: 'GET', path: path`/v3/available_number`, query: { ...choice } };
}

/**
 * The number that Linq would write from.
 *
 * @returns it in E.164, and the number of requests it took
 * @throws LinqError `invalid_response` where Linq's answer holds none
 */
export async function availableLine(
	client: LinqClient,
	choice: LineChoice,
	patience: Patience,
): Promise<{ line: string; attempts: number }> {
	const hints = { ...whereNoLine.hints, 4002: noLine };
	const passesLater = [...whereNoLine.passesLater, 4002];
	const asked = { ...availableNumber(choice), hints, passesLater };
	const { body, attempts } = await client.send(asked, patience);
	if (isLineNumber(body.phone_number)) return { line: body.phone_number, attempts };
	const failure = new LinqError({
		message: 'Linq did not say which of your numbers to write from',
		hint: 'Try this record again later; if it stays like this, report it to Linq.',
		category: 'invalid_response',
	});
	throw counted(failure, attempts);
}

/** Whether this is written as Linq writes the number of a line: E.164. */
export function isLineNumber(value: unknown): value is string {
	return typeof value === 'string' && /^\+\d{7,15}$/.test(value);
}

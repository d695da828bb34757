import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listLines, type Line } from '../linq/people/lines';
import { answerPicker, patience } from './picker';

/**
 * The account's own numbers, for the picker; what is picked is the number itself.
 *
 * @param filter what was typed: part of a number
 * @throws NodeApiError with Linq's reason, which the picker shows
 */
export async function searchPhoneNumbers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, ({ phoneNumber }) => phoneNumber);
}

/** The same where Linq wants the ID of the number. */
export async function searchPhoneNumberIds(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, ({ id }) => id);
}

async function search(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	valueOf: (line: Line) => string,
): Promise<INodeListSearchResult> {
	const digits = filter?.replace(/\D/g, '') ?? '';
	return await answerPicker(context, async (client) => {
		const lines = await listLines(client, patience);
		return {
			results: lines
				.filter(({ phoneNumber }) => phoneNumber.includes(digits))
				.map((line) => ({ name: line.phoneNumber, value: valueOf(line) })),
		};
	});
}

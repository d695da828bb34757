import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { attempted, invalidInput, LinqError } from '../linq/errors';
import { choicesOf, getPoll } from '../linq/messages/polls';
import { message, parseIdentifier } from '../linq/values/identifiers';
import { answerPicker, holding, patience } from './picker';

/**
 * The choices of the chosen poll, for the picker.
 *
 * @param filter what was typed: part of the choice
 * @throws NodeApiError with Linq's reason, which the picker shows, or when no poll is chosen
 */
export async function searchPollChoices(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const chosen = this.getCurrentNodeParameter('messageId', { extractValue: true });
	const messageId = attempted(() => parseIdentifier(chosen, message));
	const isWanted = holding(filter);
	return await answerPicker(this, async (client) => {
		if (messageId instanceof LinqError) throw pollFirst();
		const choices = choicesOf(await getPoll(client, messageId, patience));
		return {
			results: choices
				.filter(({ text }) => isWanted(text))
				.map(({ id, text }) => ({ name: text, value: id })),
		};
	});
}

function pollFirst(): LinqError {
	return invalidInput(
		'Pick the poll first',
		'The list shows the choices of one poll. Where the poll comes from an expression, choose By ID and give the option_id.',
	);
}

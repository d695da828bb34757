import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import type { Experience } from '../linq/messages/experiences';
import { knownExperiences } from './experienceFields';
import { answerPicker, holding } from './picker';

/**
 * The experiences of the account, for the picker; what is picked is the name.
 *
 * @param filter what was typed: part of a name
 * @throws NodeApiError with Linq's reason, which the picker shows
 */
export async function searchExperiences(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const isWanted = holding(filter);
	return await answerPicker(this, async (client) => {
		const entries = (await knownExperiences(client)).map(entry);
		return { results: entries.filter(({ name }) => isWanted(name)) };
	});
}

function entry({ name, title, actions }: Experience): INodeListSearchItems {
	return {
		name: title === name ? name : `${title} (${name})`,
		value: name,
		description: actions.flatMap(({ summary }) => summary || []).join(' · '),
	};
}

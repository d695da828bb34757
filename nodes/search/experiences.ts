import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { invalidInput } from '../linq/errors';
import { objectsOf, textOf, type JsonObject } from '../linq/values/json';
import { trimmed } from '../linq/values/trimmed';
import { notAList } from '../linq/wire/lists';
import { path } from '../linq/wire/path';
import { answerPicker, patience } from './picker';

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
	const wanted = trimmed(filter ?? '').toLowerCase();
	return await answerPicker(this, async (client) => {
		const asked = { method: 'GET', path: path`/v3/experiences` } as const;
		const { experiences } = await client.request(asked, patience);
		if (!Array.isArray(experiences)) throw notAList();
		const entries = objectsOf(experiences).flatMap(entry);
		if (entries.length === 0) throw noneYet();
		return { results: entries.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	});
}

function entry({ experience, display_name, actions }: JsonObject): INodeListSearchItems[] {
	const value = textOf(experience, 200);
	if (value === undefined) return [];
	const shown = textOf(display_name, 80);
	const summaries = objectsOf(actions).flatMap(({ summary }) => textOf(summary, 200) ?? []);
	return [
		{
			name: shown === undefined || shown === value ? value : `${shown} (${value})`,
			value,
			description: summaries.join(' · '),
		},
	];
}

function noneYet() {
	return invalidInput(
		'Your Linq account has no experiences yet',
		'Ask Linq to switch one on for your account.',
	);
}

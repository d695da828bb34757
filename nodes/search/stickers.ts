import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { attempted, invalidInput, LinqError } from '../linq/errors';
import { message, parseIdentifier } from '../linq/values/identifiers';
import { isObject, objectsOf, textOf, type JsonObject } from '../linq/values/json';
import { path } from '../linq/wire/path';
import { answerPicker, patience } from './picker';

/**
 * The stickers that one's own number put on the chosen message, for the picker.
 *
 * @throws NodeApiError with Linq's reason, which the picker shows, or when no message is chosen, or
 *   has no such sticker
 */
export async function searchStickers(this: ILoadOptionsFunctions): Promise<INodeListSearchResult> {
	const chosen = this.getCurrentNodeParameter('messageId', { extractValue: true });
	const messageId = attempted(() => parseIdentifier(chosen, message));
	return await answerPicker(this, async (client) => {
		if (messageId instanceof LinqError) throw messageFirst();
		const asked = { method: 'GET', path: path`/v3/messages/${messageId}` } as const;
		const results = ownStickers(await client.request(asked, patience));
		if (results.length === 0) throw noneThere();
		return { results };
	});
}

function ownStickers({ parts }: JsonObject) {
	const reactions = objectsOf(parts).flatMap((part) => objectsOf(part.reactions));
	return reactions
		.filter(({ type, is_me }) => type === 'sticker' && is_me === true)
		.flatMap(({ id, sticker }, index) => {
			const value = textOf(id, 200);
			if (value === undefined) return [];
			const file = isObject(sticker) ? textOf(sticker.file_name, 80) : undefined;
			return [{ name: `Sticker ${index + 1}${file === undefined ? '' : `: ${file}`}`, value }];
		});
}

function messageFirst(): LinqError {
	return invalidInput(
		'Pick the message first',
		'The list shows the stickers on one message. Where the message comes from an expression, choose By ID and give the ID of the reaction.',
	);
}

function noneThere(): LinqError {
	return invalidInput(
		'Your number has put no sticker on this message',
		'Pick another message, or put one on it first, with the operation React.',
	);
}

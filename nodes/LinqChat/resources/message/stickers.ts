import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import type { FilePart } from '../../../linq/messages/messages';
import { checkFileAddress } from '../../../linq/values/links';
import type { Hints } from '../../../linq/wire/advice';
import { fileSourceFields, readFileSource } from '../../composer/fileSource';
import type { ItemParameters } from '../../parameters/itemParameters';
import { readEmoji } from './emoji';
import { placementFields, readPlacement } from './placement';

/** What a sticker is made from: a file that Linq has or gets, or an emoji. */
export type Sticker = FilePart | { attachment_id: string } | { url: string } | { emoji: string };

/** The place of a sticker's picture, among the fields of a reaction. */
export const stickerFields: INodeProperties[] = fileSourceFields({
	url: 'stickerUrl',
	further: { name: 'Emoji', value: 'emoji', description: 'An emoji as a sticker' },
}).map((field) => {
	const show = { ...field.displayOptions?.show, type: ['sticker'] };
	const shown = { ...field, displayOptions: { show } };
	if (field.name !== 'stickerUrl') return shown;
	return {
		...shown,
		placeholder: 'e.g. https://cdn.linqapp.com/…',
		description:
			'The download_url that File → Upload gives; Linq may refuse any other address here',
	};
});

export const placementOption: INodeProperties = {
	displayName: 'Place on the Message',
	name: 'placement',
	type: 'fixedCollection',
	placeholder: 'Set place',
	default: {},
	description: 'Where a sticker stands, how large it is and how far it is turned',
	options: [{ name: 'place', displayName: 'Place', values: placementFields }],
};

/** Where Linq can make no sticker of what it was given. */
export const stickerHints: Hints = {
	5006: 'A sticker is made from a picture: give another file.',
};

/**
 * The sticker that an item's parameters make.
 *
 * @throws LinqError `invalid_input`
 */
export function readSticker({ fields, files }: ItemParameters): Sticker {
	if (fields.value('source') === 'emoji') return { emoji: readEmoji(fields) };
	const [picture] = readFileSource(fields, files, { url: 'stickerUrl', most: 'one' });
	if (picture!.type === 'file') return { ...picture!, sticker: true };
	if (!('url' in picture!)) return { attachment_id: picture!.attachment_id };
	checkFileAddress(picture.url);
	return { url: picture.url };
}

/** Where it stands; nothing where that is left to Linq. */
export function placementOf({ options }: ItemParameters) {
	const [place] = options.rows('placement', 'place');
	return place === undefined ? {} : { placement: readPlacement(place) };
}

/** Linq takes no sticker back (https://docs.linqapp.com/, Add or remove a reaction). */
export function notRemovable() {
	return invalidInput(
		"A sticker can't be taken back",
		'Choose Add, or take back another reaction.',
	);
}

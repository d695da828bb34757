import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../linq/errors';
import { animations, styles, type Decoration } from '../../linq/messages/decorations';
import { nameInMenu } from '../../linq/values/nameInMenu';
import type { Values } from '../parameters/values';

export const textStylesOption: INodeProperties = {
	displayName: 'Text Styles',
	name: 'textStyles',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add style',
	default: {},
	description: 'Words that are bold, italic or moving. Shown on iMessage only.',
	options: [
		{
			name: 'style',
			displayName: 'Style',
			values: [
				{
					displayName: 'Look',
					name: 'look',
					type: 'options',
					options: [
						...styles.map((value) => ({ name: nameInMenu(value), value })),
						...animations.map((value) => ({ name: `${nameInMenu(value)} (animated)`, value })),
					],
					default: 'bold',
				},
				{
					displayName: 'Apply To',
					name: 'applyTo',
					type: 'options',
					options: [
						{ name: 'Certain Words', value: 'words' },
						{ name: 'From One Character to Another', value: 'range' },
						{ name: 'The Whole Text', value: 'all' },
					],
					default: 'words',
				},
				{
					displayName: 'Words',
					name: 'words',
					type: 'string',
					displayOptions: { show: { applyTo: ['words'] } },
					default: '',
					description: 'As they stand in the text; each place where they stand is styled',
				},
				{
					displayName: 'Range',
					name: 'range',
					type: 'string',
					displayOptions: { show: { applyTo: ['range'] } },
					default: '',
					placeholder: 'e.g. 0-5',
					description:
						'Place of the first character, counted from 0, and place behind the last; most emoji count as two',
				},
			],
		},
	],
};

/**
 * Which words of the text look how.
 *
 * @returns none where the option was not added
 * @throws LinqError `invalid_input`, also for words that are not in the text
 */
export function readTextStyles(options: Values, text: string): Decoration[] {
	return options.rows('textStyles', 'style').flatMap((row) => {
		const look = row.choice('look', 'Look', [...styles, ...animations]) ?? 'bold';
		const kind = (styles as readonly string[]).includes(look) ? 'style' : 'animation';
		return rangesOf(row, text).map((range): Decoration => ({ range, [kind]: look }));
	});
}

function rangesOf(row: Values, text: string): Array<Decoration['range']> {
	const target = row.choice('applyTo', 'Apply To', ['words', 'range', 'all']) ?? 'words';
	if (target === 'all') return [[0, text.length]];
	if (target === 'range') {
		const [, start, end] =
			/^\s*(\d{1,6})\s*[-–]\s*(\d{1,6})\s*$/.exec(row.text('range', 'Range')) ?? [];
		return [[Number(start), Number(end)]];
	}
	const words = row.requiredText('words', 'Words');
	const places: Array<Decoration['range']> = [];
	for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
		places.push([at, at + words.length]);
	}
	if (places.length > 0) return places;
	throw invalidInput(
		'The words to be styled are not in the text',
		'Write them exactly as they stand in the text, capital letters included.',
	);
}

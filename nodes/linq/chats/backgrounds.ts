import { invalidInput } from '../errors';
import { checkFileAddress } from '../values/links';
import { trimmed } from '../values/trimmed';

/** Linq's own colours (https://docs.linqapp.com/, Set a chat background). */
export const colors = [
	'mango',
	'ice',
	'plum',
	'deep_sea',
	'green_apple',
	'cherry',
	'bubblegum',
	'tangerine',
	'magenta',
	'lime',
	'silver',
	'carbon',
	'stone',
] as const;

/** Moving backgrounds: the looks that each has. */
export const looks = {
	sky: ['dusk', 'haze', 'sunset', 'clear', 'sunrise', 'dawn'],
	water: ['light', 'dark'],
	aurora: ['green', 'purple', 'pink'],
} as const;

/** A background as Linq takes it. */
export type Background =
	| { type: 'color'; variant: string; shades?: [top: string, bottom: string] }
	| { type: 'dynamic'; style: string; variant: string }
	| { type: 'photo'; image_url: string };

/**
 * A color as Linq takes it.
 *
 * @param text six hexadecimal digits, or three, which count twice each; with or without # in front
 * @param label the field's name in the editor, for the message
 * @throws LinqError `invalid_input` for all else
 */
export function readShade(text: string, label: string): string {
	const [, digits] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text) ?? [];
	if (digits === undefined) {
		throw invalidInput(`The field ${label} holds no color`, 'Pick one, or write it as in #FF8800.');
	}
	const six = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
	return `#${six.toUpperCase()}`;
}

/**
 * The address of a picture that Linq is to fetch for a background.
 *
 * @throws LinqError `invalid_input` when Linq would not take it
 */
export function readPicture(text: string): string {
	checkFileAddress(text, 'picture');
	return trimmed(text);
}

import { invalidInput } from '../../../linq/errors';
import { trimmed } from '../../../linq/values/trimmed';
import type { Values } from '../../parameters/values';

/** Of one emoji, in code points: families and flags are put together of several, up to ten or so. */
const longestEmoji = 20;

/** Some emojis are letters to Unicode, such as the one for information. */
const letter = /(?!\p{Extended_Pictographic})\p{L}/u;

/**
 * The emoji of a reaction or a sticker, as it is: new ones come every year, so only what is plainly
 * none is refused.
 *
 * @throws LinqError `invalid_input`
 */
export function readEmoji(fields: Values): string {
	const emoji = trimmed(fields.requiredText('customEmoji', 'Emoji'));
	const isPlainlyNone =
		letter.test(emoji) || /^[\p{Nd}\s]+$/u.test(emoji) || [...emoji].length > longestEmoji;
	if (!isPlainlyNone) return emoji;
	throw invalidInput(
		'Emoji holds no single emoji',
		'Put one emoji into Emoji, such as 🎉, and nothing beside it.',
	);
}

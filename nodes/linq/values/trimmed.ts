/** White space, control characters, and what Unicode calls default-ignorable: all show as nothing. */
const nothing = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]$/u;

/** What makes an emoji of the sign before it: variation selectors, and the tags of flags. */
const emojiEnd = /^[\p{Variation_Selector}\u{e0020}-\u{e007f}]$/u;

/**
 * A text without what shows as nothing at its ends: white space, control characters and invisible
 * ones, which spreadsheets, CRMs and other programs leave there. What is inside stays, and so does
 * the end of an emoji.
 */
export function trimmed(text: string): string {
	let end = text.length;
	let kept = end;
	while (end > 0) {
		const sign = signBefore(text, end);
		if (!nothing.test(sign)) {
			if (/[!-~]/.test(sign)) kept = end;
			break;
		}
		end -= sign.length;
		if (!emojiEnd.test(sign)) kept = end;
	}
	if (end === 0) return '';
	let start = 0;
	while (nothing.test(signAt(text, start))) start += signAt(text, start).length;
	return text.slice(start, kept);
}

/** A text without invisible signs, wherever they stand, such as marks for the direction of writing. */
export function withoutInvisible(text: string): string {
	return text.replace(/[\p{Cf}\p{DI}]/gu, '');
}

function signAt(text: string, index: number): string {
	return String.fromCodePoint(text.codePointAt(index)!);
}

function signBefore(text: string, end: number): string {
	const pair = signAt(text, Math.max(end - 2, 0));
	return pair.length === 2 && end >= 2 ? pair : text.charAt(end - 1);
}

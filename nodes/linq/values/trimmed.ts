/** Not white space, control characters, or what Unicode calls default-ignorable: they show as nothing. */
const visible = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** With a limit, as the memory for it grows with what is found. */
const nothingBefore = /(?<=([\s\p{Cc}\p{Default_Ignorable_Code_Point}]{0,1000}))/uy;

/** Not what makes an emoji of the sign before it: variation selectors, and the tags of flags. */
const noEmojiEnd = /[^\p{Variation_Selector}\u{e0020}-\u{e007f}]/gu;

/**
 * A text without what shows as nothing at its ends: white space, control characters and invisible
 * ones, which spreadsheets, CRMs and other programs leave there. What is inside stays, and so does
 * the end of an emoji.
 */
export function trimmed(text: string): string {
	const end = endOf(text);
	if (end === 0) return '';
	const isEmoji = end < text.length && !/[!-~]/.test(text.charAt(end - 1));
	const kept = isEmoji ? firstFrom(end, noEmojiEnd, text) : end;
	return text.slice(firstFrom(0, visible, text), kept);
}

/** Where the last sign ends that shows. */
function endOf(text: string): number {
	for (let end = text.length; ;) {
		nothingBefore.lastIndex = end;
		const [, { length }] = nothingBefore.exec(text) as unknown as [string, string];
		if (length === 0) return end;
		end -= length;
	}
}

/** Where the first such sign is; the end where there is none. */
function firstFrom(index: number, sign: RegExp, text: string): number {
	sign.lastIndex = index;
	return sign.exec(text)?.index ?? text.length;
}

/** A text without invisible signs, wherever they stand, such as marks for the direction of writing. */
export function withoutInvisible(text: string): string {
	return text.replace(/[\p{Cf}\p{DI}]/gu, '');
}

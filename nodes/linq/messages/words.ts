import { trimmed, withoutInvisible } from '../values/trimmed';

/** A longer text, in characters, is more than a yes, a no or a choice. */
const longest = 300;

/** What people write for yes, and for no, whatever else was agreed. */
const usual = {
	yes: [
		...['yes', 'y', 'yep', 'yeah', 'yup', 'yes sir', 'ok', 'okay', 'k', 'sure', 'sure thing'],
		...['of course', 'absolutely', 'definitely', 'agreed', 'sounds good', 'go ahead', 'do it'],
		...['approve', 'approved', 'confirm', 'confirmed', 'accept', 'accepted'],
		...['works for me', 'that works', 'that works for me'],
		...['ja', 'oui', 'si', 'sí', 'sim', '👍', '👌', '✅', '☑', '✔', '🆗'],
	],
	no: [
		...['no', 'n', 'nope', 'nah', 'no way', 'not ok', 'not okay', 'absolutely not'],
		...['definitely not', 'of course not', 'do not', 'dont', 'do not do it', 'dont do it'],
		...['cant', 'cant make it', 'i cant', 'i cant make it', 'cannot', 'not possible'],
		...['doesnt work', 'that doesnt work', 'that doesnt work for me', 'wont work'],
		...['unfortunately not', 'im afraid not', 'rather not', 'not really'],
		...['deny', 'denied', 'decline', 'declined', 'reject', 'rejected', 'disapprove'],
		...['disapproved', 'not approved', 'nein', 'non', 'nee', 'não', 'nao', '👎', '❌', '🚫', '✖'],
	],
};

/** What may mean yes, though it has a no in it or before it, and what looks like one: laughter. */
const inDoubt = [
	...['no problem', 'no problems', 'not a problem', 'no prob', 'no probs', 'no worries'],
	...['no objection', 'no objections', 'no issue', 'no issues', 'no doubt', 'not at all'],
	...['why not', 'fine', 'great', 'perfect', 'just kidding', 'jk', 'wait', 'hold on'],
	...['ja ja', 'k k'],
];

const pleases = ['please', 'pls', 'bitte', 'por favor', 'per favore'];

/** With a please, whoever says it may be asking others for it: "Please confirm". */
const askedOfOthers = ['approve', 'confirm', 'accept'];

/** What is said beside a yes, a no or a choice, and changes nothing. */
const beside = [
	...[...pleases, 'sorry', 'im sorry', 'unfortunately'],
	...['thanks', 'thank you', 'thank you very much', 'thanks a lot', 'many thanks', 'thx', 'ty'],
	...['danke', 'vielen dank', 'gracias', 'muchas gracias', 'merci', 'grazie', 'obrigado'],
	...['obrigada', 'dank je', '🙂', '😊', '☺', '😀', '😃', '😄', '😁', '🙏', '❤', '🎉', '🙌'],
];

/** Words that mean yes and words that mean no. */
export interface ApprovalWords {
	yes: string[];
	no: string[];
}

/** A text as words: without capitals, punctuation and what shows as nothing. */
export function wordsIn(text: string): string[] {
	return withoutInvisible(text.normalize('NFKC').toLowerCase())
		.replace(/\p{Emoji_Modifier}|\u20e3/gu, '')
		.replace(/['’`]/g, '')
		.replace(/\p{Extended_Pictographic}/gu, ' $& ')
		.replace(/[\p{P}\p{Z}\p{Cc}]+/gu, ' ')
		.split(' ')
		.filter((word) => word !== '');
}

/**
 * Whether a text means yes or no: it holds nothing but words for the one, and courtesies; or it begins
 * with a no that stands by itself ("No, take the other one"), and nothing behind it may mean yes.
 * Whoever asks back ("Yes?") has said neither.
 *
 * @param agreed words that count besides the usual ones, and before them
 * @returns undefined for everything else
 */
export function approvalIn(text: string, agreed: ApprovalWords): boolean | undefined {
	if (text.length > longest) return undefined;
	const meanings = meaningsOf(agreed);
	const words = wordsIn(text);
	const found = meaningsIn(words, meanings);
	const [yes, no] = [found.has(true), found.has(false)];
	if (found.has('doubt')) return undefined;
	if (!found.has('other') && yes !== no) {
		return asksBack(text, [...agreed.yes, ...agreed.no]) ? undefined : yes;
	}
	if (yes) return undefined;
	const opening = meaningsIn(wordsIn(openingOf(text)), meanings);
	return opening.size === 1 && opening.has(false) ? false : undefined;
}

/**
 * Which of the choices a text names: by its words, or by its number where that can't mean another.
 *
 * @param areShownNumbered people see the choices as `linesOf` writes them, not as a poll
 * @returns the choice's place, from 0; undefined for none of them, for more than one, and for a
 *   question
 */
export function choiceIn(
	text: string,
	choices: string[],
	areShownNumbered: boolean,
): number | undefined {
	if (text.length > longest || asksBack(text, choices)) return undefined;
	const words = wordsIn(text);
	const placeOf = (said: string[]) =>
		choices.findIndex((choice) => wordsIn(choice).join(' ') === said.join(' '));
	const named = [words, withoutCourtesies(words)].map(placeOf).find((place) => place >= 0);
	const countsByNumber = areShownNumbered
		? isNumbered(choices)
		: !choices.some((choice) => /\d/.test(choice.normalize('NFKC')));
	const numbered = countsByNumber ? numberIn(words, choices) : undefined;
	if (named !== undefined && numbered !== undefined && named !== numbered) return undefined;
	return named ?? numbered;
}

/**
 * Whether choices are told apart by numbers before them: not where one of them is a number itself, or
 * begins with one that would be the place of another, such as "2 pm" in the first.
 */
export function isNumbered(choices: string[]): boolean {
	return !choices.some((choice, index) => {
		const words = wordsIn(choice);
		const place = Number(/^\d+/.exec(words[0] ?? '')?.[0] ?? Number.NaN);
		const isOfAnother = place >= 1 && place <= choices.length && place !== index + 1;
		return isOfAnother || words.every((word) => /^\d+$/.test(word));
	});
}

/** The choices as lines of a text. */
export function linesOf(choices: string[]): string {
	const numbered = isNumbered(choices);
	return choices
		.map((choice, index) => (numbered ? `${index + 1}. ${choice}` : `- ${choice}`))
		.join('\n');
}

/** The first two choices that nobody could tell apart in an answer. */
export function alikeAmong(choices: string[]): [string, string] | undefined {
	const seen = new Map<string, string>();
	for (const choice of choices) {
		const key = wordsIn(choice).join(' ');
		const other = seen.get(key);
		if (other !== undefined || key === '') return [other ?? choice, choice];
		seen.set(key, choice);
	}
	return undefined;
}

/**
 * Whether someone asks with this not to be written to again, as Linq reads it
 * (https://docs.linqapp.com/, Opt-out): the words alone, in capitals, or "opt out" in any.
 */
export function isOptOut(text: string): boolean {
	const whole = trimmed(text);
	return (
		/^(?:STOP|UNSUBSCRIBE|OPTOUT|CANCEL|END|QUIT)$/.test(whole) || /^opt[ -]?out$/i.test(whole)
	);
}

/** A tapback, by the names that Linq has for them. */
export interface Tapback {
	/** `other` for one that is taken back. */
	type: 'like' | 'love' | 'dislike' | 'laugh' | 'emphasize' | 'question' | 'custom' | 'other';
	/** Of a `custom` one. */
	emoji?: string;
}

const writtenOut: Record<string, Tapback['type']> = {
	Liked: 'like',
	Loved: 'love',
	Disliked: 'dislike',
	'Laughed at': 'laugh',
	Emphasized: 'emphasize',
	Emphasised: 'emphasize',
	Questioned: 'question',
};

/** Of what is quoted of a longer question, at least so many characters. */
const leastQuoted = 20;

/**
 * A tapback on a question as phones write it out where there are none, such as SMS:
 * Liked “Shall we?”, Reacted 👍 to “Shall we?”
 *
 * @returns undefined for all else, and for one on another message
 */
export function tapbackIn(text: string, question: string): Tapback | undefined {
	const [, how = '', quoted = ''] =
		/^\s*(\p{Lu}\p{Ll}+(?: [^“"„«]{1,40})?) [“"„«](.{1,10000})[”"“»]\s*$/su.exec(text) ?? [];
	const [shown, asked] = [quoted, question].map((one) => wordsIn(one).join(' ')) as [
		string,
		string,
	];
	const isCutOff =
		/(?:…|\.\.\.)\s*$/.test(quoted) && shown.length >= leastQuoted && asked.startsWith(shown);
	if (shown === '' || (shown !== asked && !isCutOff)) return undefined;
	const [, emoji] = /^Reacted (\S{1,30}) to$/.exec(how) ?? [];
	if (emoji !== undefined) return { type: 'custom', emoji };
	const type = writtenOut[how] ?? (/^Removed .+ from$/.test(how) ? 'other' : undefined);
	return type && { type };
}

/** Whether a tapback means yes or no: undefined for those that mean neither. */
export function approvalOf(
	{ type, emoji = '' }: { type: unknown; emoji?: string },
	agreed: ApprovalWords,
): boolean | undefined {
	if (type === 'like' || type === 'love') return true;
	return type === 'dislike' ? false : approvalIn(type === 'custom' ? emoji : '', agreed);
}

type Meaning = boolean | 'courtesy' | 'doubt';

/** By phrase: words with spaces between them. */
function meaningsOf(agreed: ApprovalWords): Map<string, Meaning> {
	const phrase = (text: string) => wordsIn(text).join(' ');
	const isAgreed = (word: string) => agreed.yes.some((text) => phrase(text) === word);
	const asked = askedOfOthers
		.filter((word) => !isAgreed(word))
		.flatMap((word) => pleases.flatMap((please) => [`${please} ${word}`, `${word} ${please}`]));
	const all: Array<[string, Meaning]> = [
		...inDoubt.map((text): [string, Meaning] => [phrase(text), 'doubt']),
		...[...beside, ...asked].map((text): [string, Meaning] => [phrase(text), 'courtesy']),
		...usual.yes.map((text): [string, Meaning] => [phrase(text), true]),
		...usual.no.map((text): [string, Meaning] => [phrase(text), false]),
		...agreed.yes.map((text): [string, Meaning] => [phrase(text), true]),
		...agreed.no.map((text): [string, Meaning] => [phrase(text), false]),
	];
	return new Map(all.filter(([text]) => text !== ''));
}

type Found = boolean | 'doubt' | 'other';

/** What the words mean, taken in phrases as long as possible. */
function meaningsIn(words: string[], meanings: Map<string, Meaning>): Set<Found> {
	const most = Math.max(...[...meanings.keys()].map((phrase) => phrase.split(' ').length));
	const found = new Set<Found>();
	for (let at = 0; at < words.length;) {
		let length = Math.min(most, words.length - at);
		while (length > 0 && !meanings.has(words.slice(at, at + length).join(' '))) length--;
		const meaning = meanings.get(words.slice(at, at + length).join(' '));
		if (length === 0) found.add('other');
		else if (meaning !== 'courtesy') found.add(meaning!);
		at += Math.max(1, length);
	}
	return found;
}

/** What stands before the first comma or the end of the first sentence; nothing where there is none. */
function openingOf(text: string): string {
	// "No. 5" and "N. Smith" are no sentences.
	const end =
		/^\s*([^,.;:!\n–—]{1,40}?)(?:[,;!\n–—]|\s-|:(?!\s*\d)|(?<!(?:^|\s)\p{L})\.(?!\s*\d))/u;
	return end.exec(text.normalize('NFKC'))?.[1] ?? '';
}

/** Whether a text is a question, and not one of those that are agreed on. */
function asksBack(text: string, agreed: string[]): boolean {
	const isQuestion = (one: string) => /[?؟‽]/.test(one.normalize('NFKC'));
	const said = wordsIn(text).join(' ');
	return (
		isQuestion(text) && !agreed.some((one) => isQuestion(one) && wordsIn(one).join(' ') === said)
	);
}

/** What may stand before a number. */
const numberWords = ['number', 'no', 'nr', 'nummer', 'option', 'option number', 'choice', ''];

function numberIn(words: string[], choices: string[]): number | undefined {
	const said = withoutCourtesies(words);
	const number = said.at(-1) ?? '';
	if (!/^\d{1,3}$/.test(number) || !numberWords.includes(said.slice(0, -1).join(' '))) {
		return undefined;
	}
	const index = Number(number) - 1;
	return index >= 0 && index < choices.length ? index : undefined;
}

function withoutCourtesies(words: string[]): string[] {
	const courtesies = beside.map((text) => text.split(' ')).sort((a, b) => b.length - a.length);
	let left = words;
	for (;;) {
		const ending = courtesies.find(
			(courtesy) =>
				courtesy.length < left.length &&
				courtesy.every((word, i) => left.at(i - courtesy.length) === word),
		);
		if (ending === undefined) return left;
		left = left.slice(0, -ending.length);
	}
}

import { trimmed } from '../values/trimmed';

/** A longer text, in characters, is more than a yes, a no or a choice. */
const longest = 300;

/** What people write for yes, and for no, whatever else was agreed. */
const usual = {
	yes: [
		...['yes', 'y', 'yep', 'yeah', 'yup', 'yes sir', 'ok', 'okay', 'k', 'sure', 'sure thing'],
		...['of course', 'absolutely', 'definitely', 'agreed', 'sounds good', 'go ahead', 'do it'],
		...['approve', 'approved', 'confirm', 'confirmed', 'accept', 'accepted'],
		...['ja', 'oui', 'si', 'sí', 'sim', '👍', '👌', '✅', '☑', '✔', '🆗'],
	],
	no: [
		...['no', 'n', 'nope', 'nah', 'no way', 'not ok', 'not okay', 'absolutely not'],
		...['definitely not', 'of course not', 'do not', 'dont', 'do not do it', 'dont do it'],
		...['deny', 'denied', 'decline', 'declined', 'reject', 'rejected', 'disapprove'],
		...['disapproved', 'not approved', 'nein', 'non', 'nee', 'não', 'nao', '👎', '❌', '🚫', '✖'],
	],
};

/** What is said beside a yes, a no or a choice, and changes nothing. */
const beside = [
	'please',
	'pls',
	'thanks',
	'thank you',
	'thanks a lot',
	'thx',
	'ty',
	'bitte',
	'danke',
];

/** Words that mean yes and words that mean no. */
export interface ApprovalWords {
	yes: string[];
	no: string[];
}

/** A text as words: without capitals, punctuation and what shows as nothing. */
export function wordsIn(text: string): string[] {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\u{1f3fb}-\u{1f3ff}\p{Cf}]/gu, '')
		.replace(/[\u20e3\ufe0e\ufe0f]/g, '')
		.replace(/['’`]/g, '')
		.replace(/\p{Extended_Pictographic}/gu, ' $& ')
		.replace(/[\p{P}\p{Z}\p{Cc}]+/gu, ' ')
		.split(' ')
		.filter((word) => word !== '');
}

/**
 * Whether a text means yes or no: it holds nothing but words for the one, and courtesies; or it begins
 * with a no that stands by itself ("No, take the other one"), and nothing behind it means yes.
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
	if (!found.has('other') && yes !== no) return yes;
	if (yes) return undefined;
	const [, first = ''] = /^\s*([^,.;:!\n–—]{1,40}?)(?:[,.;:!\n–—]|\s-)/u.exec(text) ?? [];
	const opening = meaningsIn(wordsIn(first), meanings);
	return opening.size === 1 && opening.has(false) ? false : undefined;
}

/**
 * Which of the choices a text names: by its words, or by its number where the choices are numbered.
 *
 * @returns the choice's place, from 0; undefined for none of them, or more than one
 */
export function choiceIn(text: string, choices: string[]): number | undefined {
	if (text.length > longest) return undefined;
	const words = wordsIn(text);
	const named = choices.flatMap((choice, index) => (isSame(words, wordsIn(choice)) ? [index] : []));
	const numbered = numberIn(words, choices);
	const found = new Set([...named, ...(numbered === undefined ? [] : [numbered])]);
	const [only] = found;
	return found.size === 1 ? only : undefined;
}

/** Whether choices are told apart by numbers before them: not where one of them is a number itself. */
export function isNumbered(choices: string[]): boolean {
	return !choices.some((choice) => wordsIn(choice).every((word) => /^\d+$/.test(word)));
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

/** A tapback as phones write it out where there are none, such as SMS: Liked “Shall we?” */
export function tapbackIn(text: string, question: string): 'like' | 'dislike' | undefined {
	const [, kind, quoted = ''] =
		/^\s*(Liked|Loved|Disliked)\s+[“"„«]([^“”"„«»]{1,2000})[”"“»]\s*$/u.exec(text) ?? [];
	if (kind === undefined) return undefined;
	const [shown, asked] = [wordsIn(quoted), wordsIn(question)];
	if (shown.length === 0 || !shown.every((word, index) => word === asked[index])) return undefined;
	return kind === 'Disliked' ? 'dislike' : 'like';
}

type Meaning = boolean | 'courtesy';

/** By phrase: words with spaces between them. */
function meaningsOf(agreed: ApprovalWords): Map<string, Meaning> {
	const phrase = (text: string) => wordsIn(text).join(' ');
	const all: Array<[string, Meaning]> = [
		...beside.map((text): [string, Meaning] => [phrase(text), 'courtesy']),
		...usual.yes.map((text): [string, Meaning] => [phrase(text), true]),
		...usual.no.map((text): [string, Meaning] => [phrase(text), false]),
		...agreed.yes.map((text): [string, Meaning] => [phrase(text), true]),
		...agreed.no.map((text): [string, Meaning] => [phrase(text), false]),
	];
	return new Map(all.filter(([text]) => text !== ''));
}

/** What the words mean, taken in phrases as long as possible. */
function meaningsIn(words: string[], meanings: Map<string, Meaning>): Set<boolean | 'other'> {
	const most = Math.max(...[...meanings.keys()].map((phrase) => phrase.split(' ').length));
	const found = new Set<boolean | 'other'>();
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

function numberIn(words: string[], choices: string[]): number | undefined {
	if (!isNumbered(choices)) return undefined;
	const said = words.filter((word) => !['number', 'no', 'nr', 'option'].includes(word));
	const [number] = withoutCourtesies(said);
	if (withoutCourtesies(said).length !== 1 || !/^\d{1,3}$/.test(number!)) return undefined;
	const index = Number(number) - 1;
	return index >= 0 && index < choices.length ? index : undefined;
}

function isSame(said: string[], choice: string[]): boolean {
	const whole = choice.join(' ');
	return [said, withoutCourtesies(said)].some((words) => words.join(' ') === whole);
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

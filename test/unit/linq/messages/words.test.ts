import fc from 'fast-check';
import {
	alikeAmong,
	approvalIn,
	approvalOf,
	choiceIn,
	isNumbered,
	isOptOut,
	linesOf,
	tapbackIn,
	wordsIn,
	type ApprovalWords,
} from '../../../../nodes/linq/messages/words';
import { codePoint } from '../../../codePoint';

const none: ApprovalWords = { yes: [], no: [] };
const longText = 'yes '.repeat(2_500);

/** Signs that show as nothing. */
const invisible = {
	'zero-width space': '\u200b',
	'zero-width joiner': '\u200d',
	'word joiner': '\u2060',
	'soft hyphen': '\u00ad',
	'byte order mark': '\ufeff',
	'right-to-left mark': '\u200f',
	'right-to-left embedding': '\u202b',
	isolate: '\u2067',
	'grapheme joiner': '\u034f',
	'Hangul filler': '\u3164',
	'variation selector': '\ufe0f',
};

describe('yes', () => {
	test.each([
		...[
			'Yes',
			'yes',
			'YES',
			'Yes!',
			'Yes!!!',
			'yes.',
			' yes ',
			'yes\n',
			'"Yes"',
			'*yes*',
			'ｙｅｓ',
		],
		...[
			'y',
			'Y',
			'yep',
			'Yeah',
			'Yup!',
			'Yes, sir',
			'ok',
			'OK',
			'Okay.',
			'k',
			'Sure',
			'sure thing',
		],
		...['Of course!', 'Absolutely', 'definitely', 'Agreed.', 'Sounds good', 'Go ahead', 'do it'],
		...['Approve', 'approved', 'Confirm', 'Confirmed.', 'accept', 'Accepted', 'yes yes', 'Yes, ok'],
		...[
			'yes please',
			'Yes, please!',
			'ok thanks',
			'Okay, thank you',
			'Thanks, approved',
			'pls do it',
		],
		...['Yes, please confirm', 'Please go ahead', 'OK, thank you very much'],
		...[
			'👍',
			'👍🏽',
			'👍🏿👍🏿',
			'ok 👍🏽',
			'Yes👍',
			'👌',
			'✅',
			'✔️',
			'☑️',
			'🆗',
			'Yes 😊',
			'ok 🙏🏻',
			'Yes ❤️',
		],
		...[
			'Sí',
			'si',
			'Sí, gracias',
			'si por favor',
			'Ja',
			'ja bitte',
			'Ja, danke',
			'Oui merci',
			'Sim',
		],
		...['Yes :)', 'yes…', 'ok...', '¡Sí!'],
		...['Works for me', 'That works!', 'Sorry, yes'],
	])('%j', (text) => {
		expect(approvalIn(text, none)).toBe(true);
	});
});

describe('no', () => {
	test.each([
		...['Sorry, no', 'No, sorry', 'Sorry, can’t make it', "Sorry, I can't", 'Unfortunately not'],
		...['That doesn’t work for me, sorry', 'Not really', 'Rather not', 'Not possible'],
		...['No', 'no', 'NO', 'No!', 'no.', 'n', 'N', 'Nope', 'nah', 'No way!', 'Not ok', 'not okay'],
		...['Absolutely not', 'definitely not', 'of course not!', 'Don’t', "don't", 'dont', 'Do not'],
		...[
			"Don't do it",
			'do not do it',
			'deny',
			'Denied',
			'Decline',
			'declined',
			'reject',
			'Rejected',
		],
		...['disapprove', 'not approved', 'no no no', 'No, not approved', 'no thanks', 'No, thank you'],
		...[
			'👎',
			'👎🏽',
			'❌',
			'🚫',
			'✖️',
			'no 👎',
			'No 😊',
			'No 🙏',
			'Nein',
			'Nein danke',
			'Non',
			'nee',
			'Não',
		],
		...['No, gracias', 'no gracias', 'No, thanks!', 'no please'],
		...['No, the other one', 'No. The other one', 'No! Stop', 'No - Tuesday', 'Nope — the second'],
		...['no: too late', 'No\nWe moved', 'No, can we take the other one?', '👎. The other one'],
		...['No, not today', 'Nein, lieber morgen', 'No, thank you. We are out of town', 'n, later'],
	])('%j', (text) => {
		expect(approvalIn(text, none)).toBe(false);
	});
});

describe('neither', () => {
	test.each<[string, string[]]>([
		['nothing', ['', ' ', '\n', '.', '…', '!!!', '-', '\u200b', '\u202e', '\0']],
		[
			'yes with a reservation',
			['Yes, but not today', 'yes if it rains', 'ok after 5', 'sure, maybe'],
		],
		['yes and no', ['yes no', 'Yes and no', 'yes/no', 'Y/N', 'no, yes', 'No! Just kidding, yes']],
		['both signs', ['👍👎', '✅❌', 'ok 👎', 'no 👍', 'Yes 👎🏽']],
		['both languages', ['ja nee', 'Sí y no', 'si no', 'oui, non']],
		[
			'a yes that is denied',
			['not yes', 'not sure', 'Not confirmed', 'not accepted', 'not agreed'],
		],
		['the same in one word', ['unconfirmed', 'unapproved', 'un-approved', 'dis-approve', 'unsure']],
		[
			'a denied order',
			["don't approve", 'do not confirm', 'Don’t go ahead', 'don´t do it', 'donʼt do it'],
		],
		['a denied order, cut', ['don ’t do it', "do n't do it", 'don′t do it', 'dont you do it']],
		['a no that means yes', ['no problem', 'No problem!', 'no problem, go ahead', 'No worries.']],
		[
			'the same after a no',
			['No, no problem', 'No, no worries!', 'No, no objections', 'No, that is fine'],
		],
		[
			'a no taken back',
			['No, just kidding', 'No, wait', 'No, why not', 'no no, go ahead', 'No, I mean yes'],
		],
		[
			'a word that only begins so',
			['No-brainer', 'no-go', 'Nobody', 'nothing', 'okra', 'yesterday'],
		],
		[
			'a no about something else',
			['No idea', 'No idea, sorry', 'No one, yet', 'no clue.', 'No reply'],
		],
		['a number', ['No. 5', 'no. 1 please', 'No: 5', '1', '100%', '0']],
		['initials', ['N.A.', 'n/a', 'N. Smith', 'Y. Smith']],
		[
			'a question',
			['Yes?', 'OK?', 'ok ?', 'Y?', 'Approved?', 'Confirmed??', 'No?', 'sure?!', 'Sí？', 'ja؟'],
		],
		['a question with a sign', ['yes❓', 'ok⁉️', '¿Sí?', 'Yes‽', '🤔', 'ok 🤔']],
		[
			'what others are asked for',
			['Please approve', 'please confirm!', 'Pls accept', 'confirm please'],
		],
		['a courtesy', ['please', 'Thanks', 'Thank you!', 'gracias', 'bitte', '🙏', '😊', '❤️']],
		['laughter', ['ja ja ja', 'Ja, ja!', 'jajaja', 'k k k', 'kkkk', 'ja ja, ok']],
		['opting out', ['STOP', 'stop', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'opt out']],
		[
			'talk',
			['Hello', 'Who is this', 'I will ask', 'Let me see', 'later', 'I do', 'Can you call me'],
		],
		[
			'a sentence with yes in it',
			['Say yes to him', 'He said yes', 'Is it ok', 'ok boomer', 'I said ok'],
		],
		['another alphabet that looks the same', ['уеs', 'Υes', 'оk', 'ΝΟ', 'nо']],
		['struck through', ['y\u0336e\u0336s\u0336', 'o\u0336k\u0336', 'n\u0336o\u0336']],
		['turned around', ['\u202esey', '\u202eon']],
		['letters apart', ['y e s', 'o k', 'y-e-s', 'n o']],
		['markup', ['<yes>', '{"approved":true}', 'approved: true', 'yes&no', '~~yes~~']],
		[
			'what is quoted',
			['Liked “yes”', '> yes\nno', 'Liked “Shall we…”', 'Removed a like from “Ok”'],
		],
		['too long', [longText, `yes${' '.repeat(298)}`, `yes ${'👍'.repeat(200)}`]],
		['broken text', ['yes\ud800', '\udfffok', 'yes\ufffd', 'no\ud800']],
		['words of JavaScript', ['constructor', '__proto__', 'toString', 'hasOwnProperty']],
	])('%s', (_, texts) => {
		const read = texts.map((text) => [text.slice(0, 80), approvalIn(text, none)]);
		expect(read).toEqual(texts.map((text) => [text.slice(0, 80), undefined]));
	});
});

describe('agreed words', () => {
	const agreed = {
		yes: ['Book it', 'works for me!', '1', 'no problem', 'Why not?', '🚀', 'confirm'],
		no: ['another time', '2', 'ok', 'STOP', '😀'],
	};

	test.each<[string, boolean | undefined]>([
		['book it', true],
		['BOOK IT!!', true],
		['Book it, please', true],
		['works for me', true],
		['Works for me, thanks 🙏', true],
		['1', true],
		['1.', true],
		['1️⃣', true],
		['🚀', true],
		['Another time', false],
		['Another time, I am busy', false],
		['2', false],
		['stop', false],
		['STOP', false],
		['12', undefined],
		['1 2', undefined],
		['book it another time', undefined],
		["Don't book it", undefined],
		['not book it', undefined],
		['book', undefined],
		['Book it?', undefined],
	])('count beside the usual ones: %j', (text, approved) => {
		expect(approvalIn(text, agreed)).toBe(approved);
		expect(approvalIn('yes', agreed)).toBe(true);
		expect(approvalIn('nope', agreed)).toBe(false);
	});

	test.each<[string, boolean | undefined]>([
		['ok', false],
		['Ok 👍', undefined],
		['okay', true],
		['no problem', true],
		['No problem, go ahead', true],
		['no problem, book it 🚀', true],
		['Why not?', true],
		['why not', true],
		['please confirm', true],
		['please approve', undefined],
		['no 😀', false],
		['yes 😀', undefined],
	])('come before the usual ones: %j', (text, approved) => {
		expect(approvalIn(text, agreed)).toBe(approved);
	});

	test('that are empty, or punctuation alone, agree on nothing', () => {
		const empty = { yes: ['', ' ', '!!!', '\u200b'], no: ['?', '...'] };
		for (const text of ['', '!!!', '?', '\u200b', 'Hello', '...']) {
			expect([text, approvalIn(text, empty)]).toEqual([text, undefined]);
		}
		expect(approvalIn('yes', empty)).toBe(true);
	});

	test('in conflict with each other mean no', () => {
		expect(approvalIn('go', { yes: ['go'], no: ['Go!'] })).toBe(false);
	});
});

describe('signs that show as nothing change nothing', () => {
	test.each(Object.entries(invisible))('%s', (_, sign) => {
		expect(approvalIn(`${sign}y${sign}es${sign}`, none)).toBe(true);
		expect(approvalIn(`${sign}No${sign}, the other one`, none)).toBe(false);
		expect(approvalIn(`not${sign} sure`, none)).toBeUndefined();
		expect(choiceIn(`${sign}Mon${sign}day${sign}`, ['Monday', 'Tuesday'], true)).toBe(0);
	});

	const sign = fc.constantFrom(...Object.values(invisible), ' ', '\n', '\t', '!', '.', ',');

	test('wherever they stand, and how often', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('yes', 'no', 'not ok', 'go ahead', 'not sure', 'no problem'),
				fc.string({ unit: sign, maxLength: 20 }),
				fc.string({ unit: sign, maxLength: 20 }),
				(text, before, after) => {
					expect(approvalIn(before + text + after, none)).toBe(approvalIn(text, none));
				},
			),
		);
	});
});

describe('whatever is written', () => {
	const yes = fc.constantFrom('yes', 'ok', 'sure', 'go ahead', '👍', 'approved', 'sí', 'Y');
	const negation = fc.constantFrom(
		'not',
		"don't",
		'never',
		'no',
		'without',
		'un',
		'👎',
		'nein',
		'kein',
	);
	const other = fc.stringMatching(/^[a-z]{3,9}$/).filter((word) => {
		return wordsIn(word).length > 0 && approvalIn(`yes ${word}`, none) === undefined;
	});
	const gap = fc.constantFrom(' ', ', ', '. ', '! ', '\n', ' - ', '…', '  ');

	test('with a negation beside it, a yes is none', () => {
		fc.assert(
			fc.property(yes, negation, gap, fc.boolean(), (word, no, between, isFirst) => {
				const text = isFirst ? no + between + word : word + between + no;
				expect(approvalIn(text, none)).not.toBe(true);
			}),
		);
	});

	test('with any other word beside it, a yes is none', () => {
		fc.assert(
			fc.property(yes, other, gap, fc.boolean(), (word, more, between, isFirst) => {
				const text = isFirst ? more + between + word : word + between + more;
				expect(approvalIn(text, none)).not.toBe(true);
			}),
		);
	});

	test('a yes has a word or a sign for yes in it, and an answer comes soon', () => {
		const text = fc.oneof(
			fc.string({ unit: codePoint, maxLength: 400 }),
			fc.string({ unit: 'grapheme', maxLength: 40 }),
			fc.string({ unit: fc.constantFrom(...'noyesk ,.?!-👍👎\u200b\u202e'), maxLength: 12 }),
		);
		fc.assert(
			fc.property(text, (said) => {
				if (approvalIn(said, none) === true) {
					expect(said.normalize('NFKC')).toMatch(/y|k|s|a|c|d|g|o|👍|👌|✅|☑|✔|🆗/iu);
				}
				expect(wordsIn(said).join(' ')).toBe(wordsIn(wordsIn(said).join(' ')).join(' '));
			}),
			{ numRuns: 500, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: true },
		);
	});
});

describe('a choice', () => {
	const days = ['Monday', 'Tuesday', 'Another day', 'No'];

	test.each<[string, number | undefined]>([
		['Monday', 0],
		['monday', 0],
		['MONDAY!', 0],
		['monday please', 0],
		['Tuesday, thank you', 1],
		['Tuesday 😊', 1],
		['“Tuesday”', 1],
		['Another  day.', 2],
		['another\nday', 2],
		['1', 0],
		['1.', 0],
		['(1)', 0],
		['#2', 1],
		['2️⃣', 1],
		['②', 1],
		['２', 1],
		['2 please', 1],
		['number 3', 2],
		['No. 3', 2],
		['no 3', 2],
		['Nr. 3', 2],
		['Option 2', 1],
		['option number 2', 1],
		['003', 2],
		['No', 3],
		['4', 3],
		['no thanks', 3],
	])('is named by %j', (text, place) => {
		expect(choiceIn(text, days, true)).toBe(place);
	});

	test.each([
		...[
			'',
			' ',
			'0',
			'5',
			'-',
			'1000',
			'99999999999999999999',
			'1e0',
			'0x1',
			'1.5',
			'½',
			'2½',
			'+1',
		],
		...[
			'1 2',
			'1 and 2',
			'1, 2',
			'1-2',
			'1st',
			'first',
			'the first',
			'one',
			'Mon',
			'Day',
			'another',
		],
		...[
			'2 no',
			'2, no',
			'2 - no',
			'not 2',
			'not Monday',
			'no Monday',
			'Monday no',
			'Monday or Tuesday',
		],
		...['Monday Tuesday', 'Monday Monday', 'Monday 2', 'Any day', 'Monday at 10', 'on Monday'],
		...['Monday?', '2?', 'Which Monday?', 'Yes', '👍', 'please', 'number', 'Liked “Monday”'],
		...['constructor', '__proto__', '[object Object]', `Monday ${'!'.repeat(300)}`, longText],
	])('is not named by %j', (text) => {
		expect(choiceIn(text, days, true)).toBeUndefined();
	});

	test.each<[string, string[], string, number | undefined]>([
		['one that asks something itself', ['Who knows?', 'Monday'], 'who knows?', 0],
		['one that is another with a courtesy', ['Yes', 'Yes please'], 'Yes please', 1],
		['the same without it', ['Yes', 'Yes please'], 'yes', 0],
		['the same with another courtesy', ['Yes', 'Yes please'], 'yes thanks', 0],
		['one that is a courtesy', ['Thanks', 'No thanks'], 'thanks', 0],
		['one made of signs', ['🍕', '🍔🍟'], '🍔🍟!', 1],
		['one of other signs', ['ピザ', '寿司'], '寿司', 1],
		['one right to left', ['יום שני', 'יום שלישי'], '\u200fיום שני\u200f', 0],
		['one that is a number', ['10', '20', '30'], '20', 1],
		['no place where choices are numbers', ['10', '20', '30'], '2', undefined],
		['one that is the place of another', ['3', '2', '1'], '1', 2],
		['no place where it is the time of another', ['2 pm', '4 pm', '6 pm'], '2', undefined],
		['the time in full', ['2 pm', '4 pm', '6 pm'], '2 pm', 0],
		['no place where it begins another', ['2pm', '1pm'], '1', undefined],
		['a place that it has itself', ['1 room', '2 rooms'], '2', 1],
		['a place beside dates', ['Mon 3 May', 'Tue 4 May', 'Wed 5 May'], '3', 2],
	])('in a list, %s', (_, choices, text, place) => {
		expect(choiceIn(text, choices, true)).toBe(place);
	});

	test.each<[string, string[], string, number | undefined]>([
		['words count', ['Red', 'Green'], 'green', 1],
		['a place counts', ['Red', 'Green'], '2', 1],
		['no place that could be a number in a choice', ['For 2', 'For 4', 'For 6'], '2', undefined],
		['nor any other', ['For 2', 'For 4', 'For 6'], '1', undefined],
		['nor one in other digits', ['For ２', 'For ４'], '2', undefined],
	])('beside a poll, which shows no numbers, %s', (_, choices, text, place) => {
		expect(choiceIn(text, choices, false)).toBe(place);
	});

	test('is never another than the one whose words or number were written', () => {
		const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{2,6}( [a-z0-9]{1,4})?$/), {
			minLength: 2,
			maxLength: 6,
		});
		const around = fc.constantFrom('', ' ', '!', ' please', '.', '\u200b');
		fc.assert(
			fc.property(words, fc.nat(5), around, fc.boolean(), (choices, at, more, isList) => {
				fc.pre(alikeAmong(choices) === undefined && at < choices.length);
				expect(choiceIn(`${choices[at]}${more}`, choices, isList)).toBe(at);
				const byNumber = choiceIn(`${at + 1}${more}`, choices, isList);
				expect([at, undefined]).toContain(byNumber);
				if (isList) expect(byNumber).toBe(at);
			}),
		);
	});
});

describe('the list of choices', () => {
	test.each<[string[], string]>([
		[['Monday', 'Tuesday'], '1. Monday\n2. Tuesday'],
		[['10', '20'], '- 10\n- 20'],
		[['9-10', 'later'], '- 9-10\n- later'],
		[['2 pm', '1 pm'], '- 2 pm\n- 1 pm'],
		[['Mon 3 May', 'Tue 4 May'], '1. Mon 3 May\n2. Tue 4 May'],
	])('of %j', (choices, lines) => {
		expect(linesOf(choices)).toBe(lines);
		expect(isNumbered(choices)).toBe(lines.startsWith('1.'));
	});

	test.each<[string[], [string, string] | undefined]>([
		[['Monday', 'Tuesday'], undefined],
		[
			['Monday', 'Tuesday', 'monday!'],
			['Monday', 'monday!'],
		],
		[
			['ok', 'OK 👍', 'ｏｋ'],
			['ok', 'ｏｋ'],
		],
		[
			['Yes', '!!!'],
			['!!!', '!!!'],
		],
		[
			['a\u200bb', 'ab'],
			['a\u200bb', 'ab'],
		],
		[['Yes', 'Yes please'], undefined],
	])('%j are told apart, or not', (choices, alike) => {
		expect(alikeAmong(choices)).toEqual(alike);
	});
});

describe('opting out', () => {
	test.each([
		...['STOP', 'UNSUBSCRIBE', 'OPTOUT', 'CANCEL', 'END', 'QUIT', ' STOP ', 'STOP\n', '\u200bSTOP'],
		...['opt out', 'Opt Out', 'OPT-OUT', 'optout', 'opt-out'],
	])('%j', (text) => {
		expect(isOptOut(text)).toBe(true);
	});

	test.each([
		...['Stop', 'stop', 'STOP.', 'STOP!', 'STOP IT', 'Please STOP', 'Cancel', 'end', 'ENDE', ''],
		...['opt  out', 'opt out please', 'SToP', 'STOP STOP', 'ЅTOP'],
	])('not %j', (text) => {
		expect(isOptOut(text)).toBe(false);
	});
});

describe('a tapback written out', () => {
	const question = 'Shall we meet at “Joe’s” on Monday, at 10 in the morning?';

	test.each<[string, unknown]>([
		[`Liked “${question}”`, { type: 'like' }],
		[`Liked "${question}"`, { type: 'like' }],
		[`Loved “${question}” `, { type: 'love' }],
		[`Disliked “${question}”`, { type: 'dislike' }],
		[`Laughed at “${question}”`, { type: 'laugh' }],
		[`Emphasized “${question}”`, { type: 'emphasize' }],
		[`Questioned “${question}”`, { type: 'question' }],
		[`Reacted 👍 to “${question}”`, { type: 'custom', emoji: '👍' }],
		[`Removed a like from “${question}”`, { type: 'other' }],
		[`Removed an exclamation mark from “${question}”`, { type: 'other' }],
		['Liked “Shall we meet at “Joe’s” on…”', { type: 'like' }],
		['Liked “Shall we meet at “Joe’s” on Mon…”', { type: 'like' }],
		['Liked “shall we meet at joes on...”', { type: 'like' }],
	])('%j', (text, tapback) => {
		expect(tapbackIn(text, question)).toEqual(tapback);
	});

	test.each([
		...['Liked “”', 'Liked “…”', 'Liked “Shall”', 'Liked “Shall we”', 'Liked “Shall we…”'],
		...[
			'Liked “Shall we meet at Jim’s on Monday, at 10…”',
			'Liked an image',
			'Liked',
			'I Liked it',
		],
		...[`liked “${question}”`, `Not Liked “${question}”`, `Unliked “${question}”`, `“${question}”`],
		...[`Liked “${question}” not`, `Liked “${question} No”`, `Liked ${question}`],
		...[
			`Liked “${question.repeat(2)}”`,
			`Liked “${'“'.repeat(9_000)}`,
			`Liked ${'“ ”'.repeat(3_000)}`,
		],
	])('none on this question: %j', (text) => {
		expect(tapbackIn(text, question)).toBeUndefined();
	});

	test('on a question without a word is none', () => {
		expect(tapbackIn('Liked “???”', '???')).toBeUndefined();
		expect(tapbackIn('Liked “…”', '')).toBeUndefined();
	});

	test('on the longest question is read', () => {
		const long = 'word '.repeat(1_990);
		expect(tapbackIn(`Liked “${long}”`, long)).toEqual({ type: 'like' });
	});
});

test.each<[unknown, string | undefined, boolean | undefined]>([
	['like', undefined, true],
	['love', undefined, true],
	['dislike', undefined, false],
	['laugh', undefined, undefined],
	['emphasize', undefined, undefined],
	['question', undefined, undefined],
	['sticker', '👍', undefined],
	['custom', '👍🏿', true],
	['custom', '✅', true],
	['custom', '👎', false],
	['custom', '🚀', true],
	['custom', '🎉', undefined],
	['custom', '❓', undefined],
	['custom', undefined, undefined],
	['other', '👍', undefined],
	['LIKE', undefined, undefined],
	[{ type: 'like' }, '👍', undefined],
	[['like'], '👍', undefined],
	[null, '👍', undefined],
])('the tapback %j %j means %j', (type, emoji, approved) => {
	expect(approvalOf({ type, emoji }, { yes: ['🚀'], no: [] })).toBe(approved);
});

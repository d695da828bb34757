/** Links and marks that say what follows is a way to reach someone; longer ones first. */
const schemes = [
	...['whatsapp', 'facetime-audio', 'facetime', 'imessage', 'mailto', 'callto', 'smsto', 'mmsto'],
	...['sms', 'mms', 'tel', 'p'],
];

/** Those in which more may stand behind a question mark, such as the text of a message. */
const schemesWithFields = new Set(schemes.filter((scheme) => scheme !== 'tel'));

/** Pairs of quotation marks, as programs and typewriting people put them around a whole field. */
const quotes = new Map([
	...['""', "''", '``', '“”', '„“', '”“', '‘’', '‚‘', '«»', '»«', '‹›'].map(
		([open, close]) => [open!, close!] as const,
	),
]);

/** How many marks may stand around one another. */
const mostMarks = 6;

/**
 * What is left of a field when the marks are gone that programs put around a phone number or an
 * email address: the apostrophe with which spreadsheets keep text (`'+1…`), quotation marks, the
 * formula of CSV files (`="…"`), a name before pointed brackets, the links of chat programs
 * (`<tel:+1…|label>`), and `tel:`, `sms:`, `mailto:`, `whatsapp:`, `p:` (lead forms) and the like.
 *
 * @param text as `handleText` gives it
 */
export function withoutMarks(text: string): string {
	let inner = text;
	for (let round = 0; round < mostMarks; round++) {
		const next = withoutOneMark(inner).trim();
		if (next === inner) break;
		inner = next;
	}
	return inner;
}

function withoutOneMark(text: string): string {
	if (text.startsWith('="') && text.endsWith('"') && text.length > 3) return text.slice(1);
	const close = quotes.get(text[0]!);
	if (close !== undefined && text.length > 1 && text.endsWith(close)) return text.slice(1, -1);
	if (/^['’‘`´]/.test(text)) return text.slice(1);
	return inBrackets(text) ?? inLink(text) ?? text;
}

/** What stands in `Name <…>`, without the label behind a bar; the name must be none of a person's own. */
function inBrackets(text: string): string | undefined {
	const open = text.indexOf('<');
	const isWhole = open >= 0 && text.indexOf('>') === text.length - 1;
	if (!isWhole || open !== text.lastIndexOf('<')) return undefined;
	if (/[@;]|\d{5}/.test(text.slice(0, open))) return undefined;
	const inside = text.slice(open + 1, -1);
	const isLink = open === 0 && /^(?:tel|mailto):/i.test(inside);
	return isLink ? inside.split('|', 1)[0]! : inside;
}

function inLink(text: string): string | undefined {
	const colon = text.indexOf(':');
	const scheme = text.slice(0, Math.max(colon, 0)).toLowerCase();
	if (!schemes.includes(scheme)) return undefined;
	const behind = text.slice(colon + 1);
	const address = behind.startsWith('//') ? behind.slice(2) : behind;
	const person = schemesWithFields.has(scheme) ? address.split('?', 1)[0]! : address;
	try {
		return decodeURIComponent(person);
	} catch {
		return person;
	}
}

import { newVCard } from '../libraries/vCardCreator';
import { trimmed } from '../values/trimmed';

/** A person, as a vCard tells of them. */
export interface Contact {
	name: string;
	/** E.164, as `parseHandle` gives them. */
	numbers: string[];
	/** As `parseHandle` gives them, which leaves nothing in them that a vCard would have to escape. */
	emails: string[];
	/** Empty for none. */
	company: string;
}

/**
 * A vCard of version 3.0 (https://www.rfc-editor.org/rfc/rfc2426), to be written in UTF-8. Which
 * words of a name are the family name can't be told, so all of it stands as the given name. The kinds
 * of number and address are those that count where none is named; some programs want one named.
 *
 * @param contact its name and company are written as `lineOf` gives them
 */
export function vCardOf({ name, numbers, emails, company }: Contact): string {
	const shown = lineOf(name);
	const card = newVCard().addFullName(shown).addName({ givenName: shown });
	for (const number of numbers) card.addPhoneNumber({ number, type: ['voice'] });
	for (const address of emails) card.addEmail({ address, type: ['internet'] });
	const employer = lineOf(company);
	if (employer !== '') card.addCompany({ name: employer });
	return card.toString();
}

/**
 * A text in which nothing can end a line of a vCard, also in programs that take more than CRLF for an
 * end: white space and control characters become single spaces, and halves of emoji go.
 */
export function lineOf(text: string): string {
	return trimmed(text.replace(/\p{Cs}/gu, '').replace(/[\s\p{Cc}]+/gu, ' '));
}

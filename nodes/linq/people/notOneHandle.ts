import { LinqError } from '../errors';

/** What went wrong and what to do about it. */
interface Words {
	message: string;
	hint: string;
}

/** What to do about a field of several people that holds something besides. */
export const keepOnlyHandles =
	'Keep only phone numbers and email addresses in the field, with commas between them: +1 202 555 0100, jo@example.com.';

/** What stands where one person is to be named is something else: several people, perhaps. */
export class NotOneHandle extends LinqError {
	/** The same in a field that takes several people. */
	readonly amongSeveral: Words;

	/**
	 * @param words in a field that takes one person
	 * @param amongSeveral where other words fit a field that takes several
	 */
	constructor(words: Words, amongSeveral: Partial<Words>) {
		super({ ...words, category: 'invalid_input' });
		this.amongSeveral = { ...words, ...amongSeveral };
	}
}

/** One person's number, though there are commas in it, that can't be read. */
export class OneHandle extends LinqError {
	/** @param words fit for a field that takes several, too */
	constructor(words: Words) {
		super({ ...words, category: 'invalid_input' });
	}
}

/** A field with more than one person in it. */
export function severalHandles(): LinqError {
	return new NotOneHandle(
		{
			message: 'The field holds more than one phone number or email address',
			hint: 'Keep one in the field, or split them into records of their own before this step.',
		},
		{
			message: 'There is no comma between two phone numbers or email addresses',
			hint: 'Put commas between them, or give them as a list of texts.',
		},
	);
}

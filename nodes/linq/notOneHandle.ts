import { LinqError } from './errors';

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

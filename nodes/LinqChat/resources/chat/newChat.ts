import type { INodeProperties } from 'n8n-workflow';
import { tryToName } from '../../../linq/chats/newGroup';
import { invalidInput, type LinqError } from '../../../linq/errors';
import type { Session } from '../../../linq/session';
import { isIdentifier } from '../../../linq/values/identifiers';
import type { Patience } from '../../../linq/wire/client';
import { foreseenRefusal } from '../../../linq/wire/foreseen';
import type { ItemParameters } from '../../parameters/itemParameters';

export const nameOption: INodeProperties = {
	displayName: 'Group Name',
	name: 'displayName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Acme onboarding',
	description: 'A name for the group, which Linq gives it shortly after it was created',
};

/**
 * The name that a new group is to have.
 *
 * @returns an empty text for none
 * @throws LinqError `invalid_input` where it would be a chat with one person
 */
export function readGroupName({ options }: ItemParameters, to: string[]): string {
	const name = options.trimmedText(nameOption.name, nameOption.displayName);
	if (name !== '' && to.length === 1) throw onlyGroups();
	return name;
}

/**
 * Names a chat that a message was sent into. Without its name that is a success all the same: on
 * Error the message would be sent again.
 *
 * @param id of the chat, as Linq gave it
 * @returns why it has no name; undefined once Linq took it
 */
export async function nameAfterwards(
	id: unknown,
	name: string,
	{ client }: Session,
	patience: Patience,
): Promise<string | undefined> {
	if (!isIdentifier(id)) return 'Linq answered without its ID';
	return await tryToName(client, id, name, patience);
}

/** What Linq says of a number to write from that is not the account's. */
export function notYourLine(): LinqError {
	const message = 'The number to write from is not one of your Linq account';
	return foreseenRefusal(message, { status: 403, code: 2006 });
}

/** @throws LinqError `invalid_input` where the number to write from is one of the people */
export function checkNotToOneself(from: string, to: string[]): void {
	if (!to.includes(from)) return;
	throw invalidInput(
		`The new chat would begin from ${from}, which is among the people in To`,
		'Leave your own number out of To, or choose another one in the option Your Number.',
	);
}

function onlyGroups(): LinqError {
	return invalidInput(
		"A chat with one person can't have a name",
		'Linq names groups only: leave the option Group Name out, or give several people in To.',
	);
}

import type { INodeProperties } from 'n8n-workflow';
import { comparableName } from '../../../linq/chats/chats';
import { inShort, type ChatWish } from '../../../linq/chats/fitting';
import { invalidInput, LinqError } from '../../../linq/errors';
import type { MessageDraft } from '../../../linq/messages/messages';
import { inAnyOrder } from '../../../linq/people/sameHandle';
import type { Session } from '../../../linq/session';
import { textOf, type JsonObject } from '../../../linq/values/json';
import { trimmed } from '../../../linq/values/trimmed';
import type { Patience } from '../../../linq/wire/client';
import { composeMessageIfAny } from '../../composer';
import { readOverrideOptout } from '../../composer/optOut';
import { fromOption } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { checkedLine } from '../../parameters/line';
import { nameOption, readGroupName } from './newChat';

export const findByField: INodeProperties = {
	displayName: 'Find By',
	name: 'findBy',
	type: 'options',
	options: [
		{
			name: 'Name',
			value: 'name',
			description:
				"The group chat with exactly this name, whoever is in it; upper and lower case don't matter",
		},
		{
			name: 'People',
			value: 'people',
			description: 'The chat with exactly these people and nobody else, whatever it is called',
		},
	],
	default: 'people',
	description: 'What tells the chat from others',
};

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'displayName',
	type: 'string',
	displayOptions: { show: { findBy: ['name'] } },
	default: '',
	required: true,
	placeholder: 'e.g. Acme onboarding',
	description: 'The name of the group chat, which a new one gets, too',
};

/** Which chat an item asks for, and how it begins where there is none. */
export interface WantedChat {
	wish: ChatWish;
	/** Everyone else in a new one; may be empty where it is only looked for by its name. */
	to: string[];
	/** What a new one is called; empty for nothing. */
	name: string;
	/** The first message of a new one; undefined where none is to be created. */
	draft: MessageDraft | undefined;
	/** What stands beside the message. */
	further: ReturnType<typeof readOverrideOptout>;
	/** The same for all items that ask for the same chat. */
	lane: string;
}

/** Names are compared up to this length, in characters. */
const longestName = 500;

/** @throws LinqError `invalid_input` */
export function readWantedChat(item: ItemParameters): WantedChat {
	const { fields, options } = item;
	const findBy = fields.choice('findBy', findByField.displayName, ['people', 'name']) ?? 'people';
	const from = options.isInUse('from', fromOption.displayName)
		? checkedLine(item, options.value('from'))
		: undefined;
	const own = from === undefined ? {} : { from };
	const further = readOverrideOptout(options);
	if (findBy === 'people') {
		const to = item.handles();
		const name = readGroupName(item, to);
		const people = inAnyOrder(to);
		const work = ['people', from ?? '', ...people];
		const draft = composeMessageIfAny(item, { to: work, people: to, isFirst: true });
		const lane = `people ${people.join(' ')}`;
		return { wish: { people: to, ...own }, to, name, draft, further, lane };
	}
	const name = readName(item);
	const to = fields.list('to').length > 0 ? item.handles() : [];
	const work = ['name', comparableName(name)!, from ?? '', ...inAnyOrder(to)];
	const draft = composeMessageIfAny(item, { to: work, people: to, isFirst: true });
	if (draft !== undefined && to.length < 2) throw tooFewForName(to.length);
	const lane = `name ${comparableName(name)!}`;
	return { wish: { name, ...own }, to, name, draft, further, lane };
}

/**
 * What comes out for a chat that is there, the one last used where several are.
 *
 * @returns undefined where there is none
 * @throws LinqError of the reading
 */
export async function findChat(
	{ wish }: WantedChat,
	{ knownChats }: Session,
	patience: Patience,
): Promise<JsonObject | undefined> {
	const [chat, ...others] = await knownChats.find(wish, patience);
	return chat && chatOutput(chat.id, false, chat.details, { others: others.map(inShort) });
}

/**
 * Linq's object about a chat, flat, with what was done.
 *
 * @param chatId null for one that is yet to be created
 */
export function chatOutput(
	chatId: string | null,
	created: boolean,
	details: JsonObject,
	further: JsonObject,
): JsonObject {
	const ours = { chat_id: chatId, created };
	// What was not said or done, so that no field of the input's stands in its place.
	const nothing = { message: null, named: null, note: null };
	return { ...ours, ...nothing, ...details, ...ours, ...further };
}

/** Nothing is created without a message. */
export function nothingFound({ wish }: WantedChat): LinqError {
	const message =
		'name' in wish
			? `There is no group chat named "${textOf(wish.name, 80)!}"`
			: 'There is no chat with exactly these people';
	return new LinqError({
		message: wish.from === undefined ? message : `${message} and this number of yours`,
		hint: 'Fill in the text of a first message to have it created.',
		category: 'not_found',
	});
}

/** As it is compared, so that a group that gets this name is found by it. */
function readName({ fields, options }: ItemParameters): string {
	const given = trimmed(fields.requiredText(nameField.name, nameField.displayName));
	if (given.length > longestName) {
		throw invalidInput(
			`The name of the group has ${given.length} characters`,
			`Give one with at most ${longestName}, or correct the field of this record that it reads.`,
		);
	}
	const name = textOf(given, longestName)!;
	const other = options.trimmedText(nameOption.name, nameOption.displayName);
	if (other === '' || comparableName(other) === comparableName(name)) return name;
	throw invalidInput(
		'The option Group Name says another name than the one the group is looked for by',
		'Remove the option: a new group gets the name that it is looked for by.',
	);
}

function tooFewForName(count: number): LinqError {
	return invalidInput(
		count === 0
			? 'To is missing: a new group needs people'
			: "A chat with one person can't have a name",
		'Give at least two people in To, or leave the text and the files empty to only look for the group.',
	);
}

import type { INodeProperties } from 'n8n-workflow';
import { attempted, invalidInput, LinqError } from '../../../linq/errors';
import { defaultCountryOption, toField } from '../../parameters/fields';
import type { ItemParameters, PeopleRules } from '../../parameters/itemParameters';
import { hasGap } from '../../parameters/recipients';
import { readWaitTimeout, waitTimeoutOption } from '../../parameters/waiting';
import type { Step } from '../../steps/step';
import type { Operation } from '../operation';
import { groupChatField } from './fields';
import { setMembers, type MemberWishes } from './members/changes';
import { previewMembers } from './members/changesPreview';

const peopleField: INodeProperties = {
	...toField,
	displayName: 'People',
	description:
		'Who shall be in the chat: phone numbers or email addresses, separated by commas or on lines of their own; an expression may give a list. Your own number need not be among them. For numbers without a country code, add the option Default Country.',
	hint: 'All people of one chat belong in one item. To bring them together, put the step Summarize or Aggregate before this one.',
};

const options: INodeProperties[] = [
	defaultCountryOption,
	{
		displayName: 'Never Remove',
		name: 'keep',
		type: 'string',
		default: '',
		placeholder: toField.placeholder,
		displayOptions: { show: { removeOthers: [{ _cnd: { exists: true } }] } },
		description:
			'Whom Remove Others leaves in the chat, though they are not among the people: phone numbers or email addresses, separated by commas or on lines of their own. Nobody is added because of it.',
	},
	{
		displayName: 'Remove Others',
		name: 'removeOthers',
		type: 'boolean',
		default: true,
		description:
			'Whether everyone who is not among the people is removed from the chat. Your own numbers always stay, and so do three people at least; where that takes those who are added, they are waited for first.',
	},
	{
		displayName: 'Wait Until Done',
		name: 'waitUntilDone',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until everyone really is in the chat, or out of it. Nobody is removed before those who are added are in, nor where one of them does not get in. Otherwise Success means that Linq has queued it.',
	},
	// Remove Others may wait as well.
	waitTimeoutOption(undefined, 'people to be in or out of the chat'),
];

/** Who is nobody must not be taken for a chat that is to be emptied. */
const people: PeopleRules = {
	nobody: "People is empty, and an empty list doesn't empty a group",
	most: Number.POSITIVE_INFINITY,
};
const kept: PeopleRules = { ...people, nobody: 'The option Never Remove is empty' };

/** Chat → Set Participants: of https://docs.linqapp.com/, Add a participant to a chat and Remove one. */
export const setParticipants: Operation = {
	entry: {
		name: 'Set Participants',
		value: 'setParticipants',
		description: 'Add whoever is missing in a group chat and, if you want, remove everyone else',
		action: 'Set who is in chat',
	},
	toolDescription:
		"Say who shall be in a group chat: whoever is missing is added. Others are removed only where the option Remove Others is on; the account's own numbers always stay, and so do three people at least. Chat: the ID of the group chat, a UUID, not its name. People: everyone who shall be in it, not only those to add; phone numbers with + and country code, or email addresses, separated by commas. Comes back: chat_id, and the lists added, removed and unchanged. Added and removed mean that Linq has queued it, which happens a little later.",
	fields: [groupChatField, peopleField],
	options,
	prepare: (item) => stepFor(item, setMembers),
	preview: (item) => stepFor(item, previewMembers),
};

/** Who is in the chat, but without a number in the record, would be removed. */
function someoneMissing(label: string): LinqError {
	return invalidInput(
		`Somebody in ${label} has neither a phone number nor an email address`,
		'Fill in the record that it is missing in; or remove the option Remove Others, which might remove this very person.',
	);
}

/** An item whose list can't be used counts for those of its chat, too: it may name anybody. */
function stepFor(
	item: ItemParameters,
	carryOut: (wishes: MemberWishes, ...rest: Parameters<Step['run']>) => ReturnType<Step['run']>,
): Step {
	const chatId = item.chatId();
	const wishes = attempted(() => readWishes(item, chatId));
	return {
		lane: chatId,
		looksAhead: true,
		announce({ memberLists }) {
			memberLists.expect(chatId, wishes instanceof LinqError ? undefined : wishes);
		},
		async run(session, patience) {
			if (wishes instanceof LinqError) throw wishes;
			session.memberLists.check(chatId);
			return await carryOut(wishes, session, patience);
		},
	};
}

function readWishes(item: ItemParameters, chatId: string): MemberWishes {
	const { options: given } = item;
	const removeOthers = given.yesOrNo('removeOthers', 'Remove Others', false);
	const to = item.handles('to', item.fields, people);
	const keep = given.isInUse('keep', 'Never Remove') ? item.handles('keep', given, kept) : [];
	if (removeOthers && hasGap(item.fields.value('to'))) throw someoneMissing('People');
	if (removeOthers && hasGap(given.value('keep') ?? [])) throw someoneMissing('Never Remove');
	return {
		chatId,
		to,
		keep,
		removeOthers,
		waitUntilDone: given.yesOrNo('waitUntilDone', 'Wait Until Done', false),
		time: readWaitTimeout(item),
	};
}

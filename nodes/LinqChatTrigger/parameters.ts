import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';
import { invalidInput } from '../linq/errors';
import { isIdentifier, parseChatId } from '../linq/values/identifiers';
import { isObject, type JsonObject } from '../linq/values/json';
import { trimmed } from '../linq/values/trimmed';
import { notYesOrNo, readYesOrNo } from '../linq/values/yesOrNo';
import { eventTypes } from '../linq/webhooks/eventTypes';

const happenings = Object.fromEntries(eventTypes.map(({ type, happening }) => [type, happening]));

/** What starts the workflow, as a sentence under the node's name on the canvas. */
export const subtitle = `={{ ((happenings) => happenings.length === 0 ? "No event chosen" : "On " + (happenings.length > 3 ? happenings.slice(0, 2).join(", ") + " and " + (happenings.length - 2) + " more" : happenings.join(", ")))([...new Set([$parameter["events"], ($parameter["options"] || {})["moreEvents"]].flat().filter((event) => event))].map((event) => (${JSON.stringify(happenings)})[event] ?? event)) }}`;

export const properties: INodeProperties[] = [
	{
		// By this label n8n knows the events that it offers one by one in its list of steps.
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: eventTypes.map(({ type, name, happening, description }) => ({
			name,
			value: type,
			action: `On ${happening}`,
			description,
		})),
		default: ['message.received'],
		description:
			"What starts the workflow. Events that Linq added since stand under the option More Event Names or IDs. An expression may give a list of Linq's own names.",
	},
	{
		displayName: 'Phone Number Names or IDs',
		name: 'phoneNumbers',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getPhoneNumbers' },
		default: [],
		description:
			'Only what happens on these numbers of your Linq account; leave it empty for all of them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Ignore Own Messages',
				name: 'ignoreOwn',
				type: 'boolean',
				default: true,
				description:
					'Whether to leave out messages, edits, reactions, polls, votes and added choices that come from your own numbers, so that a workflow that answers does not start itself. What became of messages and polls you sent (Sent, Delivered, Read, Failed) comes in any case when you chose it above.',
			},
			{
				displayName: 'Ignore Recovered Messages',
				name: 'ignoreRecovered',
				type: 'boolean',
				default: true,
				description:
					'Whether to leave out messages that Linq recovered late, which may have been written long ago, so that a workflow that answers does not answer those',
			},
			{
				displayName: 'More Event Names or IDs',
				name: 'moreEvents',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getMoreEvents' },
				default: [],
				description:
					'Events that your Linq account offers and the list above doesn\'t have, under Linq\'s own names; they start the workflow, too. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Only This Chat',
				name: 'chatId',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				description:
					'Events of other chats, and events that belong to no chat, are left out. The chat is picked from your account or given by its ID.',
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'Select a chat...',
						typeOptions: { searchListMethod: 'searchChats', searchable: true },
					},
					{
						displayName: 'By ID',
						name: 'id',
						type: 'string',
						placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000',
					},
				],
			},
			{
				displayName: 'Skip Duplicates',
				name: 'skipDuplicates',
				type: 'boolean',
				default: true,
				description:
					'Whether an event that Linq delivers again starts no second run. The last 1,000 events are remembered.',
			},
		],
	},
];

/** What is asked of Linq. */
export interface Choice {
	/** Linq's names, at least one, none twice. */
	events: string[];
	/** E.164; none means all. */
	phoneNumbers: string[];
}

/** What is let through of what Linq tells. */
export interface Filter {
	events: string[];
	/** A UUID in lower case. */
	chatId: string | undefined;
	ignoreOwn: boolean;
	ignoreRecovered: boolean;
	skipDuplicates: boolean;
}

/** @throws LinqError `invalid_input` when no event is chosen or a value can't be used */
export function readChoice(context: IHookFunctions | IWebhookFunctions): Choice {
	const events = readEvents(context);
	if (events.length === 0) {
		throw invalidInput(
			'No event is chosen',
			'Open the trigger and choose at least one event that starts the workflow.',
		);
	}
	readFilter(context);
	return {
		events,
		phoneNumbers: texts(context.getNodeParameter('phoneNumbers', []), 'Phone Numbers'),
	};
}

/** @throws LinqError `invalid_input` when a value can't be used, or the chat was left empty */
export function readFilter(context: IHookFunctions | IWebhookFunctions): Filter {
	const options = readOptions(context);
	return {
		events: readEvents(context),
		chatId: 'chatId' in options ? readChat(options.chatId) : undefined,
		ignoreOwn: readSwitch(options.ignoreOwn, 'Ignore Own Messages'),
		ignoreRecovered: readSwitch(options.ignoreRecovered ?? false, 'Ignore Recovered Messages'),
		skipDuplicates: readSwitch(options.skipDuplicates, 'Skip Duplicates'),
	};
}

function readOptions(context: IHookFunctions | IWebhookFunctions): JsonObject {
	const given: unknown = context.getNodeParameter('options', {});
	return isObject(given) ? given : {};
}

/** Linq's names of all events that are chosen, each once. */
function readEvents(context: IHookFunctions | IWebhookFunctions): string[] {
	const events = texts(context.getNodeParameter('events', []), 'Events');
	const more = texts(readOptions(context).moreEvents ?? [], 'More Event Names or IDs');
	return [...new Set([...events, ...more])];
}

/**
 * An expression that gives nothing must not let all chats in.
 *
 * @param given as picked or put in, or the bare ID that an older workflow holds
 */
function readChat(given: unknown): string {
	const value = isObject(given) ? given.value : given;
	if (isIdentifier(value)) return parseChatId(value);
	throw invalidInput(
		'Only This Chat holds no chat ID',
		'Open the trigger and pick the chat from the list, give its ID, such as 550e8400-e29b-41d4-a716-446655440000, or remove the option.',
	);
}

/** On unless it is switched off. */
function readSwitch(value: unknown, label: string): boolean {
	const isNothing = typeof value === 'string' && trimmed(value) === '';
	const isOn = isNothing ? true : readYesOrNo(value ?? true);
	if (isOn === undefined) throw notYesOrNo(`The option ${label}`, label, value);
	return isOn;
}

function texts(value: unknown, parameter: string): string[] {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	if (!list.every((text) => typeof text === 'string')) {
		throw invalidInput(
			`${parameter} holds something other than text`,
			`Open the trigger and choose ${parameter} from the list.`,
		);
	}
	return [...new Set(list.map(trimmed).filter((text) => text !== ''))];
}

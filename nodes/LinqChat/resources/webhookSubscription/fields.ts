import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { secureAddress } from '../../../linq/values/links';
import { trimmed } from '../../../linq/values/trimmed';
import type { Hints } from '../../../linq/wire/advice';
import type { ItemParameters } from '../../parameters/itemParameters';
import { checkedLines } from '../../parameters/line';
import { byAnyId, picked } from '../../parameters/picked';
import type { Values } from '../../parameters/values';

/** A webhook subscription, picked from the account's or given by its ID. */
export const subscriptionField = picked(
	{
		displayName: 'Webhook Subscription',
		name: 'subscriptionId',
		required: true,
		description: 'The webhook subscription, picked from your account or given by its ID',
	},
	{ search: 'searchSubscriptions', placeholder: 'Select a webhook subscription', by: byAnyId },
);

export const targetUrlField: INodeProperties = {
	displayName: 'Web Address',
	name: 'targetUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/linq',
	description: 'Where Linq sends the events. Begins with https:// and is used only once.',
};

export const subscribedEventsField: INodeProperties = {
	displayName: 'Event Names or IDs',
	name: 'subscribedEvents',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getEvents' },
	default: [],
	description:
		'What Linq tells of. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const phoneNumbersField: INodeProperties = {
	displayName: 'Your Numbers',
	name: 'phoneNumbers',
	type: 'string',
	default: '',
	placeholder: 'e.g. +1 202 555 0100, +1 202 555 0101',
	description: 'Only events of these numbers of yours, separated by commas; all if it is empty',
};

const addressTaken =
	'There is a subscription with this address already: update or delete that one, or use another address.';

/** One subscription an address (https://docs.linqapp.com/, Create a webhook subscription). */
export const targetUrlHints: Hints = { 2015: addressTaken, 409: addressTaken };

/** @throws LinqError `invalid_input` for anything but a public https address */
export function readTargetUrl(value: string): string {
	const address = secureAddress(value);
	if (address !== undefined) return address;
	throw invalidInput(
		"The web address can't be used",
		'Linq sends events only to addresses that begin with https:// and that it can reach, with at most 2,048 characters.',
	);
}

/** @throws LinqError `invalid_input` when there are none */
export function readEvents(values: Values): string[] {
	const events = values
		.several('subscribedEvents')
		.map((event) => (typeof event === 'string' ? trimmed(event) : ''));
	// Linq may know events that this list doesn't, so only their form is checked.
	if (events.length > 0 && events.every((event) => /^[a-z_]+(\.[a-z_]+)+$/.test(event))) {
		return [...new Set(events)];
	}
	throw invalidInput(
		'The events are missing, or one of them is none',
		'Choose at least one event from the list; Linq names them like message.received.',
	);
}

/**
 * @param values the options or the fields that the lines are among
 * @returns one's own lines, each once; none for all of them
 * @throws LinqError `invalid_input`, also where a record lacks the field they are taken from
 */
export function readLines(item: ItemParameters, values: Values): string[] {
	if (values.isGiven('phoneNumbers')) values.clearable('phoneNumbers', 'Your Numbers');
	return checkedLines(item, values.list('phoneNumbers'));
}

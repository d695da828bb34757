import type { INodeProperties } from 'n8n-workflow';
import { withOperation } from '../../../linq/doubt';
import { invalidInput } from '../../../linq/errors';
import { isAbout } from '../../../linq/evidence';
import { subscription } from '../../../linq/identifiers';
import { path } from '../../../linq/path';
import { defaultCountryOption, subscriptionIdField } from '../fields';
import type { Operation } from '../operation';
import { request } from '../requests';
import {
	phoneNumbersOption,
	readEvents,
	readLines,
	readTargetUrl,
	subscribedEventsField,
	targetUrlField,
	targetUrlHints,
} from './fields';

const isActiveOption: INodeProperties = {
	displayName: 'Active',
	name: 'isActive',
	type: 'boolean',
	default: true,
	description: 'Whether Linq sends events at all',
};

/** Webhook Subscription → Update: https://docs.linqapp.com/, Update a webhook subscription. */
export const update: Operation = {
	entry: {
		name: 'Update',
		value: 'update',
		description: 'Change the address, the events or the numbers of a subscription, or pause it',
		action: 'Update a webhook',
	},
	fields: [subscriptionIdField],
	options: [
		defaultCountryOption,
		isActiveOption,
		phoneNumbersOption,
		subscribedEventsField,
		targetUrlField,
	],
	prepare(item) {
		const subscriptionId = item.identifier('subscriptionId', subscription);
		const { options } = item;
		const body = {
			...(options.isInUse('targetUrl', 'Target URL') && {
				target_url: readTargetUrl(options.text('targetUrl', 'Target URL')),
			}),
			...(options.isGiven('subscribedEvents') && { subscribed_events: readEvents(options) }),
			...(options.isGiven('phoneNumbers') && { phone_numbers: readLines(item) }),
			...(options.isGiven('isActive') && { is_active: options.yesOrNo('isActive', 'Active') }),
		};
		if (Object.keys(body).length === 0) {
			throw invalidInput('There is nothing to change', 'Add one of the options and fill it in.');
		}
		const asked = {
			method: 'PUT',
			path: path`/v3/webhook-subscriptions/${subscriptionId}`,
			body,
			hints: 'target_url' in body ? targetUrlHints : undefined,
			evidence: isAbout('id', subscriptionId),
			write: { again: 'same', look: withOperation('Webhook Subscription → Get') },
		} as const;
		return request(asked, subscriptionId);
	},
};

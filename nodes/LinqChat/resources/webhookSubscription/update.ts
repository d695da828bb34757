import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { subscription } from '../../../linq/values/identifiers';
import { withOperation } from '../../../linq/wire/doubt';
import { isAbout } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { defaultCountryOption } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import {
	phoneNumbersField,
	readEvents,
	readLines,
	readTargetUrl,
	subscribedEventsField,
	subscriptionField,
	targetUrlField,
	targetUrlHints,
} from './fields';

const isActiveField: INodeProperties = {
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
		action: 'Update subscription',
	},
	fields: [subscriptionField],
	updateFields: [isActiveField, subscribedEventsField, targetUrlField, phoneNumbersField],
	options: [defaultCountryOption],
	prepare(item) {
		const subscriptionId = item.anyIdentifier('subscriptionId', subscription);
		const { updateFields: fields } = item;
		const body = {
			...(fields.isInUse('targetUrl', 'Web Address') && {
				target_url: readTargetUrl(fields.text('targetUrl', 'Web Address')),
			}),
			...(fields.isGiven('subscribedEvents') && { subscribed_events: readEvents(fields) }),
			...(fields.isGiven('phoneNumbers') && { phone_numbers: readLines(item, fields) }),
			...(fields.isGiven('isActive') && { is_active: fields.yesOrNo('isActive', 'Active') }),
		};
		if (Object.keys(body).length === 0) {
			throw invalidInput(
				'There is nothing to change',
				'Under Update Fields, add what is to be changed and fill it in.',
			);
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

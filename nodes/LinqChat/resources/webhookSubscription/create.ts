import { withOperation } from '../../../linq/wire/doubt';
import { allOf, hasText } from '../../../linq/wire/evidence';
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
	targetUrlField,
	targetUrlHints,
} from './fields';

const secretLost =
	'The subscription may have been made all the same, but its secret, which Linq shows only once, got lost: look with Get Many, delete it, then create it again.';

/** Webhook Subscription → Create: https://docs.linqapp.com/, Create a webhook subscription. */
export const create: Operation = {
	entry: {
		name: 'Create',
		value: 'create',
		description: 'Have Linq send events to an address. The Linq Chat Trigger does so by itself.',
		action: 'Create subscription',
	},
	fields: [
		{ ...targetUrlField, required: true },
		{ ...subscribedEventsField, required: true },
	],
	options: [defaultCountryOption, phoneNumbersField],
	prepare(item) {
		const lines = readLines(item, item.options);
		const body = {
			target_url: readTargetUrl(item.fields.requiredText('targetUrl', 'Web Address')),
			subscribed_events: readEvents(item.fields),
			...(lines.length > 0 && { phone_numbers: lines }),
		};
		const asked = {
			method: 'POST',
			path: path`/v3/webhook-subscriptions`,
			body,
			evidence: allOf(hasText('id'), hasText('signing_secret')),
			write: {
				again: 'twice',
				look: withOperation('Webhook Subscription → Get Many'),
				hint: secretLost,
			},
			hints: targetUrlHints,
		} as const;
		return request(asked);
	},
};

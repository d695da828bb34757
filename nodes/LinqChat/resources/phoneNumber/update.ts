import type { INodeProperties } from 'n8n-workflow';
import { phoneNumber } from '../../../linq/values/identifiers';
import { withOperation } from '../../../linq/wire/doubt';
import { isAbout } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { defaultCountryOption } from '../../parameters/fields';
import { checkedLine } from '../../parameters/line';
import { byId, picked } from '../../parameters/picked';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';

/** One of the account's own lines, as its ID. */
const phoneNumberIdField = picked(
	{
		displayName: 'Your Number',
		name: 'phoneNumberId',
		required: true,
		description: 'Which of your numbers it is about, picked from your account or given by its ID',
	},
	{ search: 'searchPhoneNumberIds', placeholder: 'Select one of your numbers', by: byId },
);

const forwardingField: INodeProperties = {
	displayName: 'Forwarding Number',
	name: 'forwardingNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +1 202 555 0100',
	hint: 'If you leave this empty, calls are forwarded no longer',
	description: 'The phone number that calls to yours are forwarded to',
};

const forwarding = {
	name: 'The forwarding number',
	hint: 'Give a phone number with + and the country code, such as +1 202 555 0100.',
};

/** Phone Number → Update: https://docs.linqapp.com/, Update a phone number. */
export const update: Operation = {
	entry: {
		name: 'Update',
		value: 'update',
		description: 'Change where calls to one of your numbers are forwarded',
		action: 'Update phone number',
	},
	fields: [phoneNumberIdField, forwardingField],
	options: [defaultCountryOption],
	prepare(item) {
		const phoneNumberId = item.identifier('phoneNumberId', phoneNumber);
		const number = item.fields.clearable('forwardingNumber', 'Forwarding Number');
		const body = { forwarding_number: number === '' ? '' : checkedLine(item, number, forwarding) };
		const asked = {
			method: 'PUT',
			path: path`/v3/phone_numbers/${phoneNumberId}`,
			body,
			evidence: isAbout('id', phoneNumberId),
			write: { again: 'same', look: withOperation('Phone Number → Get Many') },
		} as const;
		return request(asked, phoneNumberId);
	},
};

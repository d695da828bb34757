import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { withOperation } from '../../../linq/wire/doubt';
import { allOf, hasText, isNotOfAnotherPerson } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { defaultCountryOption } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { customerField, customerForTools } from './fields';

const fields: INodeProperties[] = [
	{
		displayName: 'Connection ID',
		name: 'connectId',
		type: 'string',
		default: '',
		required: true,
		description: 'The connect_id that Connect Customer gave',
	},
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 123456',
		description: 'The code that the customer got, and nothing beside it',
	},
];

/** Codes are single-use and short-lived (https://docs.linqapp.com/, Verify a handle). */
const usedUp =
	'The code is wrong, used already, or too old: connect the customer again with Connect Customer, and take the new code and its connect_id.';

/** Agent Payment → Verify Customer: https://docs.linqapp.com/, Verify a handle. */
export const verifyHandle: Operation = {
	entry: {
		name: 'Verify Customer',
		value: 'verifyHandle',
		description: 'Finish connecting a customer, with the code that they got',
		action: 'Verify customer',
	},
	toolDescription: `Finish connecting a customer with the code that they got. ${customerForTools} Connection ID: the connect_id that connecting them gave. Code: as the customer wrote it, nothing beside it. Comes back: handle and status (connected).`,
	fields: [customerField, ...fields],
	options: [defaultCountryOption],
	prepare(item) {
		const handle = item.handle();
		const body = {
			code: oneWord(item, 'code', 'Code'),
			connect_id: oneWord(item, 'connectId', 'Connection ID'),
		};
		const asked = {
			method: 'POST',
			path: path`/v3/payments/handles/${handle}/verify`,
			body,
			evidence: allOf(hasText('status'), isNotOfAnotherPerson('handle', handle)),
			write: { again: 'same', look: withOperation('Agent Payment → Get Connection') },
			hints: { 1005: usedUp, 2015: usedUp, 400: usedUp, 409: usedUp },
		} as const;
		return request(asked, handle.toLowerCase());
	},
};

/** @throws LinqError `invalid_input` for more than one word, such as the whole message of the customer */
function oneWord({ fields: given }: ItemParameters, name: string, label: string): string {
	given.requiredText(name, label);
	const text = given.trimmedText(name, label);
	if (/^[\x21-\x7e]{1,500}$/.test(text)) return text;
	throw invalidInput(
		`The field ${label} can't be used as it is`,
		`Fill in ${label} with nothing beside it: take it out of the text that it stands in.`,
	);
}

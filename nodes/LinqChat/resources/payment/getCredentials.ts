import { payment } from '../../../linq/values/identifiers';
import type { LinqRequest } from '../../../linq/wire/client';
import { hasText, within } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { paymentIdField } from './fields';

const notReady =
	'There is a card only once the payment is ready: look with Agent Payment → Get, and run this record again once its status is ready.';

/** Agent Payment → Get Credentials: https://docs.linqapp.com/, Get payment credentials. */
export const getCredentials: Operation = {
	entry: {
		name: 'Get Credentials',
		value: 'getCredentials',
		description:
			'Get the secret with which the card is fetched from its provider. Do not pin this data, nor keep it: whoever has it can pay.',
		action: 'Get payment credentials',
	},
	toolDescription:
		'Get the secret with which the card of a payment that is ready is fetched from its provider. Payment ID: the id that creating it gave. Comes back: handoff with provider, card_ref, fetch_url and user_token. Never repeat, show or keep user_token: whoever has it can pay.',
	fields: [
		{
			...paymentIdField,
			hint: "What comes out is a secret: don't pin it, and let nothing keep it, such as a table or a log. Under Settings of the workflow, don't save its executions.",
		},
	],
	options: [],
	prepare(item) {
		const id = item.anyIdentifier('paymentId', payment);
		const asked = {
			method: 'GET',
			path: path`/v3/payments/${id}/credentials`,
			evidence: within('handoff', hasText('user_token')),
			hints: { 2015: notReady, 409: notReady },
			passesLater: [2015, 409],
			isSecret: true,
		} satisfies LinqRequest;
		return request(asked, id);
	},
};

import { Refusal } from '../answers';
import { phoneNumberFrom } from '../handles';
import type { PhoneNumber } from '../account';
import { bodyOf, type Route } from '../routing';

export const phoneNumberRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/phone_numbers',
		answer: ({ account }) => ({ status: 200, body: { phone_numbers: account.phoneNumbers } }),
	},
	{
		method: 'GET',
		path: '/v3/phonenumbers',
		answer: ({ account }) => ({
			status: 200,
			body: { phone_numbers: account.phoneNumbers.map(asLinqOnceShowed) },
		}),
	},
	{
		method: 'PUT',
		path: '/v3/phone_numbers/:phoneNumberId',
		answer(call) {
			const { forwarding_number } = bodyOf(call);
			if (forwarding_number === undefined) {
				throw new Refusal(1001, 'Missing required field: forwarding_number');
			}
			const cleared = forwarding_number === null || forwarding_number === '';
			const changed = cleared ? null : phoneNumberFrom(forwarding_number);
			const phoneNumber = call.account.phoneNumbers.find(
				({ id }) => id === call.parameters.phoneNumberId,
			);
			if (!phoneNumber) throw new Refusal(2019);
			phoneNumber.forwarding_number = changed;
			const { id, phone_number } = phoneNumber;
			return { status: 200, body: { id, phone_number, forwarding_number: changed } };
		},
	},
];

function asLinqOnceShowed({ id, phone_number }: PhoneNumber) {
	const capabilities = { mms: true, sms: true, voice: true };
	return { id, phone_number, capabilities, country_code: null, type: null };
}

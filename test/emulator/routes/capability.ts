import { Refusal, type Answer } from '../answers';
import type { Service } from '../chats';
import { handleFrom, phoneNumberFrom } from '../handles';
import { bodyOf, requiredField, type Call, type Route } from '../routing';

export const capabilityRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/capability/check_imessage',
		answer: (call) => checked(call, 'iMessage', handleFrom),
	},
	{
		method: 'POST',
		path: '/v3/capability/check_rcs',
		answer: (call) => checked(call, 'RCS', phoneNumberFrom),
	},
];

function checked(call: Call, service: Service, addressFrom: (value: unknown) => string): Answer {
	const body = bodyOf(call);
	const address = addressFrom(requiredField(body, 'address'));
	if (body.from !== undefined && !call.account.owns(phoneNumberFrom(body.from))) {
		throw new Refusal(2006);
	}
	const services = call.account.capabilities(address);
	const available = services.includes(service);
	const selected_service = (['iMessage', 'RCS', 'SMS'] as const).find((one) =>
		services.includes(one),
	);
	const reason = !available && { reason: 'not_supported' };
	return { status: 200, body: { address, available, ...reason, selected_service } };
}

import type { ContactCard } from '../account';
import { Refusal, type Answer } from '../answers';
import { invalid } from '../fields';
import { phoneNumberFrom } from '../handles';
import { bodyOf, requiredField, type Call, type Route } from '../routing';

const fields = ['first_name', 'last_name', 'image_url'] as const;

export const contactCardRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/contact_card',
		answer(call) {
			const { phone_number } = call.query;
			const line = phone_number === undefined ? undefined : ownLineFrom(phone_number, call);
			const cards = call.account.contactCards.filter(
				(card) => line === undefined || card.phone_number === line,
			);
			return { status: 200, body: { contact_cards: cards } };
		},
	},
	{
		method: 'POST',
		path: '/v3/contact_card',
		answer(call) {
			const body = bodyOf(call);
			requiredField(body, 'first_name');
			const given = fieldsFrom(body);
			const phone_number = ownLineFrom(requiredField(body, 'phone_number'), call);
			call.countCardChange(phone_number);
			if (call.account.contactCard(phone_number)) throw new Refusal(2014);
			const card = { phone_number, first_name: '', ...given };
			return shown(201, call.account.addContactCard(card));
		},
	},
	{
		method: 'PATCH',
		path: '/v3/contact_card',
		answer(call) {
			const given = fieldsFrom(bodyOf(call));
			const phone_number = ownLineFrom(requiredField(call.query, 'phone_number'), call);
			call.countCardChange(phone_number);
			const card = call.account.contactCard(phone_number);
			if (!card) throw new Refusal(2012);
			return shown(200, Object.assign(card, given));
		},
	},
];

/** One of your own lines, or 1002, 2006. */
function ownLineFrom(value: unknown, { account }: Call): string {
	const phone_number = phoneNumberFrom(value);
	if (!account.owns(phone_number)) throw new Refusal(2006);
	return phone_number;
}

/** Those given, or 1005. */
function fieldsFrom(body: Record<string, unknown>): Partial<ContactCard> {
	return Object.fromEntries(
		fields
			.filter((name) => body[name] !== undefined)
			.map((name) => {
				const value = body[name];
				if (typeof value !== 'string') throw invalid(name, 1005);
				if (name === 'image_url' && !URL.canParse(value)) throw invalid(name, 1005);
				return [name, value];
			}),
	);
}

function shown(status: number, card: ContactCard): Answer {
	return { status, body: card };
}

import { path } from '../../../linq/wire/path';
import { phoneNumberField } from '../../parameters/fields';
import { checkedLine } from '../../parameters/line';
import { requestList } from '../../steps/requests';
import type { Operation } from '../operation';

/** Contact Card → Get Many: https://docs.linqapp.com/, Get contact cards. */
export const get: Operation = {
	entry: {
		name: 'Get Many',
		value: 'get',
		description: 'Get many contact cards: those of all your numbers, or that of one',
		action: 'Get many contact cards',
	},
	fields: [],
	options: [
		{
			...phoneNumberField,
			required: false,
			description: 'Which of your numbers it is about; all if you leave it out',
		},
	],
	prepare(item) {
		const { options } = item;
		const phone_number = options.isInUse('phoneNumber', 'Your Number')
			? checkedLine(item, options.value('phoneNumber'))
			: undefined;
		const asked = { method: 'GET', path: path`/v3/contact_card`, query: { phone_number } } as const;
		return requestList(asked, 'contact_cards');
	},
};

import { trimmed } from '../../../linq/values/trimmed';
import { withOperation } from '../../../linq/wire/doubt';
import { isAbout } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { phoneNumberField } from '../../parameters/fields';
import { checkedLine } from '../../parameters/line';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { firstNameField, imageOption, lastNameOption, readCard } from './fields';
import { changeOfCard } from './limit';

/** Contact Card → Create: https://docs.linqapp.com/, Set up a contact card. */
export const create: Operation = {
	entry: {
		name: 'Create',
		value: 'create',
		description: 'Set up the name and picture that people see for one of your numbers',
		action: 'Create contact card',
	},
	fields: [phoneNumberField, { ...firstNameField, required: true }],
	options: [lastNameOption, imageOption],
	prepare(item) {
		const phone_number = checkedLine(item, item.fields.value('phoneNumber'));
		const first_name = trimmed(item.fields.requiredText('firstName', 'First Name'));
		const body = { phone_number, first_name, ...readCard(item.options) };
		const asked = {
			method: 'POST',
			path: path`/v3/contact_card`,
			body,
			evidence: isAbout('phone_number', phone_number),
			write: { again: 'same', look: withOperation('Contact Card → Get Many') },
			...changeOfCard,
		} as const;
		return request(asked, phone_number);
	},
};

import { invalidInput } from '../../../linq/errors';
import { withOperation } from '../../../linq/wire/doubt';
import { isAbout } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { phoneNumberField } from '../../parameters/fields';
import { checkedLine } from '../../parameters/line';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { firstNameField, imageOption, lastNameOption, readCard } from './fields';
import { changeOfCard } from './limit';

/** Contact Card → Update: https://docs.linqapp.com/, Update a contact card. */
export const update: Operation = {
	entry: {
		name: 'Update',
		value: 'update',
		description: 'Change the name or picture that people see for one of your numbers',
		action: 'Update contact card',
	},
	fields: [phoneNumberField],
	updateFields: [firstNameField, lastNameOption, imageOption],
	options: [],
	prepare(item) {
		const phone_number = checkedLine(item, item.fields.value('phoneNumber'));
		const firstName = item.updateFields.trimmedText('firstName', 'First Name');
		const body = {
			...(firstName !== '' && { first_name: firstName }),
			...readCard(item.updateFields),
		};
		if (Object.keys(body).length === 0) {
			throw invalidInput(
				'There is nothing to change',
				'Under Update Fields, add First Name, Last Name or Picture and fill it in.',
			);
		}
		const asked = {
			method: 'PATCH',
			path: path`/v3/contact_card`,
			query: { phone_number },
			body,
			evidence: isAbout('phone_number', phone_number),
			write: { again: 'same', look: withOperation('Contact Card → Get Many') },
			...changeOfCard,
		} as const;
		return request(asked, phone_number);
	},
};

import type { INodeProperties } from 'n8n-workflow';
import { checkSecureAddress } from '../../../linq/links';
import type { Values } from '../values';

export const firstNameField: INodeProperties = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	default: '',
	description: 'The first name on the card, or the name of the company',
};

export const lastNameOption: INodeProperties = {
	displayName: 'Last Name',
	name: 'lastName',
	type: 'string',
	default: '',
	description: 'The last name on the card',
};

export const imageOption: INodeProperties = {
	displayName: 'Picture',
	name: 'imageUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/portrait.jpg',
	description: 'The picture on the card, as a web address that begins with https://',
};

/** @throws LinqError `invalid_input` for a picture that Linq can't fetch */
export function readCard(options: Values): { last_name?: string; image_url?: string } {
	const lastName = options.text('lastName', 'Last Name').trim();
	const image = options.text('imageUrl', 'Picture').trim();
	if (image !== '') checkSecureAddress(image, 'picture');
	return {
		...(lastName !== '' && { last_name: lastName }),
		...(image !== '' && { image_url: image }),
	};
}

import type { INodeProperties } from 'n8n-workflow';
import { checkFileAddress } from '../../../linq/values/links';
import type { Values } from '../../parameters/values';

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
	description:
		'The picture on the card, as a web address that begins with https:// and that everyone can open',
};

/** @throws LinqError `invalid_input` for a picture whose address is none */
export function readCard(given: Values): { last_name?: string; image_url?: string } {
	const lastName = given.trimmedText('lastName', 'Last Name');
	const image = given.trimmedText('imageUrl', 'Picture');
	if (image !== '') checkFileAddress(image, 'picture');
	return {
		...(lastName !== '' && { last_name: lastName }),
		...(image !== '' && { image_url: image }),
	};
}

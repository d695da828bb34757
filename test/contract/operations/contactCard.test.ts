import { byNumber, compareOperations, picked } from './oracle';
import { line, otherLine } from './testAccount';

const image = 'https://example.com/portrait.jpg?v=2';

compareOperations('contactCard', {
	get: [
		{
			name: 'all',
			ask: async (official) => (await official.contactCard.retrieve()).contact_cards,
		},
		{
			name: 'that of a number of yours',
			parameters: { options: { phoneNumber: byNumber('+1 (202) 555-0100') } },
			ask: async (official) =>
				(await official.contactCard.retrieve({ phone_number: line })).contact_cards,
		},
		{
			name: 'none, of a number that has none',
			parameters: { options: { phoneNumber: picked(otherLine) } },
			ask: async (official) =>
				(await official.contactCard.retrieve({ phone_number: otherLine })).contact_cards,
		},
	],

	create: [
		{
			name: 'with a first name',
			parameters: { phoneNumber: byNumber('+44 (0)20 7946 0110'), firstName: ' Acme ' },
			ask: async (official) =>
				await official.contactCard.create({ phone_number: otherLine, first_name: 'Acme' }),
		},
		{
			name: 'with everything',
			parameters: {
				phoneNumber: picked(otherLine),
				firstName: 'Acme',
				options: { lastName: ' Sales ', imageUrl: ` ${image} ` },
			},
			ask: async (official) =>
				await official.contactCard.create({
					phone_number: otherLine,
					first_name: 'Acme',
					last_name: 'Sales',
					image_url: image,
				}),
		},
	],

	update: [
		{
			name: 'the first name',
			parameters: {
				phoneNumber: byNumber('+1 (202) 555-0100'),
				updateFields: { firstName: 'Ann' },
			},
			ask: async (official) =>
				await official.contactCard.update({ phone_number: line, first_name: 'Ann' }),
		},
		{
			name: 'the last name',
			parameters: { phoneNumber: picked(line), updateFields: { lastName: 'Sales' } },
			ask: async (official) =>
				await official.contactCard.update({ phone_number: line, last_name: 'Sales' }),
		},
		{
			name: 'everything',
			parameters: {
				phoneNumber: picked(line),
				updateFields: { firstName: 'Ann', lastName: 'Sales', imageUrl: image },
			},
			ask: async (official) =>
				await official.contactCard.update({
					phone_number: line,
					first_name: 'Ann',
					last_name: 'Sales',
					image_url: image,
				}),
		},
	],
});

import type LinqAPIV3 from '@linqapp/sdk';
import { linqCardLimit } from '../emulator';
import { client, linq, refusal, startContract } from './contract';

const line = '+12025550110';
const otherLine = '+442079460110';
const card = {
	phone_number: line,
	first_name: 'Acme',
	last_name: 'Support',
	image_url: 'https://acme.example/support.jpg',
};

startContract((account) => {
	for (const phone_number of [line, otherLine]) account.addPhoneNumber({ phone_number });
});

const create = (body: unknown) =>
	client.contactCard.create(body as LinqAPIV3.ContactCardCreateParams);
const update = (params: unknown) =>
	client.contactCard.update(params as LinqAPIV3.ContactCardUpdateParams);

describe('a contact card', () => {
	it('is created once for a line', async () => {
		const { data, response } = await create(card).withResponse();
		expect(response.status).toBe(201);
		expect(data).toEqual({ ...card, is_active: true });
		await expect(create(card)).rejects.toMatchObject(refusal(409, 2014));
		await create({ phone_number: otherLine, first_name: 'Acme' });
		expect(linq.account.contactCards).toHaveLength(2);
	});

	it('is shown with the others, or alone', async () => {
		expect(await client.contactCard.retrieve()).toEqual({ contact_cards: [] });
		const first = linq.account.addContactCard(card);
		const second = linq.account.addContactCard({ phone_number: otherLine, first_name: 'Acme' });
		expect(await client.contactCard.retrieve()).toEqual({ contact_cards: [first, second] });
		expect(await client.contactCard.retrieve({ phone_number: otherLine })).toEqual({
			contact_cards: [second],
		});
	});

	it('is changed field by field', async () => {
		await create(card);
		const { data, response } = await update({
			phone_number: line,
			last_name: 'Sales',
		}).withResponse();
		expect(response.status).toBe(200);
		expect(data).toEqual({ ...card, last_name: 'Sales', is_active: true });
		expect(linq.requests[1]).toMatchObject({
			method: 'PATCH',
			query: { phone_number: line },
			body: { last_name: 'Sales' },
		});
		await expect(update({ phone_number: otherLine })).rejects.toMatchObject(refusal(404, 2012));
	});

	it.each([
		[400, 1001, { phone_number: undefined }],
		[400, 1001, { first_name: '' }],
		[400, 1002, { phone_number: '202-555-0110' }],
		[400, 1005, { first_name: 7 }],
		[400, 1005, { image_url: 'support.jpg' }],
		[403, 2006, { phone_number: '+12025550111' }],
	])('isn’t created, with %i/%i: %j', async (status, code, changes) => {
		await expect(create({ ...card, ...changes })).rejects.toMatchObject(refusal(status, code));
		expect(linq.account.contactCards).toEqual([]);
	});

	it('is changed three times in ten minutes for each line, setting it up included', async () => {
		linq.cardLimit = linqCardLimit;
		await create(card);
		await update({ phone_number: line, last_name: 'Sales' });
		await update({ phone_number: line, last_name: 'Support' });
		const fourth = update({ phone_number: line, last_name: 'Sales' });
		await expect(fourth).rejects.toMatchObject(refusal(429, 1007));
		expect(linq.account.contactCard(line)?.last_name).toBe('Support');
		await create({ phone_number: otherLine, first_name: 'Acme' });
	});

	it('is looked for on own lines only', async () => {
		const phone_number = '+12025550111';
		const get = (query: object) => client.contactCard.retrieve(query);
		await expect(get({ phone_number })).rejects.toMatchObject(refusal(403, 2006));
		await expect(get({ phone_number: 'Acme' })).rejects.toMatchObject(refusal(400, 1002));
		await expect(update({ phone_number })).rejects.toMatchObject(refusal(403, 2006));
		await expect(update({ first_name: 'Acme' })).rejects.toMatchObject(refusal(400, 1001));
	});
});

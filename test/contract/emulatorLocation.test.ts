import { client, linq, refusal, startContract, unknownId } from './contract';

const dana = '+12025550121';
const jo = 'Jo@acme.example';

startContract();

describe('a location request', () => {
	it('is made in a direct iMessage chat', async () => {
		const { id } = linq.account.addChat({ handles: [dana] });
		const { data, response } = await client.chats.location.request(id).withResponse();
		expect(response.status).toBe(200);
		expect(data).toEqual({ success: true, message: 'Location request sent' });
	});

	it('is refused where the location is shared already', async () => {
		const { id } = linq.account.addChat({ handles: [dana] });
		linq.account.sharePosition(dana, { longitude: 0, latitude: 0 });
		await expect(client.chats.location.request(id)).rejects.toMatchObject(refusal(409, 2015));
	});

	it('is refused in a group and on other services', async () => {
		const group = linq.account.addChat({ handles: [dana, jo] });
		const sms = linq.account.addChat({ handles: [dana], service: 'SMS' });
		const request = (id: string) => client.chats.location.request(id);
		await expect(request(group.id)).rejects.toMatchObject(refusal(409, 2016));
		await expect(request(sms.id)).rejects.toMatchObject(refusal(409, 2017));
	});
});

it('is not asked for while it is shared', async () => {
	const { id } = linq.account.addChat({ handles: [dana] });
	linq.account.sharePosition(dana, { longitude: 0, latitude: 0 });
	const request = client.chats.location.request(id);
	await expect(request).rejects.toMatchObject(refusal(409, 2015));
});

describe('the locations in a chat', () => {
	it('are of those who share theirs, as GeoJSON in an envelope', async () => {
		const { id } = linq.account.addChat({ handles: [dana, '+12025550122', jo] });
		linq.account.sharePosition('jo@acme.example', { longitude: -0.1276, latitude: 51.5072 });
		linq.account.sharePosition('+12025550199', { longitude: 0, latitude: 0 });
		linq.account.sharePosition(dana, {
			longitude: -77.0365,
			latitude: 38.8977,
			altitude: 18,
			address: '1 Example Street, Washington',
			locality: 'Washington',
			updated_at: '2026-03-09T14:30:00Z',
		});
		const { data, response } = await client.chats.location.retrieve(id).withResponse();
		expect(response.headers.get('content-type')).toBe('application/geo+json');
		expect(linq.requests[0]?.headers.accept).toBe('application/geo+json');
		expect(data).toEqual({
			success: true,
			data: {
				type: 'FeatureCollection',
				features: [
					{
						type: 'Feature',
						geometry: { type: 'Point', coordinates: [-77.0365, 38.8977, 18] },
						properties: {
							handle: dana,
							address: '1 Example Street, Washington',
							locality: 'Washington',
							updated_at: '2026-03-09T14:30:00Z',
						},
					},
					{
						type: 'Feature',
						geometry: { type: 'Point', coordinates: [-0.1276, 51.5072] },
						properties: { handle: jo },
					},
				],
			},
		});
	});

	it('are none when nobody shares any, or no longer', async () => {
		const { id } = linq.account.addChat({ handles: [dana] });
		linq.account.sharePosition(dana, { longitude: 0, latitude: 0 });
		linq.account.sharePosition(dana, undefined);
		expect((await client.chats.location.retrieve(id)).data.features).toEqual([]);
	});

	it('are of a known chat', async () => {
		const request = client.chats.location.retrieve(unknownId);
		await expect(request).rejects.toMatchObject(refusal(404, 2001));
	});
});

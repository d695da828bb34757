import type { AccountChat } from '../emulator';
import { client, linq, refusal, startContract, unknownId } from './contract';

let chat: AccountChat;

startContract((account) => {
	chat = account.addChat({ handles: ['+12025550121'] });
});

/** The client has no methods for backgrounds, so they are asked for by their path. */
const place = (id = chat.id) => `/v3/chats/${id}/background`;
const set = (body: object, id?: string) => client.post(place(id), { body });

it.each([
	{ type: 'color', variant: 'deep_sea' },
	{ type: 'color', variant: 'custom', shades: ['#FF8800', '#0088FF'] },
	{ type: 'dynamic', style: 'sky', variant: 'dusk' },
	{ type: 'dynamic', style: 'water', variant: 'dark' },
	{ type: 'dynamic', style: 'aurora', variant: 'pink' },
	{ type: 'photo', image_url: 'https://example.com/a.jpg' },
])('a background is 202 without a body, and can be removed: %j', async (background) => {
	const response = await set(background).asResponse();
	expect([response.status, await response.text()]).toEqual([202, '']);
	expect(linq.account.backgrounds.get(chat.id)).toEqual(background);
	expect((await client.delete(place()).asResponse()).status).toBe(202);
	expect(linq.account.backgrounds.size).toBe(0);
});

it('two shades make one of your own', async () => {
	await set({ type: 'color', shades: ['#FF8800', '#0088FF'] });
	expect(linq.account.backgrounds.get(chat.id)).toMatchObject({ variant: 'custom' });
});

it.each([
	[1001, {}],
	[1005, { type: 'gradient' }],
	[1005, { type: 'color', variant: 'beige' }],
	[1005, { type: 'color' }],
	[1005, { type: 'color', variant: 'custom', shades: ['#FF8800'] }],
	[1005, { type: 'color', variant: 'custom', shades: ['orange', 'blue'] }],
	[1005, { type: 'dynamic', style: 'glitter', variant: 'dark' }],
	[1005, { type: 'dynamic', style: 'water', variant: 'dusk' }],
	[1001, { type: 'photo' }],
	[1005, { type: 'photo', image_url: 'http://example.com/a.jpg' }],
	[5006, { type: 'photo', image_url: 'https://example.com/a.pdf' }],
	[5007, { type: 'photo', image_url: 'https://nobody.invalid/a.jpg' }],
])('a background is refused with 400/%i: %j', async (code, body) => {
	await expect(set(body)).rejects.toMatchObject(refusal(400, code));
	expect(linq.account.backgrounds.size).toBe(0);
});

it('on other services nothing happens', async () => {
	const { id } = linq.account.addChat({ handles: ['+12025550122'], service: 'RCS' });
	expect((await set({ type: 'color', variant: 'ice' }, id).asResponse()).status).toBe(202);
	expect(linq.account.backgrounds.size).toBe(0);
});

it('a background needs a chat that can be used', async () => {
	const ice = { type: 'color', variant: 'ice' };
	await expect(set(ice, unknownId)).rejects.toMatchObject(refusal(404, 2001));
	await expect(client.delete(place(unknownId))).rejects.toMatchObject(refusal(404, 2001));
	chat.state = 'left';
	await expect(set(ice)).rejects.toMatchObject(refusal(409, 2013));
});

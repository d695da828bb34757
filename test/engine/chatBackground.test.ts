import type { INodeParameters } from 'n8n-workflow';
import { byId, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const set = async (parameters: INodeParameters) =>
	await setting.run('chat', 'setBackground', [{ json: {} }], {
		...{ chatId: byId(setting.chatId), ...parameters },
	});
const background = () => setting.linq.account.backgrounds.get(setting.chatId);

test.each<[string, INodeParameters, object]>([
	['a color of Linq’s', { variant: 'deep_sea' }, { type: 'color', variant: 'deep_sea' }],
	[
		'two of one’s own, however they are written',
		{ type: 'color', variant: 'custom', topShade: 'f80', bottomShade: ' #0088ff ' },
		{ type: 'color', variant: 'custom', shades: ['#FF8800', '#0088FF'] },
	],
	['a sky', { type: 'dynamic' }, { type: 'dynamic', style: 'sky', variant: 'dusk' }],
	[
		'water',
		{ type: 'dynamic', style: 'water', variant: 'dark' },
		{ type: 'dynamic', style: 'water', variant: 'dark' },
	],
	[
		'a photo',
		{ type: 'photo', imageUrl: ' https://example.com/a.jpg ' },
		{ type: 'photo', image_url: 'https://example.com/a.jpg' },
	],
])('the background becomes %s', async (_, parameters, expected) => {
	const { success, error } = await set(parameters);
	expect(error).toEqual([]);
	expect(success[0]!.json).toEqual({ success: true, chat_id: setting.chatId });
	expect(background()).toEqual(expected);
	expect(setting.linq.requests.map(({ body }) => body)).toEqual([expected]);
});

test('and becomes what it was by itself', async () => {
	await set({});
	const parameters = { chatId: byId(setting.chatId) };
	const { success } = await setting.run('chat', 'removeBackground', [{ json: {} }], parameters);
	expect(success[0]!.json).toEqual({ success: true, chat_id: setting.chatId });
	expect(background()).toBeUndefined();
	expect(setting.linq.requests.at(-1)).toMatchObject({ method: 'DELETE', rawBody: '' });
});

test.each<[INodeParameters, RegExp]>([
	[{ type: 'gradient' }, /^The field Type can't be used/],
	[{ variant: 'beige' }, /^The field Color can't be used/],
	[
		{ variant: 'custom', topShade: 'orange', bottomShade: '#fff' },
		/^The field Color at the Top holds no color$/,
	],
	[
		{ variant: 'custom', topShade: '#fff', bottomShade: '#ffff' },
		/^The field Color at the Bottom holds/,
	],
	[{ type: 'dynamic', style: 'fire' }, /^The field Style can't be used/],
	[{ type: 'dynamic', style: 'water', variant: 'dusk' }, /^The field Look can't be used/],
	[{ type: 'photo' }, /^Picture is missing$/],
	[
		{ type: 'photo', imageUrl: 'http://example.com/a.jpg' },
		/^The picture's web address can't be used$/,
	],
	[{ type: 'photo', imageUrl: 'beach.jpg' }, /^The picture's web address can't be used$/],
])('%j is refused before anything is sent', async (parameters, message) => {
	// By expression, as n8n itself refuses what stands in a menu and is none of its entries.
	const given = Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [name, `={{ ${JSON.stringify(value)} }}`]),
	);
	const [report] = reportsOf(await set(given));
	expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
	expect(report!.message).toMatch(message);
	expect(setting.linq.requests).toEqual([]);
});

test.each([
	['https://nobody.invalid/a.jpg', 5007, /could not fetch the picture/],
	['https://example.com/a.pdf', 5006, /holds no picture/],
])('of %s it is said what to do', async (imageUrl, code, hint) => {
	const [report] = reportsOf(await set({ type: 'photo', imageUrl }));
	expect(report).toMatchObject({ code, attempts: 1 });
	expect(report!.hint).toMatch(hint);
});

test.each([
	['202, as Linq queues it', 202, 'Success'],
	['204', 204, 'Success'],
	['200, which it never has', 200, 'Error'],
])('nothing under %s', async (_, status, output) => {
	for (const operation of ['setBackground', 'removeBackground']) {
		setting.linq.faults.add({ kind: 'raw', body: '', status });
		const parameters = { chatId: byId(setting.chatId) };
		const { success } = await setting.run('chat', operation, [{ json: {} }], parameters);
		expect(success.length === 1 ? 'Success' : 'Error').toBe(output);
	}
});

test('a web page under 202 is no success', async () => {
	setting.linq.faults.add({ kind: 'html', status: 202 });
	expect(reportsOf(await set({}))).toMatchObject([{ category: 'invalid_response' }]);
});

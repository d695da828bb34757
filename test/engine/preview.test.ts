import type { INodeParameters } from 'n8n-workflow';
import { reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const member = '+12025550101';
const stranger = '+12025561000';

const add = async (phones: string[], options: INodeParameters = {}, parameters = {}) =>
	await setting.add(
		phones.map((phone) => ({ phone })),
		{ options: { previewOnly: true, ...options }, ...parameters },
	);

const asked = () => setting.linq.requests.map(({ method }) => method);

test('a preview of additions says for each item what would happen, and reads the chat once', async () => {
	const options = { skipIfAlreadyIn: true };
	const result = await add([member, stranger, stranger, 'unknown'], options);
	expect(result.success.map(({ json }) => json)).toMatchObject([
		{ preview: true, chat_id: setting.chatId, handle: member, status: 'already_in_chat' },
		{ preview: true, chat_id: setting.chatId, handle: stranger, status: 'would_add' },
		{ preview: true, chat_id: setting.chatId, handle: stranger, status: 'already_in_chat' },
	]);
	expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', preview: true }]);
	expect(asked()).toEqual(['GET']);
});

test('what Linq would refuse is on Error', async () => {
	const result = await add([member]);
	expect(reportsOf(result)).toMatchObject([{ category: 'conflict', attempts: 0, preview: true }]);
	expect(asked()).toEqual(['GET']);
});

test('a preview of removals counts who would remain', async () => {
	await setting.add([{ phone: stranger }]);
	await setting.linq.settled();
	setting.linq.requests.length = 0;
	const result = await add([stranger, member], {}, { operation: 'removeParticipant' });
	expect(result.success.map(({ json }) => json)).toMatchObject([
		{ preview: true, handle: stranger, status: 'would_remove' },
	]);
	expect(reportsOf(result)).toMatchObject([{ category: 'conflict', preview: true }]);
	expect(asked()).toEqual(['GET']);
});

test('what is only looked at changes nothing for the items that are done in earnest', async () => {
	const { success } = await setting.add(
		[
			{ phone: stranger, look: true },
			{ phone: stranger, look: false },
		],
		{ options: { previewOnly: '={{ $json.look }}', skipIfAlreadyIn: true } },
	);
	expect(success.map(({ json }) => json.status)).toEqual(['would_add', 'accepted']);
});

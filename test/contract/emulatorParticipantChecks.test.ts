import LinqAPIV3 from '@linqapp/sdk';
import type { NewChat } from '../emulator';
import { client, linq, refusal, startContract } from './contract';

startContract();

const members = ['+12025550121', '+12025550122'];
const newcomer = '+12052499136';

describe.each([
	['adding', 'post' as const],
	['removing', 'delete' as const],
])('%s a participant', (_verb, method) => {
	const send = (chatId: string, body: unknown) =>
		client[method](`/v3/chats/${chatId}/participants`, { body });

	it.each([
		['an array', []],
		['a text', 'handle'],
		['null', null],
	])('refuses %s as body with 400/1003', async (_what, body) => {
		const response = await fetch(`${linq.baseUrl}/v3/chats/x/participants`, {
			method: method.toUpperCase(),
			headers: { Authorization: `Bearer ${linq.apiKey}` },
			body: JSON.stringify(body),
		});
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ error: { code: 1003 } });
	});

	it.each(['', '{"handle":'])('refuses the body %j with 400/1003', async (body) => {
		const response = await fetch(`${linq.baseUrl}/v3/chats/x/participants`, {
			method: method.toUpperCase(),
			headers: { Authorization: `Bearer ${linq.apiKey}` },
			body,
		});
		expect(await response.json()).toMatchObject({ error: { status: 400, code: 1003 } });
	});

	it.each([{}, { handle: null }, { handle: '' }])('refuses %j with 400/1001', async (body) => {
		await expect(send('x', body)).rejects.toMatchObject(refusal(400, 1001));
	});

	it.each([
		'2052499136',
		'+1 205 249 9136',
		'+02052499136',
		'+1234567890123456',
		'jo',
		'jo@acme',
		12052499136,
	])('refuses the handle %j with 400/1002', async (handle) => {
		const { id } = linq.account.addChat({ handles: members });
		await expect(send(id, { handle })).rejects.toMatchObject(refusal(400, 1002));
	});

	it.each(['00000000-0000-4000-8000-000000000000', 'no-uuid'])(
		'refuses the chat %s with 404/2001',
		async (id) => {
			await expect(send(id, { handle: newcomer })).rejects.toMatchObject(refusal(404, 2001));
		},
	);

	it.each<[string, NewChat, number]>([
		['a direct chat', { handles: ['+12025550121'] }, 1006],
		['a chat you left', { handles: [...members, newcomer], state: 'left' }, 2013],
		['a chat being created', { handles: [...members, newcomer], state: 'creating' }, 2009],
	])('refuses %s with 409', async (_which, chat, code) => {
		const { id } = linq.account.addChat(chat);
		const request = send(id, { handle: '+12025550121' });
		await expect(request).rejects.toBeInstanceOf(LinqAPIV3.ConflictError);
		await expect(request).rejects.toMatchObject(refusal(409, code));
	});

	it('checks the handle before the chat, and the limit before both', async () => {
		await expect(send('x', { handle: 'jo' })).rejects.toMatchObject(refusal(400, 1002));
		linq.limit = { requests: 0, seconds: 1 };
		await expect(send('x', [])).rejects.toMatchObject(refusal(429, 1007));
	});
});

import type { INodeParameters } from 'n8n-workflow';
import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const member = '+12025550101';

const remove = async (phones: string[], options: INodeParameters = {}) =>
	await setting.add(
		phones.map((phone) => ({ phone })),
		{ operation: 'removeParticipant', options },
	);

/** One more, so that someone can be taken out of the group. */
async function grow(...handles: string[]) {
	await setting.add(handles.map((phone) => ({ phone })));
	await setting.linq.settled();
	setting.linq.requests.length = 0;
}

test("Success is Linq's answer with what was done", async () => {
	await grow('+12025561000');
	const { success, error } = await remove(['+1 (202) 555-0101']);
	expect(error).toEqual([]);
	expect(success[0]!.json).toEqual({
		chat_id: setting.chatId,
		handle: member,
		status: 'accepted',
		message: 'Participant removal queued',
		trace_id: expect.stringMatching(/^\w{16,}$/) as string,
	});
	expect(setting.linq.requests).toMatchObject([
		{
			method: 'DELETE',
			path: `/api/partner/v3/chats/${setting.chatId}/participants`,
			body: { handle: member },
		},
	]);
});

test('a bad number and a person who is not in the chat are on Error', async () => {
	await grow('+12025561000');
	const { success, error } = await remove(['unknown', '+12025561009', member]);
	expect(success.map(({ json }) => json.handle)).toEqual([member]);
	expect(error.map(({ json }) => json.error)).toEqual([
		expect.objectContaining({ category: 'invalid_input', attempts: 0 }),
		expect.objectContaining({ category: 'conflict', code: 2015, attempts: 1 }),
	]);
});

test.each([
	['is on Success when they are gone', 0, 409, 2015],
	['is on Success when they are gone', 0, 404, 2001],
	['is on Error when they are still there', 60_000, 409, 2015],
	['is on Error when they are still there', 60_000, 404, 2001],
])('someone whose removal was done, but the answer got lost, %s', async (...row) => {
	const [, delay, status, code] = row;
	await grow('+12025561000');
	setting.linq.joinDelay = delay;
	setting.linq.faults.add({ kind: 'reset', method: 'DELETE', applied: true });
	setting.linq.faults.add({ kind: 'error', status, code, method: 'DELETE' });
	const { success, error } = await remove([member]);
	const said = delay === 0 ? success[0]!.json : error[0]!.json.error;
	expect(said).toMatchObject(
		delay === 0
			? { chat_id: setting.chatId, handle: member, status: 'not_in_chat', trace_id: null }
			: {
					status,
					code,
					retryable: false,
					hint: expect.stringMatching(/look into the chat/) as string,
				},
	);
	expect(success.length + error.length).toBe(1);
});

test('checking first: nobody is taken out of a group of three, and Linq is not asked', async () => {
	const { error } = await remove([member], { checkChat: true });
	expect(error[0]!.json.error).toMatchObject({
		message: 'Fewer than three people would remain in this chat',
		category: 'conflict',
		attempts: 0,
	});
	expect(setting.linq.requests.map(({ method }) => method)).toEqual(['GET']);
});

test('checking first counts those who were taken out by the items before', async () => {
	await grow('+12025561000');
	const { success, error } = await remove([member, '+12025550102', '+12025561009'], {
		checkChat: true,
	});
	expect(success.map(({ json }) => json.handle)).toEqual([member]);
	expect(error.map(({ json }) => (json.error as { message: string }).message)).toEqual([
		'Fewer than three people would remain in this chat',
		'The person is not in this chat',
	]);
	expect(setting.linq.requests.map(({ method }) => method)).toEqual(['GET', 'DELETE']);
});

test('waiting until they are out: Success says so', async () => {
	await grow('+12025561000');
	setting.linq.joinDelay = 300;
	const { success } = await remove([member], { waitUntilRemoved: true, waitTimeout: 5 });
	expect(success[0]!.json).toMatchObject({
		status: 'accepted',
		removed: true,
		participant: { handle: member, status: 'removed' },
	});
});

test('someone who is still in the chat when the time is up is on Error', async () => {
	const body = '{"status":"accepted","trace_id":"of the removal"}';
	setting.linq.faults.add({ kind: 'raw', status: 202, body, handle: member });
	const { error } = await remove([member], { waitUntilRemoved: true, waitTimeout: 5 });
	expect(error[0]!.json.error).toMatchObject({
		category: 'not_confirmed',
		trace_id: 'of the removal',
		retryable: true,
		attempts: 1,
	});
});

import type { Service } from '../emulator';
import { client, linq, refusal, startContract } from './contract';

startContract();

const members = ['+12025550121', '+12025550122'];
const newcomer = '+12052499136';

const add = (chatId: string, handle: string) => client.chats.participants.add(chatId, { handle });
const remove = (chatId: string, handle: string) =>
	client.chats.participants.remove(chatId, { handle });
const statusOf = async (chatId: string, handle: string) =>
	(await client.chats.retrieve(chatId)).handles.find((entry) => entry.handle === handle)?.status;

describe('adding a participant', () => {
	it.each([newcomer, 'jo@acme.example'])('queues %s, who is then in the chat', async (handle) => {
		const { id } = linq.account.addChat({ handles: members });
		const { data, response } = await add(id, handle).withResponse();
		expect(response.status).toBe(202);
		expect(data).toEqual({
			message: 'Participant addition queued',
			status: 'accepted',
			trace_id: response.headers.get('x-trace-id'),
		});
		const { handles } = await client.chats.retrieve(id);
		expect(handles).toHaveLength(4);
		expect(handles[3]).toMatchObject({
			handle,
			service: 'iMessage',
			status: 'active',
			is_me: false,
			left_at: null,
		});
	});

	it('leaves the chat as it is until joinDelay is over', async () => {
		linq.joinDelay = 3_600_000;
		const { id } = linq.account.addChat({ handles: members });
		await add(id, newcomer);
		expect(await statusOf(id, newcomer)).toBeUndefined();
	});

	it('is settled once joinDelay is over', async () => {
		linq.joinDelay = 5;
		const { id } = linq.account.addChat({ handles: members });
		await add(id, newcomer);
		await add(id, 'jo@acme.example');
		await linq.settled();
		expect(await statusOf(id, newcomer)).toBe('active');
		expect(await statusOf(id, 'jo@acme.example')).toBe('active');
		await linq.settled();
	});

	it('lets nobody in twice, though queued twice', async () => {
		// Nobody joins before both are queued, however far apart they arrive.
		jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'queueMicrotask', 'setImmediate'] });
		linq.joinDelay = 5;
		const { id } = linq.account.addChat({ handles: members });
		await Promise.all([add(id, newcomer), add(id, newcomer)]);
		jest.advanceTimersByTime(5);
		jest.useRealTimers();
		await linq.settled();
		expect((await client.chats.retrieve(id)).handles).toHaveLength(4);
	});

	it('lets a removed participant back in', async () => {
		const { id } = linq.account.addChat({ handles: [...members, newcomer] });
		await remove(id, newcomer);
		await add(id, newcomer);
		const { handles } = await client.chats.retrieve(id);
		expect(handles).toHaveLength(4);
		expect(handles[3]).toMatchObject({ handle: newcomer, status: 'active', left_at: null });
	});
});

describe('a conflict', () => {
	it.each(['+12025550121', '+12025550110'])('is adding %s, who is in', async (handle) => {
		const { id } = linq.account.addChat({ handles: members, from: '+12025550110' });
		await expect(add(id, handle)).rejects.toMatchObject(refusal(409, 2015));
	});

	it('is adding an email address that is in, in another case', async () => {
		const { id } = linq.account.addChat({ handles: [...members, 'jo@acme.example'] });
		await expect(add(id, 'Jo@Acme.example')).rejects.toMatchObject(refusal(409, 2015));
	});

	it('is adding to a group of fewer than three', async () => {
		const { id } = linq.account.addChat({ handles: ['+12025550121'], is_group: true });
		await expect(add(id, newcomer)).rejects.toMatchObject(refusal(409, 2015));
	});

	it.each<[string, Service, Service[] | undefined, number | undefined]>([
		[newcomer, 'iMessage', ['RCS', 'SMS'], 2017],
		[newcomer, 'RCS', ['iMessage'], 2017],
		[newcomer, 'SMS', ['SMS'], undefined],
		[newcomer, 'RCS', undefined, undefined],
		['jo@acme.example', 'iMessage', undefined, undefined],
		['jo@acme.example', 'RCS', undefined, 2017],
		['jo@acme.example', 'SMS', undefined, 2017],
	])('is adding %s to %s with %j only without that service', async (handle, service, can, code) => {
		const { id } = linq.account.addChat({ handles: members, service });
		if (can) linq.account.setCapabilities(handle, can);
		if (code) await expect(add(id, handle)).rejects.toMatchObject(refusal(409, code));
		else await expect(add(id, handle)).resolves.toHaveProperty('status', 'accepted');
	});

	it.each([newcomer, '+12025550110'])('is removing %s', async (handle) => {
		const { id } = linq.account.addChat({
			handles: [...members, '+12025550123'],
			from: '+12025550110',
		});
		await expect(remove(id, handle)).rejects.toMatchObject(refusal(409, 2015));
	});

	it('is removing one of three', async () => {
		const { id } = linq.account.addChat({ handles: members });
		await expect(remove(id, '+12025550121')).rejects.toMatchObject(refusal(409, 2015));
		expect(await statusOf(id, '+12025550121')).toBe('active');
	});
});

describe('removing a participant', () => {
	it('queues the removal, which keeps the handle as removed', async () => {
		const { id } = linq.account.addChat({ handles: [...members, newcomer, 'jo@acme.example'] });
		const { data, response } = await remove(id, newcomer).withResponse();
		expect(response.status).toBe(202);
		expect(data).toEqual({
			message: 'Participant removal queued',
			status: 'accepted',
			trace_id: response.headers.get('x-trace-id'),
		});
		const { handles } = await client.chats.retrieve(id);
		expect(handles).toHaveLength(5);
		expect(handles[3]).toMatchObject({
			handle: newcomer,
			status: 'removed',
			left_at: expect.any(String) as string,
		});
		await expect(remove(id, newcomer)).rejects.toMatchObject(refusal(409, 2015));
	});
});

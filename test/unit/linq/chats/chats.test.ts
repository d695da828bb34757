import {
	activeParticipants,
	changeParticipants,
	getChat,
	listChats,
	messageList,
	readChat,
} from '../../../../nodes/linq/chats/chats';
import { isSameHandle } from '../../../../nodes/linq/people/sameHandle';
import { readList } from '../../../../nodes/linq/wire/lists';
import { openAccount, ownLine, patience, type Connected } from '../account';

const id = '550e8400-e29b-41d4-a716-446655440000';
const ann = '+12025550101';
const jo = 'Jo@Example.com';

test.each([
	['the same number', ann, ann, true],
	['another number', ann, '+12025550102', false],
	['an address in another case', jo, 'jO@example.COM', true],
])('%s: the same handle, %4$s', (_what, one, other, expected) => {
	expect(isSameHandle(one, other)).toBe(expected);
	expect(isSameHandle(other, one)).toBe(expected);
});

describe('an account', () => {
	let account: Connected;

	beforeEach(async () => {
		account = await openAccount();
	});

	afterEach(async () => {
		await account.linq.close();
	});

	test('a chat as it is now', async () => {
		const { id, created_at } = account.linq.account.addChat({
			display_name: 'Acme',
			handles: [ann, jo],
		});
		const chat = await getChat(account.client, id, patience);
		expect(chat).toMatchObject({
			id,
			name: 'Acme',
			isGroup: true,
			service: 'iMessage',
			createdAt: Date.parse(created_at),
			details: { id, display_name: 'Acme', is_archived: false },
		});
		expect(chat!.participants).toMatchObject([
			{ handle: ownLine, isOwn: true, isActive: true, details: { is_me: true } },
			{ handle: ann, isOwn: false, isActive: true, details: { is_me: false } },
			{ handle: jo, isOwn: false, isActive: true, details: { is_me: false } },
		]);
		expect(account.sent).toEqual([`GET /v3/chats/${id}`]);
	});

	test('an answer that describes no chat is none', async () => {
		account.linq.faults.add({ kind: 'raw', body: '{"id":"none"}' });
		expect(await getChat(account.client, id, patience)).toBeUndefined();
	});

	test('chats come newest first, a hundred on a page', async () => {
		const chats = Array.from({ length: 101 }, () =>
			account.linq.account.addChat({ handles: [ann] }),
		);
		const newestFirst = chats.map((chat) => chat.id).reverse();
		const first = await listChats(account.client, {}, patience);
		expect(first.chats.map((chat) => chat.id)).toEqual(newestFirst.slice(0, 100));
		const second = await listChats(account.client, { cursor: first.nextCursor }, patience);
		expect(second.chats.map((chat) => chat.id)).toEqual(newestFirst.slice(100));
		expect(second.nextCursor).toBeUndefined();
	});

	test('only chats of a line, only those with someone in them', async () => {
		const otherLine = '+12025550109';
		account.linq.account.addChat({ handles: [ann] });
		account.linq.account.addChat({ handles: [jo] });
		const wanted = account.linq.account.addChat({ from: otherLine, handles: [ann] });
		const other = account.linq.account.addChat({ from: otherLine, handles: [jo] });
		const found = async (query: { from?: string; to?: string }) =>
			(await listChats(account.client, query, patience)).chats.map((chat) => chat.id);
		expect(await found({ from: otherLine })).toEqual([other.id, wanted.id]);
		expect(await found({ from: otherLine, to: ann })).toEqual([wanted.id]);
		expect(account.sent[1]).toMatch(
			/^GET \/v3\/chats\?from=%2B12025550109&to=%2B12025550101&limit=/,
		);
	});

	test('the messages of a chat', async () => {
		const chat = account.linq.account.addChat({ handles: [ann] });
		account.linq.account.addMessage(chat, { text: 'Hello' });
		const messages = await readList(account.client, messageList(chat.id), {}, patience);
		expect(messages).toMatchObject([{ parts: [{ value: 'Hello' }] }]);
	});

	test('someone is added and removed again', async () => {
		const chat = account.linq.account.addChat({ handles: [ann, jo] });
		const change = { chatId: chat.id, handle: '+12025550102' };
		const activeNow = () =>
			chat.handles.filter(({ status }) => status === 'active').map(({ handle }) => handle);

		const added = await changeParticipants(account.client, 'add', change, patience);
		expect(added).toMatchObject({ body: { status: 'accepted' }, attempts: 1 });
		expect(activeNow()).toContain('+12025550102');

		const removed = await changeParticipants(account.client, 'remove', change, patience);
		expect(removed).toMatchObject({ body: { status: 'accepted' }, attempts: 1 });
		expect(activeNow()).not.toContain('+12025550102');
		expect(account.sent).toEqual([
			`POST /v3/chats/${chat.id}/participants`,
			`DELETE /v3/chats/${chat.id}/participants`,
		]);
	});
});

describe("Linq's object as a chat", () => {
	const read = (more: object) => readChat({ id, ...more })[0];
	const member = (handle: string, more: object = {}) => ({ handle, ...more });

	test('without anything but its ID', () => {
		expect(readChat({ id })).toEqual([
			{
				id,
				name: '',
				isGroup: false,
				service: undefined,
				participants: [],
				createdAt: undefined,
				details: { id },
			},
		]);
	});

	test.each([undefined, null, '', 'none', 7])('%j is no ID, so there is no chat', (none) => {
		expect(readChat({ id: none, display_name: 'Acme' })).toEqual([]);
	});

	test.each([
		['yes', false],
		[1, false],
		[true, true],
	])('is_group %j: a group, %s', (is_group, expected) => {
		expect(read({ is_group })!.isGroup).toBe(expected);
	});

	test.each([null, '', ' ', 7])('with %j as its name, it has that of the others in it', (name) => {
		const handles = [
			member(ownLine, { is_me: true }),
			member(ann),
			member('+12025550102', { status: 'left' }),
			member(jo),
		];
		expect(read({ display_name: name, handles })!.name).toBe(`${ann}, ${jo}`);
	});

	test.each([
		[undefined, true],
		[null, true],
		['active', true],
		['left', false],
		['removed', false],
		['', false],
	])('a participant whose status is %j: in the chat, %s', (status, isActive) => {
		const participant = member(ann, { status });
		const chat = read({ handles: [participant] })!;
		expect(chat.participants).toEqual([
			{ handle: ann, isOwn: false, isActive, details: participant },
		]);
		expect(activeParticipants(chat)).toEqual(isActive ? chat.participants : []);
	});

	test.each([
		[true, true],
		['yes', false],
		[undefined, false],
	])('a participant with is_me %j: your own line, %s', (is_me, isOwn) => {
		expect(read({ handles: [member(ann, { is_me })] })!.participants[0]!.isOwn).toBe(isOwn);
	});

	test('participants without a handle are left out', () => {
		const handles = [{}, null, { handle: '' }, { handle: 7 }, member(ann)];
		expect(read({ handles })!.participants.map(({ handle }) => handle)).toEqual([ann]);
	});

	test.each(['yesterday', '', null, 7])('%j is no date', (created_at) => {
		expect(read({ created_at })!.createdAt).toBeUndefined();
	});
});

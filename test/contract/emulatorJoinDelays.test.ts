import type LinqAPIV3 from '@linqapp/sdk';
import { startEmulator, type AccountChat, type Emulator } from '../emulator';
import { officialClient } from './officialClient';

const members = ['+12025550121', '+12025550122', '+12025550123', 'jo@acme.example'];
const newcomer = '+12052499136';
const another = '+12052499137';

let linq: Emulator;
let client: LinqAPIV3;
let chat: AccountChat;

beforeEach(async () => {
	linq = await startEmulator();
	chat = linq.account.addChat({ handles: members });
	client = officialClient(linq);
});

afterEach(() => linq.close());

const add = (handle: string) => client.chats.participants.add(chat.id, { handle });
const remove = (handle: string) => client.chats.participants.remove(chat.id, { handle });
const statusOf = async (handle: string) =>
	(await client.chats.retrieve(chat.id)).handles.find((entry) => entry.handle === handle)?.status;

describe('a joinDelay of Infinity', () => {
	beforeEach(() => {
		linq.joinDelay = Infinity;
	});

	it('accepts additions and removals, carries none out, and has nothing to settle', async () => {
		expect(await add(newcomer)).toHaveProperty('status', 'accepted');
		expect(await remove('+12025550121')).toHaveProperty('status', 'accepted');
		await linq.settled();
		expect(await statusOf(newcomer)).toBeUndefined();
		expect(await statusOf('+12025550121')).toBe('active');
	});

	it('accepts the same addition again, which is carried out once the delay is lifted', async () => {
		await add(newcomer);
		linq.joinDelay = 0;
		await add(newcomer);
		expect(await statusOf(newcomer)).toBe('active');
	});
});

describe('the delay of a handle', () => {
	it('of Infinity keeps that one out, and lets the others settle', async () => {
		linq.joinDelay = 5;
		linq.joinDelays.set(newcomer, Infinity);
		await add(newcomer);
		await add(another);
		await linq.settled();
		expect(await statusOf(newcomer)).toBeUndefined();
		expect(await statusOf(another)).toBe('active');
	});

	it('wins over joinDelay', async () => {
		linq.joinDelay = Infinity;
		linq.joinDelays.set(newcomer, 0);
		await add(newcomer);
		await add(another);
		expect(await statusOf(newcomer)).toBe('active');
		expect(await statusOf(another)).toBeUndefined();
	});

	it('is waited for', async () => {
		linq.joinDelay = Infinity;
		linq.joinDelays.set(newcomer, 5);
		await add(newcomer);
		await linq.settled();
		expect(await statusOf(newcomer)).toBe('active');
	});

	it('holds for removals, and for an email address in another case', async () => {
		linq.joinDelays.set('Jo@acme.example', Infinity);
		await remove('jo@acme.example');
		await remove('+12025550121');
		expect(await statusOf('jo@acme.example')).toBe('active');
		expect(await statusOf('+12025550121')).toBe('removed');
	});

	it('can be given at the start, and changed without changing what was given', async () => {
		const joinDelays = new Map([[newcomer, Infinity]]);
		const other = await startEmulator({ joinDelays });
		const { id, handles } = other.account.addChat({ handles: members });
		const { participants } = officialClient(other).chats;
		await participants.add(id, { handle: newcomer });
		expect(handles).toHaveLength(5);
		other.joinDelays.clear();
		await participants.add(id, { handle: newcomer });
		await other.close();
		expect(handles).toHaveLength(6);
		expect(joinDelays.get(newcomer)).toBe(Infinity);
	});
});

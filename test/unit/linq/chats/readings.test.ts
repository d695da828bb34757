import { activeParticipants } from '../../../../nodes/linq/chats/chats';
import { ChatReadings } from '../../../../nodes/linq/chats/readings';
import { openAccount, ownLine, patience, type Connected } from '../account';

const ann = '+12025550101';
const newcomer = '+12025550103';

let account: Connected;
let readings: ChatReadings;
let chatId: string;

beforeEach(async () => {
	account = await openAccount();
	readings = new ChatReadings(account.client);
	chatId = account.linq.account.addChat({ handles: [ann, 'Jo@Example.com'] }).id;
});

afterEach(async () => {
	await account.linq.close();
});

const inTheChat = async () =>
	activeParticipants(await readings.of(chatId, patience)).map(({ handle }) => handle);

test('a chat is read once, whoever asks and when', async () => {
	const [one, other] = await Promise.all([
		readings.of(chatId, patience),
		readings.of(chatId, patience),
	]);
	expect(one.id).toBe(chatId);
	expect(other).toBe(one);
	expect(await readings.of(chatId, patience)).toBe(one);
	expect(account.sent).toEqual([`GET /v3/chats/${chatId}`]);
});

test('each chat is read by itself', async () => {
	const other = account.linq.account.addChat({ handles: [newcomer] });
	expect((await readings.of(chatId, patience)).id).toBe(chatId);
	expect((await readings.of(other.id, patience)).id).toBe(other.id);
});

test('who was added is in the chat from then on, without another reading', async () => {
	await readings.of(chatId, patience);
	await readings.changed(chatId, newcomer, 'add');
	expect((await readings.of(chatId, patience)).participants.at(-1)).toEqual({
		handle: newcomer,
		isOwn: false,
		isActive: true,
		isQueued: true,
		details: {},
	});
	expect(await inTheChat()).toEqual([ownLine, ann, 'Jo@Example.com', newcomer]);
	expect(account.sent).toHaveLength(1);
});

test('who was removed is not, whatever the case of their address', async () => {
	await readings.of(chatId, patience);
	await readings.changed(chatId, 'jo@example.com', 'remove');
	expect(await inTheChat()).toEqual([ownLine, ann]);
});

test('who was removed and added again is there once', async () => {
	await readings.of(chatId, patience);
	await readings.changed(chatId, ann, 'remove');
	await readings.changed(chatId, ann, 'add');
	expect(await inTheChat()).toEqual([ownLine, 'Jo@Example.com', ann]);
});

test('a change while the chat is being read is not lost', async () => {
	const reading = readings.of(chatId, patience);
	await readings.changed(chatId, newcomer, 'add');
	expect(activeParticipants(await reading).map(({ handle }) => handle)).toContain(newcomer);
});

test('a change to a chat that nobody asked for costs no reading', async () => {
	await readings.changed(chatId, newcomer, 'add');
	expect(account.sent).toEqual([]);
});

test('a chat that cannot be read fails for everyone, after one reading', async () => {
	const nowhere = '550e8400-e29b-41d4-a716-446655440000';
	const missing = { failure: { code: 2001, category: 'not_found' } };
	await expect(readings.of(nowhere, patience)).rejects.toMatchObject(missing);
	await readings.changed(nowhere, newcomer, 'add');
	await expect(readings.of(nowhere, patience)).rejects.toMatchObject(missing);
	expect(account.sent).toHaveLength(1);
});

test('once Linq refused the key, whoever asks later is told so, and that nothing was sent', async () => {
	account.linq.faults.add({ kind: 'error', status: 401, code: 2004 });
	const refused = { failure: { category: 'unauthorized' } };
	await expect(readings.of(chatId, patience)).rejects.toMatchObject({ ...refused, attempts: 1 });
	await expect(readings.of(chatId, patience)).rejects.toMatchObject({ ...refused, attempts: 0 });
	expect(account.sent).toHaveLength(1);
});

test('an answer that describes no chat is a failure', async () => {
	account.linq.faults.add({ kind: 'raw', body: '{"display_name":"Acme"}' });
	await expect(readings.of(chatId, patience)).rejects.toMatchObject({
		failure: {
			message: 'Linq did not describe the chat',
			hint: expect.stringContaining('report it to Linq') as string,
			category: 'invalid_response',
		},
	});
});

import { ChatReadings } from '../../../../nodes/linq/chats/readings';
import { Replacements, type Newcomer } from '../../../../nodes/linq/chats/replacements';
import { ownLine, patience } from '../account';
import { asleep, finished } from '../clock';
import { account, cancelling, startStoppedAccount } from '../stoppedAccount';

jest.mock('../../../../nodes/linq/wire/sleep', () => jest.requireActual<object>('../clock'));

const ann = '+12025550101';
const ben = '+12025550102';
const jo = 'jo@example.com';
const kim = 'kim@example.com';

let chatId: string;

startStoppedAccount();

beforeEach(() => {
	chatId = account.linq.account.addChat({ from: ownLine, handles: [ann, ben] }).id;
});

const newcomer = (handle: string, more: Partial<Newcomer> = {}): Newcomer => ({
	...{ handle, message: 'Hello', name: '', idempotencyKey: 'of the first', sent: 1, patience },
	...more,
});

const open = () =>
	new Replacements(account.client, new ChatReadings(account.client), cancelling.signal);

/** All newcomers of one run, tried one after the other. */
async function replace(newcomers: Newcomer[], replacements = open()) {
	newcomers.forEach(() => replacements.expect(chatId));
	const gathered = Promise.allSettled(
		newcomers.map(async (one) => await replacements.gather(chatId, one)),
	);
	await finished(Promise.all(newcomers.map(async () => await replacements.tried(chatId))));
	return await gathered;
}

const creations = () =>
	account.linq.requests
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as { to: string[]; message: { idempotency_key: string } });
const keys = () => creations().map(({ message }) => message.idempotency_key);

test('nothing is created before the last one was tried', async () => {
	const replacements = open();
	replacements.expect(chatId);
	replacements.expect(chatId);
	const gathered = replacements.gather(chatId, newcomer(jo));
	await replacements.tried(chatId);
	expect(account.sent).toEqual([]);
	await replacements.tried(chatId);
	expect((await gathered).chat.id).toBe(account.linq.account.chats[0]!.id);
	expect(creations()).toHaveLength(1);
});

test('where nobody waits, nothing is asked', async () => {
	const replacements = open();
	replacements.expect(chatId);
	replacements.joined(chatId, jo);
	await replacements.tried(chatId);
	expect(account.sent).toEqual([]);
});

test('a person is known by their address in any case', async () => {
	const replacements = open();
	const gathered = replacements.gather(chatId, newcomer('Jo@Example.com'));
	expect(replacements.holds(chatId, jo)).toBe(true);
	expect(replacements.holds(chatId, kim)).toBe(false);
	expect(replacements.holds('another chat', jo)).toBe(false);
	await replacements.tried(chatId);
	await gathered;
});

describe('the key', () => {
	test('is the same for the same people in any order, done again', async () => {
		await replace([newcomer(jo), newcomer(kim)]);
		await replace([newcomer('KIM@example.com'), newcomer(jo)]);
		expect(keys()).toHaveLength(2);
		expect(new Set(keys()).size).toBe(1);
		expect(keys()[0]).toMatch(/^[0-9a-f]{40}$/);
		expect(account.linq.account.messages).toHaveLength(1);
	});

	test.each([
		['one more', [newcomer(jo), newcomer(kim)]],
		['another one', [newcomer(kim)]],
		['another run', [newcomer(jo, { idempotencyKey: 'another' })]],
	])('is another one for %s', async (_, others) => {
		await replace([newcomer(jo)]);
		await replace(others);
		expect(new Set(keys()).size).toBe(2);
	});
});

test('cancelled while it waits to try again: everyone is told, nothing more is sent', async () => {
	account.linq.faults.add({ kind: 'reset', method: 'POST', times: 9 });
	const replacements = open();
	const gathered = Promise.allSettled(
		[jo, kim].map(
			async (handle) =>
				await replacements.gather(
					chatId,
					newcomer(handle, { patience: { ...patience, maxRetries: 9 } }),
				),
		),
	);
	const tried = replacements.tried(chatId);
	await asleep(1);
	const sent = account.sent.length;
	cancelling.abort(new Error('cancelled'));
	await tried;
	expect(await gathered).toMatchObject([
		{ status: 'rejected', reason: { message: 'cancelled' } },
		{ status: 'rejected', reason: { message: 'cancelled' } },
	]);
	expect(account.sent).toHaveLength(sent);
});

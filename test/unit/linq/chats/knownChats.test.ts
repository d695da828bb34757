import { KnownChats } from '../../../../nodes/linq/chats/knownChats';
import { OwnLines } from '../../../../nodes/linq/people/lines';
import { openAccount, ownLine, patience, type Connected } from '../account';

const [ann, bob, jo] = ['+12025550101', '+12025550102', 'Jo@Example.com'] as const;

let account: Connected;
let known: KnownChats;

beforeEach(async () => {
	account = await openAccount();
	known = new KnownChats(account.client, new OwnLines(account.client));
});

afterEach(async () => {
	await account.linq.close();
});

const add = (...handles: string[]) => account.linq.account.addChat({ from: ownLine, handles });
const find = async (...people: string[]) =>
	(await known.find({ people }, patience)).map(({ id }) => id);

test('one set of people is looked up by one of them, whoever asks and how often', async () => {
	const { id } = add(ann, jo);
	for (const people of [
		[ann, jo],
		['jo@example.com', ann],
	]) {
		known.expect({ people }, people);
	}
	expect(await Promise.all([find(ann, jo), find('JO@example.com', ann)])).toEqual([[id], [id]]);
	expect(await find(ann, jo)).toEqual([id]);
	expect(account.sent).toHaveLength(1);
	expect(account.linq.requests[0]!.query).toMatchObject({ to: jo });
});

test('several sets of people, or a name, have the list read, once', async () => {
	const [one, other] = [add(ann, jo), add(bob)];
	for (const people of [[ann, jo], [bob]]) known.expect({ people }, people);
	expect(await Promise.all([find(ann, jo), find(bob)])).toEqual([[one.id], [other.id]]);
	expect(account.linq.requests.map(({ query }) => query.to)).toEqual([undefined]);

	const byName = new KnownChats(account.client, new OwnLines(account.client));
	byName.expect({ name: 'Acme' }, []);
	byName.expect({ people: [bob] }, [bob]);
	expect(await byName.find({ people: [bob] }, patience)).toHaveLength(1);
	expect(await byName.find({ name: 'Acme' }, patience)).toEqual([]);
	expect(account.sent).toHaveLength(2);
});

test('in a long list, people are looked up by the one of them who is in the fewest chats', async () => {
	for (let index = 0; index < 1_001; index++) add(bob, `+1202557${String(index).padStart(4, '0')}`);
	const { id } = add(ann, bob);
	account.linq.account.chat(id)!.created_at = '2020-01-01T00:00:00.000Z';
	for (const people of [[ann, bob], [jo]]) known.expect({ people }, people);
	expect([await find(ann, bob), await find(jo)]).toEqual([[id], []]);
	const asked = account.linq.requests.map(({ query }) => query.to);
	expect(asked).toEqual([...Array<undefined>(10).fill(undefined), ann, jo]);
});

test('a reading that failed stays one for everyone', async () => {
	add(ann);
	account.linq.faults.add({ kind: 'error', status: 503, code: 4004 });
	const both = await Promise.allSettled([find(ann), find(ann)]);
	const reason = { failure: { retryable: true, code: 4004 }, attempts: 1 };
	expect(both).toMatchObject([{ reason }, { reason }]);
	await expect(find(ann)).rejects.toMatchObject({ ...reason, attempts: 0 });
	expect(account.sent).toHaveLength(1);
});

test('after doubt about people, their chats are read again, until that was possible', async () => {
	known.expect({ people: [ann, bob] }, [ann, bob]);
	expect(await find(ann, bob)).toEqual([]);
	const { id } = add(ann, bob);
	await known.settleDoubt([ann, bob], patience);
	expect(await find(ann, bob)).toEqual([]);
	known.doubt([bob, ann]);
	account.linq.faults.add({ kind: 'error', status: 503, code: 4004 });
	await expect(known.settleDoubt([ann, bob], patience)).rejects.toMatchObject({});
	await known.settleDoubt([ann, bob], patience);
	expect(await find(ann, bob)).toEqual([id]);
	expect(known.has(id.toUpperCase())).toBe(true);
	await known.settleDoubt([ann, bob], patience);
	expect(account.sent).toHaveLength(3);
});

test('what was named here goes by that name, and what showed its name is waited for no more', async () => {
	const { id } = add(ann, bob);
	known.expect({ name: 'Acme' }, [ann, bob]);
	expect(await known.find({ name: 'Acme' }, patience)).toEqual([]);
	known.named(id, 'Acme', false);
	expect((await known.find({ name: 'ACME' }, patience)).map((chat) => chat.id)).toEqual([id]);
	expect(known.namesAskedFor).toMatchObject([{ name: 'Acme', isRefused: false }]);
	known.nameShows(id);
	expect(known.namesAskedFor).toEqual([]);
	known.named('550e8400-e29b-41d4-a716-446655440000', 'Acme', false);
	expect(known.namesAskedFor).toEqual([]);
});

test('of chats that nobody asks for, it is known that they are there, and no more', async () => {
	const [one, other] = [add(ann), add(bob)];
	known.expect({ name: 'Acme' }, [ann]);
	expect(await known.find({ name: 'Acme' }, patience)).toEqual([]);
	expect([known.has(one.id), known.has(other.id)]).toEqual([true, true]);
	expect([known.with(ann).length, known.with(bob).length]).toEqual([1, 0]);
});

test('chats of the same people are created one after another, whatever becomes of the first', async () => {
	const order: string[] = [];
	const first = known.inTurn([ann, jo], async () => {
		await find(ann);
		order.push('first');
		throw new Error('first');
	});
	const second = known.inTurn(['jo@example.com', ann], async () => {
		order.push('second');
		return await Promise.resolve('done');
	});
	const other = known.inTurn([bob], async () => await Promise.resolve(order.push('other')));
	await expect(first).rejects.toThrow('first');
	expect([await second, await other]).toEqual(['done', 1]);
	expect(order).toEqual(['other', 'first', 'second']);
});

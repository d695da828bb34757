import fc from 'fast-check';
import { readChat, type Chat } from '../../../../nodes/linq/chats/chats';
import { fits, isUnnamed, lastUsedFirst } from '../../../../nodes/linq/chats/fitting';
import { parseHandles } from '../../../../nodes/LinqChat/parameters/recipients';

const ownLine = '+12025550100';
const secondLine = '+12025550110';

/** Numbers and addresses, of which some differ in a single character. */
const person = fc.oneof(
	fc.integer({ min: 1000, max: 1030 }).map((end) => `+1202555${end}`),
	fc.integer({ min: 1, max: 30 }).map((name) => `jo${name}@example.com`),
);
const people = fc.uniqueArray(person, { minLength: 1, maxLength: 8 });

/** Any of the ways in which one person may be written. */
const written = (handle: string) =>
	handle.includes('@')
		? fc.constantFrom(handle, handle.toUpperCase(), ` <${handle}>`, `mailto:${handle}`)
		: fc.constantFrom(
				...[handle, `tel:${handle}`, ` ${handle} `],
				`(${handle.slice(2, 5)}) ${handle.slice(5, 8)}-${handle.slice(8)}`,
			);

const inAnyWay = (list: string[]) =>
	fc
		.shuffledSubarray(list, { minLength: list.length })
		.chain((shuffled) => fc.tuple(...shuffled.map(written)))
		.map((given) => parseHandles([given.join('; ')], 'US'));

interface Member {
	handle: string;
	is_me?: boolean;
	status?: string;
}

function chatOf(members: Member[], more: object = {}): Chat {
	return readChat({
		id: '550e8400-e29b-41d4-a716-446655440000',
		display_name: null,
		is_group: members.filter(({ is_me }) => !is_me).length > 1,
		handles: members.map((member) => ({ status: 'active', is_me: false, ...member })),
		...more,
	})[0]!;
}

const me = { handle: ownLine, is_me: true };
const membersOf = (list: string[]): Member[] => list.map((handle) => ({ handle }));

test('the same people make the chat, in whatever order, case and notation', () => {
	const both = people.chain((list) =>
		fc.record({ list: fc.constant(list), asked: inAnyWay(list) }),
	);
	fc.assert(
		fc.property(both, ({ list, asked }) => {
			const chat = chatOf([me, ...membersOf(list)]);
			expect(fits(chat, { people: asked })).toBe(true);
			expect(fits(chat, { people: asked, from: ownLine })).toBe(true);
			expect(fits(chat, { people: asked, from: secondLine })).toBe(false);
		}),
	);
});

test('one person more or less is another chat', () => {
	const cases = fc.uniqueArray(person, { minLength: 3, maxLength: 8 });
	fc.assert(
		fc.property(cases, fc.nat(), ([extra, ...list], at) => {
			const chat = chatOf([me, ...membersOf(list)], { is_group: true });
			const fewer = list.toSpliced(at % list.length, 1);
			const others = list.with(at % list.length, extra!);
			for (const asked of [[...list, extra!], fewer, others]) {
				expect(fits(chat, { people: asked })).toBe(false);
				expect(fits(chatOf([me, ...membersOf(asked)], { is_group: true }), { people: list })).toBe(
					false,
				);
			}
		}),
	);
});

test('who has gone is not in the chat, and nothing is found that one has left', () => {
	const cases = fc.uniqueArray(person, { minLength: 3, maxLength: 8 });
	const gone = fc.constantFrom('left', 'removed');
	fc.assert(
		fc.property(cases, gone, (list, status) => {
			const [first, ...rest] = list;
			const members = [{ handle: first!, status }, ...membersOf(rest)];
			expect(fits(chatOf([me, ...members]), { people: rest })).toBe(true);
			expect(fits(chatOf([me, ...members]), { people: list })).toBe(false);
			const left = chatOf([{ ...me, status }, ...membersOf(list)], { display_name: 'Acme' });
			expect(fits(left, { people: list })).toBe(false);
			expect(fits(left, { name: 'Acme' })).toBe(false);
		}),
	);
});

describe('lines of your own among the people', () => {
	const second = { handle: secondLine, is_me: true };
	const jo = 'jo@example.com';

	test.each<[string, Member[], string[], boolean]>([
		[
			'one that is named counts as one of them',
			[me, second, { handle: jo }],
			[secondLine, jo],
			true,
		],
		['one that Linq does not call yours, too', [me, { handle: secondLine }], [secondLine], true],
		['one that is named and not there is missing', [me, { handle: jo }], [secondLine, jo], false],
		[
			'one that is not named does not count',
			[me, second, ...membersOf([jo, 'a@b.de'])],
			['a@b.de', jo],
			true,
		],
		['nobody writes to themselves only', [me], [ownLine], false],
	])('%s', (_, members, asked, expected) => {
		const chat = chatOf(members, { is_group: asked.length > 1 });
		expect(fits(chat, { people: asked })).toBe(expected);
	});

	test('the one that is asked for has to be there besides the people', () => {
		const chat = chatOf([me, second, { handle: jo }], { is_group: true });
		expect(fits(chat, { people: [secondLine, jo], from: ownLine })).toBe(true);
		expect(fits(chat, { people: [secondLine, jo], from: secondLine })).toBe(false);
	});
});

test('one person has a direct chat, several a group', () => {
	const one = chatOf([me, { handle: 'jo@example.com' }], { is_group: true });
	expect(fits(one, { people: ['jo@example.com'] })).toBe(false);
	const two = chatOf([me, ...membersOf(['a@b.de', 'c@d.de'])], { is_group: false });
	expect(fits(two, { people: ['a@b.de', 'c@d.de'] })).toBe(false);
});

test('a name is the same in any case, of groups only, and from the number that is asked for', () => {
	const members = [me, ...membersOf(['a@b.de', 'c@d.de'])];
	const named = (display_name: unknown, more = {}) => chatOf(members, { display_name, ...more });
	expect(fits(named('ACME\n onboarding'), { name: 'Acme onboarding' })).toBe(true);
	expect(fits(named('Acme'), { name: 'acme', from: ownLine })).toBe(true);
	expect(fits(named('Acme'), { name: 'acme', from: secondLine })).toBe(false);
	expect(fits(named('Acme', { is_group: false }), { name: 'acme' })).toBe(false);
	expect(fits(named('Acme 2'), { name: 'acme' })).toBe(false);
	expect(fits(named(7), { name: '7' })).toBe(false);
});

test.each([
	[null, true],
	['a@b.de, C@D.de', true],
	['a@b.de', true],
	['Acme', false],
	['a@b.de, Acme', false],
])('%j: whether somebody gave it is %j', (display_name, expected) => {
	expect(isUnnamed(chatOf([me, ...membersOf(['a@b.de', 'c@d.de'])], { display_name }))).toBe(
		expected,
	);
});

test('the one last used comes first, by what Linq says of it, else in its order', () => {
	const chats = [
		{ created_at: '2026-01-05T00:00:00Z' },
		{},
		{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-06T00:00:00Z' },
		{ updated_at: 'yesterday' },
		{ updated_at: '2026-01-05T00:00:00Z' },
	].map((times) => chatOf([me], times));
	expect(lastUsedFirst(chats).map((chat) => chats.indexOf(chat))).toEqual([2, 0, 4, 1, 3]);
});

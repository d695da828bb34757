import fc from 'fast-check';
import { MemberLists, type WantedMembers } from '../../../../nodes/linq/chats/memberLists';

const chatId = '550e8400-e29b-41d4-a716-446655440000';
const other = '550e8400-e29b-41d4-a716-446655440001';

const list = (to: string[], more: Partial<WantedMembers> = {}): WantedMembers => ({
	...{ to, keep: [], removeOthers: true },
	...more,
});

function isRefused(lists: Array<WantedMembers | undefined>, chat = chatId): boolean {
	const said = new MemberLists();
	for (const one of lists) said.expect(chatId, one);
	try {
		said.check(chat);
		return false;
	} catch (error) {
		expect(error).toMatchObject({ failure: { category: 'invalid_input' }, attempts: 0 });
		return true;
	}
}

const adding = { removeOthers: false };

test.each<[string, Array<WantedMembers | undefined>, boolean]>([
	['one item', [list(['a'])], false],
	['the same people in another order and case', [list(['a', 'B']), list(['b', 'A'])], false],
	['different people', [list(['a']), list(['b'])], true],
	['one more person', [list(['a', 'b']), list(['a'])], true],
	['different people, of whom none is removed', [list(['a'], adding), list(['b'], adding)], false],
	['someone who is only added besides', [list(['a', 'b']), list(['b'], adding)], false],
	[
		'someone who is only added, and would be removed',
		[list(['a', 'b']), list(['c'], adding)],
		true,
	],
	['someone who is kept by one', [list(['a'], { keep: ['b'] }), list(['a'])], true],
	[
		'people who are kept by the other',
		[list(['a'], { keep: ['b'] }), list(['b'], { keep: ['a'] })],
		false,
	],
	['one that can not be read', [list(['a']), undefined], true],
	['one that can not be read, where nobody is removed', [list(['a'], adding), undefined], false],
])('%s: refused %2$j', (_, lists, expected) => {
	expect(isRefused(lists)).toBe(expected);
	expect(isRefused(lists.toReversed())).toBe(expected);
	expect(isRefused(lists, other)).toBe(false);
});

test('whom an item that is not refused would remove, no other names', () => {
	const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
	const wanted = fc.record({ to: names, keep: names, removeOthers: fc.boolean() });
	fc.assert(
		fc.property(fc.array(wanted, { minLength: 1, maxLength: 4 }), (lists) => {
			const named = ({ to, keep }: WantedMembers) => [...to, ...keep];
			const takesOut = lists
				.filter(({ removeOthers }) => removeOthers)
				.some((one) => lists.flatMap(named).some((name) => !named(one).includes(name)));
			expect(isRefused(lists)).toBe(takesOut);
		}),
	);
});

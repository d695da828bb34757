import fc from 'fast-check';
import { type Chat, type Participant } from '../../../../nodes/linq/chats/chats';
import { isSameHandle } from '../../../../nodes/linq/people/sameHandle';
import {
	membersOf,
	planMembers,
	queuedIn,
	roomAmong,
	without,
} from '../../../../nodes/LinqChat/resources/chat/members/plan';

const pool = ['+12025550100', '+12025550101', '+12025550102', 'Jo@example.com', 'kim@example.com'];
const anyCase = fc
	.tuple(fc.constantFrom(...pool), fc.boolean())
	.map(([handle, isUpper]) => (isUpper ? handle.toUpperCase() : handle));
const list = fc.uniqueArray(anyCase, { selector: (handle) => handle.toLowerCase() });

const participant = fc.record({
	handle: anyCase,
	isOwn: fc.boolean(),
	isActive: fc.boolean(),
	isQueued: fc.constantFrom(true as const, undefined),
	details: fc.constant({}),
});

const chatOf = (participants: Participant[]): Chat => ({
	...{ id: '550e8400-e29b-41d4-a716-446655440000', name: 'Acme', isGroup: true },
	...{ service: 'iMessage', participants, createdAt: undefined, updatedAt: undefined, details: {} },
});
const chat = fc.array(participant, { maxLength: 8 }).map(chatOf);
const wanted = fc.record({ to: list, keep: list, removeOthers: fc.boolean() });

const has = (handles: string[], handle: string) => handles.some((one) => isSameHandle(one, handle));
const isOwnIn = ({ participants }: Chat, handle: string) =>
	participants.some((one) => one.isOwn && isSameHandle(one.handle, handle));

test('everyone who is named or in the chat is in one list at most, and each once', () => {
	fc.assert(
		fc.property(chat, wanted, (chat, wanted) => {
			const { missing, leaving, staying } = planMembers(chat, wanted);
			const all = [...missing, ...leaving, ...staying].map((one) => one.toLowerCase());
			expect(new Set(all).size).toBe(all.length);
			expect([...missing, ...staying].filter((one) => has(wanted.to, one)).sort()).toEqual(
				wanted.to.toSorted(),
			);
		}),
	);
});

test('no line of one’s own leaves, nobody who is named, and nobody unless others are removed', () => {
	fc.assert(
		fc.property(chat, wanted, (chat, wanted) => {
			const { leaving } = planMembers(chat, wanted);
			const named = [...wanted.to, ...wanted.keep];
			expect(leaving.filter((one) => isOwnIn(chat, one) || has(named, one))).toEqual([]);
			if (!wanted.removeOthers) expect(leaving).toEqual([]);
			expect(without(leaving, membersOf(chat))).toEqual([]);
		}),
	);
});

test('who stays by being kept is no line of one’s own', () => {
	fc.assert(
		fc.property(chat, wanted, (chat, wanted) => {
			const { staying } = planMembers(chat, wanted);
			const kept = staying.filter((one) => !has(wanted.to, one));
			expect(kept.filter((one) => isOwnIn(chat, one) || !has(wanted.keep, one))).toEqual([]);
			if (!wanted.removeOthers) expect(kept).toEqual([]);
		}),
	);
});

test('once it is done, nothing is left to do', () => {
	fc.assert(
		fc.property(chat, wanted, (chat, wanted) => {
			const { missing, leaving } = planMembers(chat, wanted);
			const stayed = chat.participants.filter(({ handle }) => !has(leaving, handle));
			const added = missing.map((handle) => ({
				handle,
				isOwn: false,
				isActive: true,
				details: {},
			}));
			const after = planMembers(chatOf([...stayed, ...added]), wanted);
			expect(after).toMatchObject({ missing: [], leaving: [] });
			for (const one of wanted.to) expect(has(after.staying, one)).toBe(true);
		}),
	);
});

test('however many are to leave, three of those who are known to be in remain', () => {
	fc.assert(
		fc.property(chat, wanted, (chat, wanted) => {
			const { leaving } = planMembers(chat, wanted);
			const sure = without(membersOf(chat), queuedIn(chat, 'add'));
			const going = leaving.slice(0, roomAmong(sure));
			expect(roomAmong(sure)).toBeGreaterThanOrEqual(0);
			if (going.length > 0) expect(sure.length - going.length).toBeGreaterThanOrEqual(3);
		}),
	);
});

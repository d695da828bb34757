import {
	allOf,
	hasText,
	isAbout,
	isAccepted,
	isNotOfAnother,
	isNotOfAnotherPerson,
	isNothingOrAbout,
	isWith,
	within,
	type Evidence,
} from '../../../../nodes/linq/wire/evidence';
import type { JsonObject } from '../../../../nodes/linq/values/json';

const id = 'abc';
const people = ['+12025550101', 'jo@example.com'];
const inChat = (...handles: unknown[]) => ({ handles: handles.map((handle) => ({ handle })) });

test.each<[string, Evidence, JsonObject, boolean]>([
	['accepted: a status', isAccepted, { status: 'accepted' }, true],
	['accepted: a message', isAccepted, { message: 'queued' }, true],
	['accepted: success', isAccepted, { success: true }, true],
	['accepted: nothing', isAccepted, {}, false],
	['accepted: a list', isAccepted, { chats: [] }, false],
	['accepted: a number', isAccepted, { status: 200 }, false],
	['about it', isAbout('id', id), { id }, true],
	['about it, in another case', isAbout('id', id), { id: ' ABC ' }, true],
	['about another', isAbout('id', id), { id: 'abd' }, false],
	['about nobody knows what', isAbout('id', id), {}, false],
	['about a number', isAbout('id', '1'), { id: 1 }, false],
	['not of another: it', isNotOfAnother('id', id), { id: 'ABC' }, true],
	['not of another: unnamed', isNotOfAnother('id', id), {}, true],
	['not of another: null', isNotOfAnother('id', id), { id: null }, true],
	['not of another: another', isNotOfAnother('id', id), { id: 'abd' }, false],
	[
		'of nobody else: them',
		isNotOfAnotherPerson('to', '+12025550101'),
		{ to: '+12025550101' },
		true,
	],
	['of nobody else: unnamed', isNotOfAnotherPerson('to', '+12025550101'), {}, true],
	['of somebody else', isNotOfAnotherPerson('to', '+12025550101'), { to: '+12025550109' }, false],
	['of a number', isNotOfAnotherPerson('to', '+12025550101'), { to: 12025550101 }, false],
	['a text', hasText('id'), { id }, true],
	['an empty text', hasText('id'), { id: '' }, false],
	['no text', hasText('id'), { id: {} }, false],
	['within', within('chat', hasText('id')), { chat: { id } }, true],
	['within another', within('chat', hasText('id')), { message: { id } }, false],
	['within a list', within('chat', hasText('id')), { chat: [{ id }] }, false],
	['both', allOf(hasText('id'), isAbout('id', id)), { id }, true],
	['one of two', allOf(hasText('id'), isAbout('id', id)), { id: 'abd' }, false],
	['everyone', isWith(people), inChat('+12025550100', ...people), true],
	['everyone, in another case', isWith(people), inChat('JO@example.com', people[0]), true],
	['one is missing', isWith(people), inChat('+12025550100', people[0]), false],
	['somebody else', isWith(['+12025550101']), inChat('+12025550109'), false],
	['in another spelling', isWith(['+525512345678']), inChat('+5215512345678'), true],
	['an email address of digits', isWith(['12345678@example.com']), inChat('+12345678'), false],
	['nobody is named', isWith(people), {}, true],
	['people that are none', isWith(people), inChat(7, null), true],
	['nothing', isNothingOrAbout({ chat_id: id }), {}, true],
	['something about it', isNothingOrAbout({ chat_id: id }), { status: 'ok', chat_id: id }, true],
	['something unnamed', isNothingOrAbout({ chat_id: id }), { status: 'ok' }, true],
	['another’s', isNothingOrAbout({ chat_id: id }), { status: 'ok', chat_id: 'abd' }, false],
	['something else', isNothingOrAbout({ chat_id: id }), { chats: [] }, false],
])('%s', (_, evidence, answer, expected) => {
	expect(evidence(answer)).toBe(expected);
});

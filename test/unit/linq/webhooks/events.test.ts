import {
	chatOf,
	doerOf,
	isOwnDoing,
	isRecovered,
	ownLinesIn,
	parseEvent,
} from '../../../../nodes/linq/webhooks/events';

const bytes = (value: unknown) =>
	Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const event = (event_type: string, data: unknown) => ({ event_type, event_id: 'e1', data });

test('an event comes out with all it came with', () => {
	const whole = { ...event('chat.created', { id: 'c' }), trace_id: 't', partner: 'Jörg 🎉' };
	expect(parseEvent(bytes(whole))).toEqual(whole);
});

test.each<[string, unknown]>([
	['nothing', ''],
	['no JSON', '{"event_type":'],
	['null', 'null'],
	['a list', [event('chat.created', {})]],
	['a text', '"chat.created"'],
	['an event without a type', { event_id: 'e1' }],
	['an event with an empty type', { event_type: '', event_id: 'e1' }],
	['an event whose type is no text', { event_type: 1, event_id: 'e1' }],
	['an event without an ID', { event_type: 'chat.created' }],
	['an event with an empty ID', { event_type: 'chat.created', event_id: '' }],
	['an event whose ID is no text', { event_type: 'chat.created', event_id: 1 }],
])('%s is no event', (_what, body) => {
	expect(parseEvent(bytes(body))).toBeUndefined();
});

test.each<[string, string, unknown, string | undefined]>([
	['the chat of a message', 'message.received', { id: 'm', chat: { id: 'ABC' } }, 'abc'],
	['the chat ID of a change', 'participant.added', { chat_id: 'ABC' }, 'abc'],
	['the ID before the object', 'x', { chat_id: 'one', chat: { id: 'other' } }, 'one'],
	['the chat of a poll', 'poll.vote.added', { message_id: 'm', chat: { id: 'ABC' } }, 'abc'],
	['the chat of a background', 'chat.background_updated', { chat: { id: 'ABC' } }, 'abc'],
	['a payment, of no chat', 'payment.succeeded', { id: 'ABC' }, undefined],
	['a new chat itself', 'chat.created', { id: 'ABC' }, 'abc'],
	['the ID of something else', 'message.received', { id: 'm' }, undefined],
	['a chat that is no object', 'message.received', { chat: 'abc' }, undefined],
	['a missing chat', 'message.received', { chat: null }, undefined],
	['an ID that is no text', 'message.received', { chat_id: 5 }, undefined],
	['no data', 'chat.created', undefined, undefined],
	['data that are a list', 'chat.created', ['abc'], undefined],
])('%s', (_what, type, data, expected) => {
	expect(chatOf(event(type, data))).toBe(expected);
});

test.each<[string, unknown, boolean]>([
	['message.received', { direction: 'outbound' }, true],
	['message.received', { direction: 'inbound' }, false],
	['message.received', { is_from_me: true }, true],
	['message.received', { is_from_me: 'true' }, false],
	['message.received', { sender_handle: { is_me: true } }, true],
	['message.received', { sender_handle: { is_me: false } }, false],
	['message.received', { sender_handle: { is_me: 'yes' } }, false],
	['message.received', { sender_handle: null }, false],
	['message.received', { from_handle: { is_me: true } }, false],
	['message.edited', { direction: 'outbound' }, true],
	['message.edited', { sender_handle: { is_me: true } }, true],
	['message.edited', {}, false],
	['message.sent', { direction: 'outbound', is_from_me: true }, false],
	['message.delivered', { sender_handle: { is_me: true } }, false],
	['reaction.added', { is_from_me: true }, true],
	['reaction.added', { from_handle: { is_me: true } }, true],
	['reaction.removed', { from_handle: { is_me: true } }, true],
	['reaction.added', { from_handle: { is_me: false } }, false],
	['reaction.added', { direction: 'outbound' }, false],
	['chat.reaction.added', { is_from_me: true }, false],
	['participant.added', { is_from_me: true }, false],
	['poll.received', { direction: 'outbound' }, true],
	['poll.received', { direction: 'inbound', sender_handle: { is_me: true } }, true],
	['poll.received', { direction: 'inbound', sender_handle: { is_me: false } }, false],
	['poll.vote.added', { sender_handle: { is_me: true } }, true],
	['poll.vote.removed', { sender_handle: { is_me: true } }, true],
	['poll.vote.added', { direction: 'outbound', sender_handle: { is_me: false } }, false],
	['poll.vote.added', { direction: 'outbound', sender_handle: null }, false],
	['poll.vote.removed', { direction: 'outbound' }, false],
	['message.received', { direction: 'outbound', sender_handle: null }, true],
	['poll.vote.added', { direction: 'inbound' }, false],
	['poll.updated', { added_options: [{ creator_handle: { is_me: true } }] }, true],
	[
		'poll.updated',
		{
			direction: 'outbound',
			sender_handle: { is_me: true },
			added_options: [{ creator_handle: { is_me: false } }],
		},
		false,
	],
	[
		'poll.updated',
		{ added_options: [{ creator_handle: { is_me: true } }, { creator_handle: {} }] },
		false,
	],
	['poll.updated', { direction: 'outbound', added_options: [{ creator_handle: null }] }, false],
	['poll.updated', { direction: 'outbound', added_options: [] }, false],
	[
		'poll.updated',
		{ added_options: [{ creator_handle: { is_me: true } }, { creator_handle: null }] },
		false,
	],
	['poll.updated', { direction: 'inbound', added_options: 'none' }, false],
	['poll.reaction.added', { is_from_me: true }, true],
	['poll.reaction.added', { from_handle: { is_me: true } }, true],
	['poll.reaction.added', { direction: 'outbound' }, false],
	['poll.sent', { direction: 'outbound', sender_handle: { is_me: true } }, false],
	['poll.failed', { direction: 'outbound' }, false],
	['message.received', undefined, false],
	['poll.updated', undefined, false],
])('%s with %j: one of our own lines did it, %s', (type, data, expected) => {
	expect(isOwnDoing(event(type, data), [])).toBe(expected);
});

test.each<[string, unknown, boolean]>([
	['message.received', { sender_handle: { handle: '+12025550101', is_me: false } }, true],
	['message.edited', { sender_handle: { handle: '+12025550101' } }, true],
	['reaction.added', { from_handle: { handle: '+12025550101' } }, true],
	['poll.vote.added', { sender_handle: { handle: '+12025550101' } }, true],
	['poll.updated', { added_options: [{ creator_handle: { handle: '+12025550101' } }] }, true],
	['poll.reaction.added', { from_handle: { handle: '+12025550101' } }, true],
	['message.received', { sender_handle: { handle: '+12025550102' } }, false],
	['message.received', { sender_handle: { handle: 12025550101 } }, false],
	['message.received', { sender_handle: '+12025550101' }, false],
	['message.delivered', { sender_handle: { handle: '+12025550101' } }, false],
])('%s with %j: another of our own lines did it, %s', (type, data, expected) => {
	expect(isOwnDoing(event(type, data), ['+12025550100', '+12025550101'])).toBe(expected);
});

test.each<[string, unknown, string | undefined]>([
	['message.received', { sender_handle: { handle: '+12025550101' } }, '+12025550101'],
	['message.edited', { sender_handle: { handle: '+12025550101' } }, '+12025550101'],
	['reaction.added', { from_handle: { handle: '+12025550101' } }, '+12025550101'],
	['reaction.added', { sender_handle: { handle: '+12025550101' } }, undefined],
	['poll.vote.removed', { sender_handle: { handle: '+12025550101' } }, '+12025550101'],
	[
		'poll.updated',
		{ added_options: [{ creator_handle: {} }, { creator_handle: { handle: '+12025550101' } }] },
		'+12025550101',
	],
	['poll.updated', { sender_handle: { handle: '+12025550101' } }, undefined],
	['message.received', { sender_handle: { handle: 'jo@example.com' } }, undefined],
	['message.received', { sender_handle: '+12025550101' }, undefined],
	['message.delivered', { sender_handle: { handle: '+12025550101' } }, undefined],
	['message.received', undefined, undefined],
])('%s with %j was done by %s', (type, data, expected) => {
	expect(doerOf(event(type, data))).toBe(expected);
});

const found = '2026-03-01T10:00:00Z';

test.each<[string, unknown, boolean]>([
	['message.received', { reconciled_at: found }, true],
	['message.edited', { reconciled_at: found }, true],
	['message.received', { reconciled_at: null }, false],
	['message.received', {}, false],
	['message.received', undefined, false],
	['message.received', [found], false],
	['reaction.added', { reconciled_at: found }, false],
	['chat.message.pinned', { reconciled_at: found }, false],
])('%s with %j: Linq missed it and found it later, %s', (type, data, expected) => {
	expect(isRecovered(event(type, data))).toBe(expected);
});

const me = (handle: unknown) => ({ handle, is_me: true });

test.each<[string, unknown, string[]]>([
	['message.received', { chat: { owner_handle: me('+12025550100') } }, ['+12025550100']],
	['message.sent', { sender_handle: me('+12025550100') }, ['+12025550100']],
	['reaction.added', { from_handle: me('+12025550100') }, ['+12025550100']],
	['participant.added', { participant: me('+12025550100') }, ['+12025550100']],
	['contact_card.received', { owner_handle: me('+12025550100') }, ['+12025550100']],
	[
		'contact_card.received',
		{ owner_handle: '+12025550100', sender_handle: '+12025550101' },
		['+12025550100'],
	],
	['message.received', { owner_handle: '+12025550100' }, []],
	[
		'chat.created',
		{ handles: [me('+12025550100'), { handle: '+12025550101', is_me: false }] },
		['+12025550100'],
	],
	['phone_number.status_updated', { phone_number: '+12025550100' }, ['+12025550100']],
	['phone_number.assigned', { phone_number: '+12025550100' }, ['+12025550100']],
	['phone_number.released', { phone_number: '+12025550100' }, []],
	['message.received', { sender_handle: { handle: '+12025550101' } }, []],
	['message.received', { sender_handle: me('jo@example.com') }, []],
	['message.received', { sender_handle: me(12025550100) }, []],
	['message.received', { sender_handle: { handle: '+12025550101', is_me: 'true' } }, []],
	['message.received', undefined, []],
])('%s with %j names the own lines %j', (type, data, expected) => {
	expect(ownLinesIn(event(type, data))).toEqual(expected);
});

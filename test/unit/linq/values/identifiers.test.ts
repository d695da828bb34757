import { parseChatId } from '../../../../nodes/linq/values/identifiers';
import { failureOf } from '../failures';

const uuid = '550e8400-e29b-41d4-a716-446655440000';

test.each([uuid, uuid.toUpperCase(), ` ${uuid} `])('%j is a chat ID', (value) => {
	expect(parseChatId(value)).toBe(uuid);
});

test.each([undefined, null, ''])('%j is a missing chat', (value) => {
	expect(failureOf(() => parseChatId(value)).message).toBe('The chat is missing');
});

test.each([
	'../webhook-subscriptions/x?y=',
	`${uuid}/../x`,
	`${uuid.slice(0, 30)}\u0000${uuid.slice(30)}`,
	`${uuid}\n${uuid}`,
	'550e8400e29b41d4a716446655440000',
	'Acme onboarding',
	uuid.slice(1),
	42,
	true,
	{ value: uuid },
	[uuid],
])('%j is refused', (value) => {
	const { message, hint } = failureOf(() => parseChatId(value));
	expect(message).toBe('This is not a chat ID');
	expect(hint).toContain(uuid);
});

test.each(['\r\n', '\t', '\ufeff', '\u200b', '\u0000', '\u2060 '])(
	'%j at the ends of an ID is dropped, and inside it is refused',
	(sign) => {
		const id = '550e8400-e29b-41d4-a716-446655440000';
		expect(parseChatId(`${sign}${id}${sign}`)).toBe(id);
		expect(failureOf(() => parseChatId(id.replace('-', `-${sign}`))).message).toBe(
			'This is not a chat ID',
		);
	},
);

test.each([' ', '\r\n', '\u200b'])('%j is a missing chat, too', (value) => {
	expect(failureOf(() => parseChatId(value)).message).toBe('The chat is missing');
});

import {
	experience,
	parseAnyIdentifier,
	parseChatId,
	payment,
} from '../../../../nodes/linq/values/identifiers';
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

test.each([
	'pay_7',
	uuid,
	uuid.toUpperCase(),
	'a.b:c~d=e+f@g-h',
	'.a',
	'a'.repeat(200),
	' pay_7\r\n',
])('%j is an ID, as it is', (value) => {
	expect(parseAnyIdentifier(value, payment)).toBe(value.trim());
});

test.each([
	'.',
	'..',
	'...',
	'a/b',
	'a?b',
	'a#b',
	'a%2f',
	'a b',
	'a,b',
	'é',
	'a\\b',
	'a'.repeat(201),
	1.5,
	['a'],
	{},
	true,
])('%j is no ID at all', (value) => {
	expect(failureOf(() => parseAnyIdentifier(value, payment)).message).toBe(
		'This is not a payment ID',
	);
});

test('what has a name is told apart from what has an ID', () => {
	const failure = failureOf(() => parseAnyIdentifier('a/b', experience));
	expect(failure.message).toBe('This is not an experience name');
	expect(failureOf(() => parseAnyIdentifier(' ', experience)).message).toBe(
		'The experience is missing',
	);
});

test('an ID that need not be a UUID may be a number', () => {
	expect(parseAnyIdentifier(4711, payment)).toBe('4711');
});

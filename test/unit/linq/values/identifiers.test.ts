import {
	experience,
	parseAnyIdentifier,
	parseChatId,
	subscription,
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

describe('an ID whose form Linq does not tell', () => {
	test.each(['whs_01J9ZQ', 'A', '7', 'a.b-c_d~e:f+g=h@i', uuid.replaceAll('-', '')])(
		'%j is taken as it is',
		(value) => {
			expect(parseAnyIdentifier(value, subscription)).toBe(value);
			expect(parseAnyIdentifier(`\ufeff ${value}\r\n`, subscription)).toBe(value);
		},
	);

	test('a whole number is taken as it is written', () => {
		expect(parseAnyIdentifier(7, subscription)).toBe('7');
	});

	test('a UUID is the same in any case', () => {
		expect(parseAnyIdentifier(uuid.toUpperCase(), subscription)).toBe(uuid);
	});

	test.each([
		...['.', '..', '...', 'a/b', '..\\x', 'a?b=1', 'a#b', 'a%2fb', 'a b', 'a,b', 'a;b', 'a\nb'],
		...['a\u0000b', '\uff0e\uff0e', '\u2025', 'é', '\ud83c', '${7*7}', '<a>', 'x'.repeat(201)],
		...[7.5, -1e300, Number.NaN, true, {}, [uuid]],
	])('%j is refused', (value) => {
		expect(failureOf(() => parseAnyIdentifier(value, subscription))).toMatchObject({
			message: 'This is not a webhook subscription ID',
			hint: 'Pick the webhook subscription from the list, or give its ID.',
		});
	});

	test('nothing is a missing one', () => {
		expect(failureOf(() => parseAnyIdentifier(' ', subscription)).message).toBe(
			'The webhook subscription is missing',
		);
	});

	test('what has a name is told apart from what has an ID', () => {
		expect(failureOf(() => parseAnyIdentifier('a/b', experience)).message).toBe(
			'This is not an experience name',
		);
	});
});

import fc from 'fast-check';
import type { IExecuteFunctions, ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { readCommonOptions } from '../../nodes/LinqChat/parameters/options';
import { findOperation, hasChats } from '../../nodes/LinqChat/resources';
import { cleanFileName } from '../../nodes/LinqChat/parameters/itemFiles';
import { askedFor } from '../../nodes/LinqChat/parameters/askedFor';
import { ItemParameters } from '../../nodes/LinqChat/parameters/itemParameters';
import { parseHandles } from '../../nodes/LinqChat/parameters/recipients';
import { pointInTime } from '../../nodes/LinqChat/parameters/time';
import { separated, Values } from '../../nodes/LinqChat/parameters/values';
import { searchChats } from '../../nodes/search/chats';
import { searchExperiences } from '../../nodes/search/experiences';
import { searchMessages } from '../../nodes/search/messages';
import { searchPaymentRequests } from '../../nodes/search/paymentRequests';
import { searchPhoneNumbers } from '../../nodes/search/phoneNumbers';
import { deliveryAddress, isPublic, isSameAddress } from '../../nodes/linq/webhooks/addresses';
import { readChoice } from '../../nodes/LinqChatTrigger/parameters';
import { StepKeys } from '../../nodes/LinqChat/parameters/idempotencyKeys';
import { StepParameters } from '../../nodes/LinqChat/parameters/stepParameters';
import { readAnswer } from '../../nodes/linq/wire/answers';
import { contentTypeOf } from '../../nodes/linq/files/contentTypes';
import { readCredential } from '../../nodes/linq/wire/credential';
import { checkDecorations } from '../../nodes/linq/messages/decorations';
import { inOneLine } from '../../nodes/linq/errors';
import { chatOf, parseEvent } from '../../nodes/linq/webhooks/events';
import { parseHandle } from '../../nodes/linq/people/handles';
import { parseAnyIdentifier, parseChatId, payment } from '../../nodes/linq/values/identifiers';
import { textOf } from '../../nodes/linq/values/json';
import { isWebAddress, linkIn, placeAddress, secureAddress } from '../../nodes/linq/values/links';
import { path } from '../../nodes/linq/wire/path';
import { parseAmount } from '../../nodes/linq/payments/amounts';
import { nationalFormat } from '../../nodes/linq/people/nationalFormat';
import { parseSender } from '../../nodes/linq/people/senders';
import { parseCountry } from '../../nodes/linq/people/countryCodes';
import {
	isRecent,
	isSignedWith,
	mayBeSigned,
	signingKey,
} from '../../nodes/linq/webhooks/signatures';
import { slownessOf, type Growing, type Reader } from './growth';
import { menu, placesOf, titleOf, unknownId, type MenuEntry, type Place } from './operations';
import { ownLine } from './setting';
import { codePoint } from '../codePoint';

/** What readers look for in text, and what stands around it. */
const fragments = [
	...['1', '0', '+', '+1', '1 ', '12', '5561000', '+12025561000', '(202) 556-1000', '1234567'],
	...['(', ')', '[', ']', '{', '}', '<', '>', '"', "'", '-', '–', '.', '..', '/', '//', '\\', ':'],
	...['ext', 'ext.', ';ext=', 'x', '#', 'tel:', 'mailto:', 'sms:', '%2B', '%', '&', '=', '?', '!'],
	...['@', 'a@', 'a@b.', 'jo@example.com', 'jo@example.com,', '<jo@example.com>', '"Doe, Jo" '],
	...[' ', '  ', '\n', '\r\n', '\t', '\u00a0', '\u200b', '\0', ',', ';', '|', ', ', '_', '$', '~'],
	...['http:', 'https://', '://', 'www.', 'a.com', 'a.com/', 'a.com/(', 'a.b.', 'a.Be ', 'xn--'],
	...['a', 'A', 'aa', 'ab', 'é', 'ß', '漢', '🎉', '\ud83c', '٣', '３', '𝟓', '\u2028', '\u30fc'],
	...[
		'2026-11-23',
		'T10:00',
		':00',
		'0-',
		'-1',
		'00000000',
		'-0000',
		unknownId,
		'0000-',
		'US',
		'U',
	],
	...['message.', 'message.received', '_a', '.a', 'whsec_', 'v1,', 'A=', 'data:', ';base64,', '[['],
	...['{"a":', '[{"type":"text","value":"', '"}]', '\\u0000', '../', 'image/', '.png', '&amp;'],
];

const fragment = fc.oneof(
	{ weight: 9, arbitrary: fc.constantFrom(...fragments) },
	fc.string({ unit: codePoint, minLength: 1, maxLength: 3 }),
);
const end = fc.oneof(fc.constant(''), fragment);

/** The fragments after one another, again and again, or a long stretch of each. */
const growing = fc
	.record({
		start: end,
		repeated: fc.array(fragment, { minLength: 1, maxLength: 4 }),
		inStretches: fc.boolean(),
		end,
	})
	.map(growingOf);

function growingOf(shape: {
	start: string;
	repeated: string[];
	inStretches: boolean;
	end: string;
}) {
	const { start, repeated, inStretches, end } = shape;
	const grow = (length: number) => {
		const room = length - start.length - end.length;
		const whole = repeated.join('');
		const filled = inStretches
			? repeated.map((one) => filledWith(one, room / repeated.length)).join('')
			: filledWith(whole, room);
		return start + filled + end;
	};
	// Hundreds of readers read the same one.
	const grown = new Map<number, string>();
	const text = (length: number) => {
		const known = grown.get(length) ?? grow(length);
		grown.set(length, known);
		return known;
	};
	return { name: JSON.stringify(shape), text } satisfies Growing;
}

function filledWith(fragment: string, length: number): string {
	return fragment.repeat(Math.ceil(length / fragment.length)).slice(0, Math.floor(length));
}

const times = (repeated: string[], end = '!') =>
	growingOf({ start: '', repeated, inStretches: false, end });
const stretches = (repeated: string[], end = '!') =>
	growingOf({ start: '', repeated, inStretches: true, end });

/** Those that have been slow, or would be with an expression that is likely to be written. */
const known = [
	stretches(['1', 'ext', ' ']),
	stretches(['1', ' ', '1', ' '], 'a'),
	stretches(['(', '['], 'a'),
	times(['://', 'a.com/']),
	times(['a.com/', '(']),
	times(['a.b@']),
	times(['/']),
	times(['.'], 'a'),
	times([' '], 'a'),
	times([',', ' '], 'a'),
	times(['0123456789']),
	times(['+12025561000,'], ''),
	times(['a'], ''),
];

/** @returns what was read; a refusal, too, is an answer */
function refusing<Read>(read: () => Read): Read | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

const reader = (name: string, read: (text: string) => unknown): Reader => ({
	name,
	prepare: (text) => () => refusing(() => read(text)),
});

/** As n8n hands them over: a copy, with the one expression there is worked out. */
function resolved(parameters: object): object {
	const entries = Object.entries(parameters).filter(([, inside]) => inside !== undefined);
	return Object.fromEntries(entries.map(([name, inside]) => [name, resolvedValue(inside)]));
}

function resolvedValue(value: unknown): unknown {
	if (value === `={{ '${unknownId}' }}`) return unknownId;
	if (Array.isArray(value)) return value.map(resolvedValue);
	return typeof value === 'object' && value !== null ? resolved(value) : value;
}

/** What an operation's parameters are before anybody fills in any. */
const chosen = Object.fromEntries(
	menu.map((entry) => [
		titleOf(entry),
		resolved(Object.fromEntries(entry.fields.map((field) => [field.name, field.default]))),
	]),
) as Record<string, object>;

/** An operation that finds the text in one of its parameters. */
function atPlace(title: string, { path, filled }: Place): Reader {
	return {
		name: `${title}, ${path}`,
		prepare(text) {
			const given: Record<string, unknown> = { ...chosen[title], ...resolved(filled(text)) };
			const context = {
				getNodeParameter: (name: string) => given[name] ?? '',
				getTimezone: () => 'America/New_York',
				getInputData: () => [{ json: given }],
				getExecutionId: () => undefined,
				getInstanceId: () => 'instance',
				getWorkflow: () => ({ id: 'workflow' }),
				getNode: () => ({ id: 'node', name: 'Linq Chat', parameters: given }),
				helpers: {
					assertBinaryData() {
						throw new Error('There is no file');
					},
				},
			} as unknown as IExecuteFunctions;
			const origin = {
				parameters: new StepParameters(context),
				keys: new StepKeys(context, false),
				isTool: false,
			};
			return () => {
				const item = new ItemParameters(context, 0, origin);
				refusing(() => {
					readCommonOptions(item, hasChats(given.resource));
					return findOperation(given.resource, given.operation).prepare(item);
				});
				return askedFor(item);
			};
		},
	};
}

/** A picker in which the text was typed, for an account with a page of chats, messages and numbers. */
function picking(search: typeof searchChats): Reader {
	const handle = ownLine;
	const list = <Entry>(entry: Entry) => Array.from({ length: 100 }, () => entry);
	const body = JSON.stringify({
		chats: list({ id: unknownId, display_name: 'Acme', is_group: true, handles: [{ handle }] }),
		messages: list({ id: unknownId, parts: [{ type: 'text', value: 'Hello' }] }),
		phone_numbers: list({ id: unknownId, phone_number: ownLine }),
		data: list({ id: unknownId, amount: 1_250, currency: 'usd', status: 'requested' }),
		experiences: list({ experience: 'link', display_name: 'Link' }),
	});
	const context = {
		getCredentials: async () => await Promise.resolve({ apiKey: 'key-0123456789' }),
		getCurrentNodeParameter: () => unknownId,
		getNode: () => ({ name: 'Linq Chat' }),
		helpers: {
			httpRequestWithAuthentication: async () =>
				await Promise.resolve({ statusCode: 200, headers: {}, body }),
		},
	} as unknown as ILoadOptionsFunctions;
	return {
		name: search.name,
		prepare: (text) => async () => {
			await search.call(context, text).catch(() => undefined);
		},
	};
}

/** The trigger's parameters, with the text in each of them in turn. */
const ofTrigger = ['events', 'phoneNumbers', 'chatId'].map((name) =>
	reader(`trigger, ${name}`, (text) => {
		const given: Record<string, unknown> = {
			events: name === 'events' ? [text] : ['message.received'],
			phoneNumbers: name === 'phoneNumbers' ? text.split(',') : [],
			options: name === 'chatId' ? { chatId: text } : {},
		};
		return readChoice({
			getNodeParameter: (parameter: string) => given[parameter],
		} as Parameters<typeof readChoice>[0]);
	}),
);

const answerWith = (body: object, headers: object = {}, status = 400) =>
	readAnswer({ status, headers: { ...headers }, text: JSON.stringify(body) }, 'key-0123456789');

/** By Linq, or by whoever calls in its name. */
const ofAnswers = [
	reader('an answer', (text) => readAnswer({ status: 200, headers: {}, text }, 'key-0123456789')),
	reader('a refusal', (text) => {
		const error = { message: text, doc_url: text, retry_after: text, code: text };
		return answerWith({ error, trace_id: text }, { 'retry-after': text, 'x-trace-id': text });
	}),
	reader('a failure in one line', (text) => inOneLine({ message: text, hint: 'Try again.' })),
	reader('text of an answer', (text) => textOf(text, 500)),
	reader('a call', (text) => {
		const event = parseEvent(Buffer.from(text));
		return event && chatOf(event);
	}),
	reader('an event', (text) => {
		const body = JSON.stringify({ event_type: text, event_id: text, data: { chat_id: text } });
		return chatOf(parseEvent(Buffer.from(body))!);
	}),
	...[['webhook-id', 'webhook-timestamp', 'webhook-signature'], ['x-webhook-signature']].map(
		(names) =>
			reader(`a call with ${names.join()}`, (text) => {
				const now = Date.now();
				const seconds = String(Math.floor(now / 1000));
				const headers: Record<string, string> = { 'x-webhook-timestamp': seconds };
				for (const name of names) headers[name] = name.endsWith('timestamp') ? seconds : text;
				const call = { headers, body: Buffer.from(text) };
				const isSigned = isSignedWith(call, `whsec_${'A'.repeat(32)}`);
				return [mayBeSigned(call), isSigned, isRecent(call, now)];
			}),
	),
	reader('a signing secret', signingKey),
];

/**
 * `readCommonOptions` reads these before an operation reads anything, and knows of the operation only
 * whether it has chats. So one of either kind stands for all.
 */
const common = ['concurrency', 'includeInputFields', 'maxRetries', 'timeout', 'whenNothingWorks'];
const commonIn = [true, false].map((withChats) =>
	menu.find(({ resource }) => hasChats(resource) === withChats),
);
const placesIn = (entry: MenuEntry) =>
	placesOf(entry).filter(({ path }) => {
		const [collection, name, ...others] = path.split('.');
		const isCommon = collection === 'options' && others.length === 0 && common.includes(name!);
		return !isCommon || commonIn.includes(entry);
	});

const placesByTitle = menu.flatMap((entry) =>
	placesIn(entry).map((place) => [titleOf(entry), place] as const),
);

/** Words to be styled that stand in the text many times, or almost do. */
const styling = [2, 3].flatMap((share) =>
	placesByTitle
		.filter(([, place]) => place.path === 'options.textStyles.style.words')
		.map(([title, place]) => {
			const filled = (text: string): INodeParameters => {
				const words = share === 2 ? text.slice(0, text.length / 2).trim() : text.charAt(0);
				return { ...place.filled(words || 'a'), text };
			};
			return atPlace(title, { ...place, filled });
		}),
);

const readers: Reader[] = [
	reader('a handle', (text) => parseHandle(text)),
	reader('a handle with a country', (text) => parseHandle(text, 'US')),
	reader('a handle to be written out', (text) => nationalFormat(text)),
	reader('a sender', (text) => parseSender(text)),
	reader('a sender with a country', (text) => parseSender(text, 'DE')),
	reader('an amount', (text) => parseAmount(text, { label: 'Amount', least: 1 })),
	reader('an ID that is no UUID', (text) => parseAnyIdentifier(text, payment)),
	reader('handles', (text) => parseHandles([text], 'US')),
	reader('a list of handles', (text) => parseHandles(text.match(/.{1,12}/gs) ?? [], 'US')),
	reader('a country', parseCountry),
	reader('a chat ID', parseChatId),
	reader('a path', (text) => path`/v3/chats/${text}`),
	reader('a link in a text', linkIn),
	reader('a web address', isWebAddress),
	reader('a secure address', (text) => secureAddress(text, 100_000)),
	reader('a place', (text) => placeAddress(text, 100_000)),
	reader('a point in time', (text) => pointInTime(text, 'America/New_York')),
	reader('a zone', (text) => pointInTime('2026-11-23T10:00', text)),
	reader('a separated list', separated),
	reader('several values', (text) =>
		new Values(
			() => text,
			'field',
			() => true,
		).several('any'),
	),
	reader('a whole number', (text) => {
		const range = { lowest: 0, highest: 9, fallback: 0 };
		return new Values(
			() => text,
			'field',
			() => true,
		).wholeNumber('any', 'Any', range);
	}),
	reader('a file name', cleanFileName),
	reader('a content type', (text) => contentTypeOf(text, text)),
	reader('the ending of a file', (text) => contentTypeOf('', text)),
	reader('a style on each other character', (text) => {
		const decorations = Array.from({ length: text.length / 2 }, (_, index) => ({
			range: [2 * index, 2 * index + 1] as [number, number],
			style: 'bold',
		}));
		checkDecorations(text, decorations);
	}),
	reader('an API key', (apiKey) => readCredential({ apiKey })),
	reader('a base URL', (baseUrl) => readCredential({ apiKey: 'key-0123456789', baseUrl })),
	reader('a path of a base URL', (text) => {
		return readCredential({ apiKey: 'key-0123456789', baseUrl: `https://linq.example/${text}` });
	}),
	reader('a host', (text) => isPublic(`https://${text}`)),
	reader('an address for deliveries', (text) => deliveryAddress(`https://n8n.example/${text}`)),
	reader('two addresses', (text) => isSameAddress(`https://${text}/a`, `https://a/${text}`)),
	...ofTrigger,
	...ofAnswers,
	...[searchChats, searchMessages, searchPhoneNumbers].map(picking),
	...[searchExperiences, searchPaymentRequests].map(picking),
	...styling,
	...placesByTitle.map(([title, place]) => atPlace(title, place)),
];

test.each(known)(
	'no reader of text is slow for $name',
	async (shape) => {
		let slow: string | undefined;
		for (const one of readers) slow ??= await slownessOf(one, shape);
		expect(slow).toBeUndefined();
	},
	300_000,
);

test('no reader of text is slow for any other', async () => {
	const cases = fc.record({ one: fc.constantFrom(...readers), shape: growing });
	await fc.assert(
		fc.asyncProperty(cases, async ({ one, shape }) => {
			expect(await slownessOf(one, shape)).toBeUndefined();
		}),
		{ numRuns: 500, interruptAfterTimeLimit: 120_000 },
	);
}, 150_000);

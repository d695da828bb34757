/* eslint-disable @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import type { Patience } from '../../../../nodes/linq/wire/client';
import { LinqError } from '../../../../nodes/linq/errors';
import {
	checkDraft,
	sendMessage,
	sentMessage,
	type FilePart,
	type Part,
} from '../../../../nodes/linq/messages/messages';
import { Experiences } from '../../../../nodes/linq/messages/experiences';
import { path } from '../../../../nodes/linq/wire/path';
import type { Emulator } from '../../../emulator';
import { connected } from '../connected';
import { laterFailureOf } from '../failures';

const text = (value: string): Part => ({ type: 'text', value });
const link = (value: string): Part => ({ type: 'link', value });
const byAddress = (url = 'https://example.com/a.jpg'): Part => ({ type: 'media', url });
const uploaded: Part = { type: 'media', attachment_id: '550e8400-e29b-41d4-a716-446655440000' };
const card: Part = { type: 'imessage_app', app: {} };
const fromItem: FilePart = {
	type: 'file',
	file: async () => await Promise.reject(new Error('Nobody asked for the file yet')),
	identity: () => 'file',
};
const times = <Value>(count: number, value: Value) => Array.from({ length: count }, () => value);

function check(parts: Array<Part | FilePart>, isFirst = false): void {
	checkDraft({ parts }, isFirst);
}

/** Why a message is refused, and what to do. */
function refusal(parts: Array<Part | FilePart>, isFirst = false): [string, string] {
	try {
		check(parts, isFirst);
	} catch (error) {
		if (!(error instanceof LinqError)) throw error;
		const { message, hint, category } = error.failure;
		expect(category).toBe('invalid_input');
		expect(hint).toMatch(/^[A-Z].*\.$/);
		return [message, hint];
	}
	throw new Error('The message was not refused');
}

test.each<[string, Array<Part | FilePart>]>([
	['a text', [text('Hello')]],
	['a file alone', [fromItem]],
	['a text between files', [byAddress(), text('Hello'), uploaded]],
	['texts with a file between them', [text('One'), fromItem, text('Two')]],
	['a link alone', [link('https://example.com/offer')]],
	['a link in any case', [link('HTTPS://EXAMPLE.COM')]],
	['a link without encryption', [link('http://example.com')]],
	['a card alone', [card]],
	['100 parts', times(100, uploaded)],
	['40 files by address', times(40, byAddress())],
	['40 files by address and 60 others', [...times(40, byAddress()), ...times(60, uploaded)]],
	[
		'100 files by the addresses that Linq gave them',
		times(100, byAddress('https://cdn.linqapp.com/attachments/1/photo.jpg')),
	],
	['the longest link', [link(`https://example.com/${'a'.repeat(2_028)}`)]],
])('%s is sent', (_, parts) => {
	expect(() => check(parts)).not.toThrow();
});

test.each<[string, Array<Part | FilePart>, string, string]>([
	['nothing', [], 'The message is empty', 'add a file or a link'],
	['an empty text', [text('')], 'A text of the message is empty', 'leave it out'],
	['101 parts', times(101, uploaded), 'The message has 101 parts', 'at most 100 parts'],
	[
		'41 files by address',
		times(41, byAddress()),
		'The message has 41 files by web address',
		'at most 40 of those',
	],
	[
		'41 files by addresses that only look like Linq’s',
		times(41, byAddress('https://cdn.linqapp.com.example.com/photo.jpg')),
		'The message has 41 files by web address',
		'at most 40 of those',
	],
	[
		'two texts in a row',
		[fromItem, text('One'), text('Two')],
		'Two texts follow one another in the message',
		'one text',
	],
	[
		'a link with a text',
		[text('Look'), link('https://example.com')],
		"A link preview can't be combined with text or files",
		'a message of its own',
	],
	[
		'a link with a file',
		[link('https://example.com'), fromItem],
		"A link preview can't be combined with text or files",
		'a message of its own',
	],
	[
		'two links',
		[link('https://example.com'), link('https://example.org')],
		"A link preview can't be combined with text or files",
		'a message of its own',
	],
	[
		'a card with a text',
		[text('Look'), card],
		"An app card can't be combined with text or files",
		'a message of its own',
	],
	['words for a link', [link('our offer')], 'The link is not a web address', 'https://'],
	['half a link', [link('example.com/offer')], 'The link is not a web address', 'https://'],
	['a script', [link('javascript:alert(1)')], 'The link is not a web address', 'https://'],
	['a link to a file', [link('ftp://example.com')], 'The link is not a web address', 'https://'],
	[
		'a script with an address in it',
		[link('javascript:open("https://example.com")')],
		'The link is not a web address',
		'https://',
	],
	['no host', [link('https://')], 'The link is not a web address', 'https://'],
	[
		'a link too long',
		[link(`https://example.com/${'a'.repeat(2_029)}`)],
		'The link is not a web address',
		'2,048 characters',
	],
	[
		'a file without encryption',
		[byAddress('http://example.com/a.jpg')],
		"The file's web address can't be used",
		'https://',
	],
	['a file nowhere', [byAddress('photo')], "The file's web address can't be used", 'https://'],
])('%s is refused', (_, parts, message, hint) => {
	const [itsMessage, itsHint] = refusal(parts);
	expect(itsMessage).toBe(message);
	expect(itsHint).toContain(hint);
});

describe('the first message of a chat', () => {
	test.each([
		['See https://example.com', 'https://example.com'],
		['See example.com', 'example.com'],
		['See www.example.com/offer.', 'www.example.com/offer'],
		['See HTTP://EXAMPLE.COM', 'HTTP://EXAMPLE.COM'],
		['Two lines\nhttps://example.com', 'https://example.com'],
		[`example.com/${'a'.repeat(60)}`, `example.com/${'a'.repeat(47)}…`],
	])('%j is refused for its link', (value, found) => {
		const [message, hint] = refusal([text(value)], true);
		expect(message).toBe(`The first message of a new chat has a link in it: ${found}`);
		expect(hint).toContain('send it in a later message');
		expect(() => check([text(value)])).not.toThrow();
	});

	test('a link part is refused, and a link in the second text', () => {
		expect(refusal([link('https://example.com')], true)[0]).toContain('has a link in it');
		expect(refusal([link('http://intranet')], true)[0]).toContain('has a link in it');
		const parts = [text('Hello'), uploaded, text('See https://example.com')];
		expect(refusal(parts, true)[0]).toContain('has a link in it');
	});

	test('text without a link and files by address are taken', () => {
		expect(() => check([text('Hello, jo@example.com!'), byAddress()], true)).not.toThrow();
	});
});

describe('a message with files', () => {
	const line = '+12025550100';
	const patience: Patience = { maxRetries: 0, timeout: 10_000 };
	const fileOf = (fileName: string): FilePart => ({
		type: 'file',
		file: async () =>
			await Promise.resolve({
				...{ fileName, mimeType: 'text/plain', size: 6 },
				open: async () => await Promise.resolve(Buffer.from('Agenda')),
			}),
		identity: () => fileName,
	});

	let linq: Emulator;

	afterEach(() => linq.close());

	const draftOf = (parts: Array<Part | FilePart>) => {
		const write = { again: 'once', look: 'into the chat' } as const;
		return { parts, idempotency_key: 'one', write };
	};

	/** A Linq server, and a place for files that answers so. */
	async function stage(status = 200) {
		const { client, ...server } = await connected();
		linq = server.linq;
		linq.account.addPhoneNumber({ phone_number: line });
		const chat = linq.account.addChat({ from: line, handles: ['+12025550101'] });
		const puts: string[] = [];
		const files = {
			put: async ({ url }: { url: string }) => {
				puts.push(url);
				if (status === 200) linq.account.attachments.at(-1)!.status = 'complete';
				return await Promise.resolve({ status });
			},
			get: async () => await Promise.reject(new Error('Nothing is downloaded here')),
		};
		const session = { client, files, experiences: new Experiences(client) };
		const requestFor = (message: object) =>
			({
				method: 'POST',
				path: path`/v3/chats/${chat.id}/messages`,
				body: { message: message as never },
			}) as const;
		const send = async (parts: Array<Part | FilePart>) =>
			await sendMessage(draftOf(parts), requestFor, session, patience);
		const sent = async (parts: Array<Part | FilePart>) =>
			await sentMessage(draftOf(parts), requestFor, session, patience);
		return { puts, send, sent };
	}

	test('hands over the files in their order, and sends the rest as it is', async () => {
		const { puts, send } = await stage();
		await send([fileOf('first.txt'), text('Hello'), byAddress(), fileOf('second.txt')]);
		const [first, second] = linq.account.attachments;
		expect([first!.filename, second!.filename]).toEqual(['first.txt', 'second.txt']);
		expect(puts).toHaveLength(2);
		expect(linq.requests.at(-1)!.body).toEqual({
			message: {
				parts: [
					{ type: 'media', attachment_id: first!.id },
					{ type: 'text', value: 'Hello' },
					{ type: 'media', url: 'https://example.com/a.jpg' },
					{ type: 'media', attachment_id: second!.id },
				],
				idempotency_key: 'one',
			},
		});
	});

	test('hands over none of them when one is not for Linq', async () => {
		const { send } = await stage();
		const { failure, attempts } = await laterFailureOf(
			send([
				fileOf('first.txt'),
				{
					type: 'file',
					file: async () =>
						await Promise.resolve({
							...{ fileName: 'empty.txt', mimeType: 'text/plain', size: 0 },
							open: async () => await Promise.resolve(Buffer.alloc(0)),
						}),
					identity: () => 'empty.txt',
				},
			]),
		);
		expect(failure.message).toBe('The file is empty');
		expect(attempts).toBe(0);
		expect(linq.requests).toEqual([]);
	});

	test('says how many requests there were when the message itself is refused', async () => {
		const { send } = await stage();
		linq.faults.add({ kind: 'error', status: 403, code: 2024, path: /messages$/ });
		const { failure, attempts } = await laterFailureOf(
			send([fileOf('first.txt'), fileOf('second.txt')]),
		);
		expect(failure.code).toBe(2024);
		expect(attempts).toBe(5);
	});

	test('says how many requests there were when Linq took it', async () => {
		const { sent } = await stage();
		const { body, attempts } = await sent([fileOf('first.txt'), fileOf('second.txt')]);
		expect(body).toMatchObject({ chat_id: expect.any(String) as string });
		expect(attempts).toBe(5);
	});

	test('is not sent when a file was not taken', async () => {
		const { send } = await stage(403);
		const { attempts } = await laterFailureOf(send([fileOf('first.txt'), text('Hello')]));
		expect(attempts).toBe(2);
		expect(linq.account.messages).toEqual([]);
	});
});

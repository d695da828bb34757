import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { bytes, inMemory, itemWith, sound } from './files';
import { menu, person, titleOf, unknownId, usableParameters } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => {
	setting.linq.faults.clear();
	setting.linq.requests.length = 0;
});

afterAll(async () => {
	await setting.linq.close();
});

/** The chat and the handle that an item on Error names, by expression as in a saved workflow. */
async function named(resource: string, operation: string, json: object, given: INodeParameters) {
	const refused = { kind: 'error', status: 403, code: 2005, times: Infinity } as const;
	setting.linq.faults.add(refused);
	const result = await setting.run(resource, operation, [{ json: json as IDataObject }], given);
	return reportsOf(result).flatMap((report) => [report.chat_id, report.handle]);
}

const chatId = byId('={{ $json.chat }}');
const to = '={{ $json.to }}';
const us = { defaultCountry: 'US' };

describe('an item on Error names what it was about', () => {
	test.each<[string, string, string, object, INodeParameters, unknown[]]>([
		[
			'the chat, in small letters',
			...(['location', 'get'] as const),
			{ chat: ` ${unknownId.replaceAll('0', 'A')}` },
			{ chatId },
			[unknownId.replaceAll('0', 'a'), null],
		],
		[
			'a chat that is none, as it was asked for',
			...(['chat', 'markAsRead'] as const),
			{ chat: '../x' },
			{ chatId },
			['../x', null],
		],
		[
			'a chat that is a number',
			...(['chat', 'markAsRead'] as const),
			{ chat: 7 },
			{ chatId },
			['7', null],
		],
		[
			'no chat where an object was given',
			...(['chat', 'markAsRead'] as const),
			{ chat: { id: 1 } },
			{ chatId },
			[null, null],
		],
		[
			'the chat that a message was picked from',
			...(['message', 'get'] as const),
			{ chat: unknownId },
			{ chatId, messageId: byId(unknownId) },
			[unknownId, null],
		],
		[
			'no chat where a message was given by its ID',
			...(['message', 'get'] as const),
			{},
			{ messageId: byId(unknownId) },
			[null, null],
		],
		[
			'the person to be checked, normalised',
			...(['handle', 'checkIMessage'] as const),
			{ phone: '(202) 556-1000' },
			{ address: '={{ $json.phone }}', options: us },
			[null, '+12025561000'],
		],
		[
			'the person to be checked, as it was asked for',
			...(['handle', 'checkRcs'] as const),
			{ phone: '911 ext. 7' },
			{ address: '={{ $json.phone }}' },
			[null, '911 ext. 7'],
		],
		[
			'a short code, and not the number that it might be',
			...(['blockedHandle', 'block'] as const),
			{ phone: ' 72975 ' },
			{ handle: '={{ $json.phone }}', options: { defaultCountry: 'DE' } },
			[null, '72975'],
		],
		[
			'what could be a short code or a number, as it was asked for',
			...(['blockedHandle', 'unblock'] as const),
			{ phone: '89123' },
			{ handle: '={{ $json.phone }}', options: { defaultCountry: 'DE' } },
			[null, '89123'],
		],
		[
			'all recipients, normalised',
			...(['message', 'sendToHandles'] as const),
			{ to: '(202) 556-1000, Jo@Example.com' },
			{ to, text: 'Hi', options: us },
			[null, '+12025561000, Jo@example.com'],
		],
		[
			'all recipients of a list',
			...(['chat', 'create'] as const),
			{ to: ['+12025561000', 'jo@example.com'] },
			{ from: byId(ownLine), to, text: 'Hi' },
			[null, '+12025561000, jo@example.com'],
		],
		[
			'recipients of which one is none, as they were asked for',
			...(['chat', 'create'] as const),
			{ to: '+12025561000, nobody' },
			{ from: byId(ownLine), to, text: 'Hi' },
			[null, '+12025561000, nobody'],
		],
		[
			'recipients of a list of which one is none, as they were asked for',
			...(['message', 'sendToHandles'] as const),
			{ to: ['+12025561000', 7, null, 'nobody', { phone: '+12025561001' }] },
			{ to, text: 'Hi' },
			[null, '+12025561000, 7, nobody'],
		],
		[
			'recipients that are nobody',
			...(['chat', 'create'] as const),
			{ to: {} },
			{ from: byId(ownLine), to, text: 'Hi' },
			[null, null],
		],
		[
			'neither where there is none',
			...(['phoneNumber', 'getAll'] as const),
			{ chat: unknownId, handle: '+12025561000', to: '+12025561000' },
			{},
			[null, null],
		],
	])('%s', async (...row) => {
		const [, resource, operation, json, parameters, expected] = row;
		expect(await named(resource, operation, json, parameters)).toEqual(expected);
	});
});

test('an item of the Error output, corrected and run again, comes out on Success without its error', async () => {
	const options = { includeInputFields: true };
	const { error } = await setting.add([{ phone: '12', name: 'Jo' }], { options });
	expect(error[0]!.json.error).toMatchObject({ category: 'invalid_input' });
	const corrected = { ...error[0]!.json, phone: '+12025561077' };
	const { success } = await setting.add([corrected], { options });
	expect(success[0]!.json).toMatchObject({ name: 'Jo', handle: '+12025561077' });
	expect(success[0]!.json).not.toHaveProperty('error');
});

describe('whatever Linq answers, the key is nowhere in what comes out', () => {
	/** Everything that an operation may read, with the key in it and as a name. */
	const leak = (key: string, operation: string) => {
		const escaped = key.replaceAll(/./g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
		const entry = `{"id":"${key}","event":"${escaped}","${escaped}":"${key}","parts":["${key}"]}`;
		const lists = ['chats', 'messages', 'phone_numbers', 'contact_cards', 'subscriptions'];
		const newerLists = ['blocked_handles', 'experiences', 'data'];
		const fields = [...lists, ...newerLists].map((name) => `"${name}":[${entry}]`).join();
		const said = /^(send|sendToHandles|updateAppCard)$/.test(operation) ? entry : `"Key ${key}"`;
		// What each operation looks for in an answer, to see that it is one to what it asked.
		const about = `"id":"${unknownId}","chat_id":"${unknownId}","message_id":"${unknownId}","poll":${entry},"phone_number":"${ownLine}","signing_secret":"${key}","chat":{"id":"${key}","message":${entry}}`;
		const ofPayments = `"status":"${/audit/i.test(operation) ? 'complete' : key}","audit_id":"audit_1","report":"${key}","checkout_url":"${key}","hosted_url":"${key}","handoff":{"user_token":"${key}"}`;
		const newer = `${ofPayments},"blocked_handle":{"handle":"${person}"}`;
		const answer = `${about},${newer},"message":${said},"attachment_id":"${unknownId}","upload_url":"http://${key}"`;
		const people =
			operation === 'getParticipants' ? `"handles":[{"handle":"${key}","of":${entry}}],` : '';
		return `{${people}${fields},${answer},"events":["${key}"],"deep":${entry},"trace_id":"${key}","${key}":1}`;
	};

	test.each(menu.map((entry) => [titleOf(entry), entry] as const))('%s', async (_, entry) => {
		const { linq, engine, credential } = setting;
		const { apiKey } = linq;
		const refusal = JSON.stringify({ error: { message: `Bearer ${apiKey}`, doc_url: apiKey } });
		const headers = { 'X-Trace-ID': apiKey };
		const outcomes: string[] = [];
		for (const [status, body] of [
			[200, leak(apiKey, entry.operation)],
			[403, refusal],
			[500, `<html>${apiKey}`],
		] as const) {
			linq.faults.clear();
			linq.faults.add({ kind: 'raw', status, body, headers, times: Infinity });
			const item = itemWith(inMemory(bytes, sound));
			const { task, success } = await engine.run([item], usableParameters(entry), credential);
			expect(JSON.stringify(task)).not.toContain(apiKey);
			outcomes.push(success.length > 0 ? 'Success' : 'Error');
		}
		// No file goes to an address that is none, nothing is asked without a list of subscriptions, nothing
		// created without a list of chats that says who is in them, and nobody added to what is no group.
		const first = /^(upload|sendVoiceMemo|sendAndWait|setParticipants|findOrCreate)$/.test(
			entry.operation,
		)
			? 'Error'
			: 'Success';
		expect(outcomes).toEqual([first, 'Error', 'Error']);
	});
});

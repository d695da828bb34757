/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import { LinqApi } from '../../../../credentials/LinqApi.credentials';
import { defaultBaseUrl, readCredential, signable } from '../../../../nodes/linq/wire/credential';
import { failureOf } from '../failures';

const apiKey = 'key-0123456789';

test.each([
	[defaultBaseUrl, defaultBaseUrl],
	[`${defaultBaseUrl}/`, defaultBaseUrl],
	[`  ${defaultBaseUrl}// `, defaultBaseUrl],
	['http://127.0.0.1:8787/api/partner', 'http://127.0.0.1:8787/api/partner'],
	['https://linq.example.com', 'https://linq.example.com'],
	[`${defaultBaseUrl}/v3`, defaultBaseUrl],
	[`${defaultBaseUrl}//v3/`, defaultBaseUrl],
	['https://linq.example.com/v3', 'https://linq.example.com'],
	['https://linq.example.com/apiv3', 'https://linq.example.com/apiv3'],
	['https://linq.example.com/v3/linq', 'https://linq.example.com/v3/linq'],
	[`"${defaultBaseUrl}/v3"`, defaultBaseUrl],
])('base URL %j becomes %j', (baseUrl, expected) => {
	expect(readCredential({ apiKey, baseUrl })).toEqual({ apiKey, baseUrl: expected });
});

test.each([
	undefined,
	'',
	'api.linqapp.com',
	'ftp://api.linqapp.com',
	'file:///etc/passwd',
	'javascript:alert(1)',
	'//api.linqapp.com',
	'httpsecret://api.linqapp.com',
	'xhttps://api.linqapp.com',
	42,
])('base URL %j is refused as no web address', (baseUrl) => {
	expect(failureOf(() => readCredential({ apiKey, baseUrl }))).toMatchObject({
		message: 'The base URL in the Linq credential is not a web address',
		hint: expect.stringContaining(defaultBaseUrl) as string,
		category: 'invalid_input',
	});
});

test.each([
	'https://api.linqapp.com/?x=',
	'https://api.linqapp.com/#x',
	'https://someone:secret@api.linqapp.com',
	'https://someone@api.linqapp.com',
	'https://:secret@api.linqapp.com',
])('base URL %j is refused for what else it holds', (baseUrl) => {
	expect(failureOf(() => readCredential({ apiKey, baseUrl }))).toMatchObject({
		message: 'The base URL in the Linq credential holds more than an address',
		hint: expect.stringContaining(defaultBaseUrl) as string,
		category: 'invalid_input',
	});
});

test('spaces and line breaks around a pasted key are dropped', () => {
	expect(readCredential({ apiKey: ` ${apiKey}\n`, baseUrl: defaultBaseUrl }).apiKey).toBe(apiKey);
});

test.each([
	`Bearer ${apiKey}`,
	`bearer   ${apiKey}\n`,
	`Authorization: Bearer ${apiKey}`,
	`"${apiKey}"`,
	` '${apiKey}' `,
	`“${apiKey}”`,
	`\`${apiKey}\``,
	`"Bearer ${apiKey}"`,
	`Bearer "${apiKey}"`,
])('key %j is taken without what stands around it', async (written) => {
	expect(readCredential({ apiKey: written, baseUrl: defaultBaseUrl }).apiKey).toBe(apiKey);
	const { headers } = await new LinqApi().authenticate({ apiKey: written }, { url: '' });
	expect(headers).toEqual({ Authorization: `Bearer ${apiKey}` });
});

test.each(['bearer-0123456789', "a'b", '"half', 'half"'])('key %j is taken as it is', (written) => {
	expect(readCredential({ apiKey: written, baseUrl: defaultBaseUrl }).apiKey).toBe(written);
});

test.each([undefined, '', '  ', 42, {}, '""', 'Bearer', ' Bearer ', 'Bearer ""'])(
	'key %j is missing',
	(value) => {
		const read = () => readCredential({ apiKey: value, baseUrl: defaultBaseUrl });
		expect(failureOf(read)).toMatchObject({
			message: 'The API key is missing',
			category: 'unauthorized',
		});
	},
);

test.each([
	'two words',
	'Bearer two words',
	'Bearer key\r\nX-Other: 1',
	'key\r\nX-Other: 1',
	'schlüssel',
	'key\u200b',
])('key %j is refused, and not repeated', (value) => {
	const read = () => readCredential({ apiKey: value, baseUrl: defaultBaseUrl });
	const failure = failureOf(read);
	expect(failure).toMatchObject({
		message: 'The API key has spaces or characters that no key has',
		category: 'unauthorized',
	});
	expect(JSON.stringify(failure)).not.toContain(JSON.stringify(value).slice(1, -1));
});

describe('a credential of n8n-nodes-linq, whose type has the same name', () => {
	const theirs = { integrationToken: ` ${apiKey}\n`, webhookSigningSecret: 'whsec_0123456789' };

	test('its key is taken, at the usual address', () => {
		expect(readCredential(theirs)).toEqual({ apiKey, baseUrl: defaultBaseUrl });
	});

	test('a key of our own wins, and a base URL beside theirs counts', () => {
		const both = { ...theirs, apiKey: 'key-9876543210', baseUrl: 'https://linq.example.com' };
		expect(readCredential(both)).toEqual({
			apiKey: 'key-9876543210',
			baseUrl: 'https://linq.example.com',
		});
		expect(() => readCredential({ ...theirs, baseUrl: '' })).toThrow('is not a web address');
	});

	test('either type finds the key where it looks for it', () => {
		expect(signable(theirs)).toEqual({ ...theirs, apiKey, integrationToken: apiKey });
		expect(signable({ apiKey, baseUrl: defaultBaseUrl })).toEqual({
			apiKey,
			integrationToken: apiKey,
			baseUrl: defaultBaseUrl,
		});
	});

	test('our type signs with it, also where n8n has copied it', async () => {
		const { headers } = await { ...new LinqApi() }.authenticate(theirs, { url: defaultBaseUrl });
		expect(headers).toEqual({ Authorization: `Bearer ${apiKey}` });
	});
});

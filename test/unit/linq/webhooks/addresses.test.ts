import {
	deliveryAddress,
	differInEndpointOnly,
	isPublic,
	isSameAddress,
	notPublic,
} from '../../../../nodes/linq/webhooks/addresses';
import { failureOf } from '../failures';

/** Inside a house or a machine only: nobody at Linq could get there. */
const closed = [
	...['n8n', 'localhost', 'localhost.', 'n8n.localhost', 'n8n.local', 'n8n.internal', 'n8n.lan'],
	...['n8n.home.arpa', 'home.arpa', 'n8n.test', 'n8n.invalid', 'N8N.LOCAL', 'n8n.local.'],
	...['n8n.internal:8443', '10.0.0.1.local'],
	...['0.0.0.0', '0.255.255.255', '10.0.0.0', '10.255.255.255', '100.64.0.0', '100.127.255.255'],
	...['127.0.0.1', '127.255.255.255', '169.254.0.0', '169.254.255.255', '172.16.0.0'],
	...['172.31.255.255', '192.0.0.0', '192.0.0.255', '192.168.0.0', '192.168.255.255'],
	...['198.18.0.0', '198.19.255.255', '224.0.0.0', '255.255.255.255', '10.0.0.1.'],
	// Other ways to write such a number.
	...['2130706433', '0x7f.1', '127.1', '0177.0.0.1'],
	...['[::1]', '[::]', '[fd00::1]', '[fe80::1]', '[ff02::1]', '[::ffff:8.8.8.8]'],
];

const open = [
	...['n8n.example.com', 'N8N.Example.COM', 'n8n.example.com.', 'n8n.example.com:8443', 'n8n.io'],
	...['mylocal.example', 'n8n.notlocal', 'local.example.com', 'test.n8n.io', 'internal.test.io'],
	...['n8n.latest', 'home.arpa.example', 'xhome.arpa', 'n8n.homexarpa', 'n8n.lan.example'],
	...['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255'],
	...['128.0.0.0', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0'],
	...['191.255.255.255', '192.0.1.0', '192.167.255.255', '192.169.0.0', '198.17.255.255'],
	...['198.20.0.0', '223.255.255.255', '8.8.8.8', '1.2.3.4.example.com', 'n8n-10.0.0.1.nip.io'],
	...['[2606:4700::1]', '[3fff::1]'],
];

test.each(closed)('Linq could not deliver to %s', (host) => {
	expect(isPublic(`https://${host}/webhook/1`)).toBe(false);
});

test.each(open)('Linq could deliver to %s', (host) => {
	expect(isPublic(`https://${host}/webhook/1`)).toBe(true);
});

test.each([
	...[undefined, '', 'n8n.example.com', '/webhook/1', 'https://', 'https://10.0.0.256'],
	...['http://n8n.example.com', 'ftp://n8n.example.com', 'javascript:alert(1)', 'wss://n8n.io'],
])('Linq could not deliver to %j', (address) => {
	expect(isPublic(address)).toBe(false);
});

describe('where Linq shall deliver', () => {
	const from = 'https://n8n.example.com/webhook/1/webhook';

	test.each([
		[from, `${from}?version=2026-02-03`],
		[`${from}?a=1&version=2025-01-01`, `${from}?a=1&version=2026-02-03`],
		['HTTPS://N8N.Example.com:443/x', 'https://n8n.example.com/x?version=2026-02-03'],
	])('for %s it is %s', (webhookUrl, address) => {
		expect(deliveryAddress(webhookUrl)).toBe(address);
	});

	const hint = expect.stringMatching(/WEBHOOK_URL.+https:\/\/.+try again\.$/) as string;

	test.each([undefined, '', 'n8n.example.com/webhook/1'])('is unknown with %j', (webhookUrl) => {
		expect(failureOf(() => deliveryAddress(webhookUrl))).toEqual({
			message: 'n8n does not know at which address it can be reached',
			...{ hint, category: 'invalid_input' },
		});
	});

	test.each([
		['http://localhost:5678/webhook/1?token=secret', 'http://localhost:5678'],
		['https://192.168.0.9/webhook/1', 'https://192.168.0.9'],
		['http://jo:secret@n8n.example.com/webhook/1', 'http://n8n.example.com'],
	])('can not be %s, of which no more is said than %s', (webhookUrl, origin) => {
		const failure = {
			message: `Linq delivers to public https addresses only, and this n8n is at ${origin}`,
			...{ hint, category: 'invalid_input' },
		};
		expect(failureOf(() => deliveryAddress(webhookUrl))).toEqual(failure);
		expect(notPublic(webhookUrl).failure).toEqual(failure);
	});
});

const here = 'https://n8n.example.com/webhook/1/webhook';

test.each([
	[`${here}?version=1`, `${here}?version=1`],
	[here, 'HTTPS://N8N.EXAMPLE.COM:443/webhook/1/webhook'],
	[here, `${here}/`],
	[here, 'https://n8n.example.com//webhook/1//webhook'],
	[here, `${here}?`],
	[here, `${here}#part`],
	[`${here}?a=1&b=2`, `${here}?b=2&a=1`],
	[`${here}?a=x%20y`, `${here}?a=x+y`],
	['https://n8n.example.com', 'https://n8n.example.com/'],
	['no address', 'no address'],
])('%s and %s lead to the same place', (one, other) => {
	expect(isSameAddress(one, other)).toBe(true);
	expect(isSameAddress(other, one)).toBe(true);
});

test.each([
	[here, 'http://n8n.example.com/webhook/1/webhook'],
	[here, 'https://n8n.example.com:8443/webhook/1/webhook'],
	[here, 'https://n8n.example.com.evil.example/webhook/1/webhook'],
	[here, 'https://n8n.example.com/webhook/2/webhook'],
	[here, 'https://n8n.example.com/webhook/1/Webhook'],
	[here, 'https://n8n.example.com/webhook/1webhook'],
	[here, 'https://n8n.example.com/webhook/1'],
	[here, `${here}?version=1`],
	[`${here}?version=1`, `${here}?version=2`],
	[`${here}?a=1&a=2`, `${here}?a=2&a=1`],
	[here, 'n8n.example.com/webhook/1/webhook'],
	['no address', 'none either'],
])('%s and %s do not', (one, other) => {
	expect(isSameAddress(one, other)).toBe(false);
	expect(isSameAddress(other, one)).toBe(false);
});

describe('the addresses of a node for production and for a test', () => {
	const at = (path: string) => `https://n8n.example.com/${path}?version=1`;

	test.each([
		['webhook/1/webhook', 'webhook-test/1/webhook', 2],
		['hooks/1/webhook', 'try/1/webhook', 2],
		['n8n/webhook/1/webhook', 'n8n/webhook-test/1/webhook', 2],
		['webhook/workflow/node/webhook', 'webhook-test/workflow/node/webhook', 3],
		['webhook/1/webhook', '/webhook-test//1/webhook/', 2],
	])('%s and %s, of which %i segments are its own', (one, other, own) => {
		expect(differInEndpointOnly(at(one), at(other), own)).toBe(true);
		expect(differInEndpointOnly(at(other), at(one), own)).toBe(true);
	});

	test.each([
		['the same', at('webhook/1/webhook')],
		['of another node', at('webhook-test/2/webhook')],
		['of another node, at the same endpoint', at('webhook/2/webhook')],
		['of another hook', at('webhook-test/1/setup')],
		['deeper', at('n8n/webhook-test/1/webhook')],
		['less deep', at('1/webhook')],
		['going on behind it', at('webhook-test/1/webhook/setup')],
		['of another host', 'https://other.example.com/webhook-test/1/webhook?version=1'],
		['of another port', 'https://n8n.example.com:8443/webhook-test/1/webhook?version=1'],
		['without encryption', 'http://n8n.example.com/webhook-test/1/webhook?version=1'],
		['of another version', 'https://n8n.example.com/webhook-test/1/webhook?version=2'],
		['of no version', 'https://n8n.example.com/webhook-test/1/webhook'],
		['none', 'n8n.example.com/webhook-test/1/webhook?version=1'],
	])('are not one that is %s', (_, other) => {
		expect(differInEndpointOnly(at('webhook/1/webhook'), other, 2)).toBe(false);
		expect(differInEndpointOnly(other, at('webhook/1/webhook'), 2)).toBe(false);
	});

	test('differ in the endpoint, and not in what stands before it', () => {
		const [one, other] = [at('prod/webhook/1/webhook'), at('staging/webhook-test/1/webhook')];
		expect(differInEndpointOnly(one, other, 2)).toBe(false);
		const [production, staging] = [at('prod/webhook/1/webhook'), at('staging/webhook/1/webhook')];
		expect(differInEndpointOnly(production, staging, 2)).toBe(false);
	});

	test('an address is no other one than itself, not even where nothing stands before its own', () => {
		const one = 'https://n8n.example.com/1/webhook';
		expect(differInEndpointOnly(one, one, 2)).toBe(false);
	});
});

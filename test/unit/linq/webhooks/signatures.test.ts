import { randomBytes, randomUUID } from 'node:crypto';
import LinqAPIV3 from '@linqapp/sdk';
import fc from 'fast-check';
import {
	isRecent,
	isSignedWith,
	mayBeSigned,
	signedAt,
	signingKey,
	type WebhookCall,
} from '../../../../nodes/linq/webhooks/signatures';
import { legacyHeaders, standardHeaders } from '../../../emulator/webhooks';
import { codePoint } from '../../../codePoint';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const official = new LinqAPIV3({ apiKey: 'none', webhookSecret: secret, logLevel: 'off' });
const id = randomUUID();
const body = Buffer.from(JSON.stringify({ event_id: id, event_type: 'chat.created', data: {} }));
const seconds = () => Math.floor(Date.now() / 1000);
const signed = (more = {}) => standardHeaders(body, { secret, id, ...more });
const legacy = (more = {}) =>
	lowerCase(
		legacyHeaders(body, { secret, ...more }, { event_type: 'chat.created', subscription_id: id }),
	);

function lowerCase(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

/** What the verifier in Linq's own client says. */
function officialSays(headers: Record<string, string>, content: Buffer = body): boolean {
	try {
		official.webhooks.unwrap(content.toString(), { headers });
		return true;
	} catch {
		return false;
	}
}

const isFromLinq = (call: WebhookCall, by: string, now = Date.now()) =>
	isSignedWith(call, by) && isRecent(call, now);
const ours = (headers: Record<string, unknown>, content: Uint8Array = body) =>
	isFromLinq({ headers, body: content }, secret);

test.each<[string, Record<string, string>, boolean]>([
	['as Linq signs', signed(), true],
	['4:50 ago', signed({ timestamp: seconds() - 290 }), true],
	['4:50 ahead', signed({ timestamp: seconds() + 290 }), true],
	['5:10 ago', signed({ timestamp: seconds() - 310 }), false],
	['5:10 ahead', signed({ timestamp: seconds() + 310 }), false],
	['another secret', signed({ secret: `whsec_${randomBytes(32).toString('base64')}` }), false],
	['another ID', { ...signed(), 'webhook-id': randomUUID() }, false],
	['another time', { ...signed(), 'webhook-timestamp': String(seconds() - 1) }, false],
	['no ID', { ...signed(), 'webhook-id': '' }, false],
	['no time', { ...signed(), 'webhook-timestamp': '' }, false],
	['no signature', { ...signed(), 'webhook-signature': '' }, false],
	['no number as time', { ...signed({ timestamp: NaN }) }, false],
	['a signature of another version', bySignature((one) => one.replace('v1,', 'v2,')), false],
	['a signature without version', bySignature((one) => one.replace('v1,', '')), false],
	['several, the right one last', bySignature((one) => `v1,AAAA v1a,BBBB ${one}`), true],
	['several, the right one first', bySignature((one) => `${one} v1,AAAA v2,BBBB`), true],
	['several, none right', bySignature((one) => `v1,AAAA ${one.slice(0, -2)} v1,`), false],
	['no headers at all', {}, false],
])('%s: as the official client says', (_what, headers, expected) => {
	expect(officialSays(headers)).toBe(expected);
	expect(ours(headers)).toBe(expected);
});

function bySignature(change: (signature: string) => string): Record<string, string> {
	const headers = signed();
	return { ...headers, 'webhook-signature': change(headers['webhook-signature']!) };
}

test('exactly five minutes are fine, one second more is not', () => {
	const now = seconds() * 1000;
	const call = (off: number) => ({ headers: signed({ timestamp: now / 1000 + off }), body });
	const verdicts = [-301, -300, 300, 301].map((off) => isFromLinq(call(off), secret, now));
	expect(verdicts).toEqual([false, true, true, false]);
});

test.each<[string, Buffer]>([
	['altered', Buffer.from(body.toString().replace('created', 'updated'))],
	['one byte longer', Buffer.concat([body, Buffer.from(' ')])],
	['cut short', body.subarray(0, -1)],
	['serialised anew', Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1))],
	['empty', Buffer.alloc(0)],
])('a body that was %s is refused', (_what, content) => {
	expect(officialSays(signed(), content)).toBe(false);
	expect(ours(signed(), content)).toBe(false);
	expect(ours(legacy(), content)).toBe(false);
});

test('bytes that are no text are compared as bytes', () => {
	const [one, other] = [Buffer.from([0x22, 0xff, 0x22]), Buffer.from('"\ufffd"')];
	const headers = standardHeaders(other, { secret, id });
	expect(ours(headers, other)).toBe(true);
	expect(ours(headers, one)).toBe(false);
});

describe('the legacy signature', () => {
	test('is taken where none of the new headers is there', () => {
		expect(ours(legacy())).toBe(true);
		expect(ours(legacy({ timestamp: seconds() - 310 }))).toBe(false);
		expect(ours(legacy({ timestamp: seconds() + 310 }))).toBe(false);
		expect(ours(legacy({ secret: 'whsec_other' }))).toBe(false);
		expect(ours({ ...legacy(), 'x-webhook-signature': undefined })).toBe(false);
		expect(ours({ ...legacy(), 'x-webhook-timestamp': undefined })).toBe(false);
	});

	test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
		'counts for nothing as soon as there is %s',
		(name) => {
			expect(ours({ ...legacy(), [name]: 'anything' })).toBe(false);
			expect(ours({ ...legacy(), [name]: '' })).toBe(false);
		},
	);

	test('both sets, as Linq sends them: the new one decides', () => {
		expect(ours({ ...legacy(), ...signed() })).toBe(true);
		expect(ours({ ...legacy(), ...signed({ secret: `whsec_${'A'.repeat(44)}` }) })).toBe(false);
	});
});

test.each(['', 'whsec_', 'whsec_AAAA', 'AAAA', 'whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!'])(
	'nothing is from Linq where the secret is no secret: %s',
	(none) => {
		expect(signingKey(none)).toBeUndefined();
		const forged = legacyHeaders(
			body,
			{ secret: none || 'x' },
			{ event_type: '', subscription_id: '' },
		);
		expect(isFromLinq({ headers: lowerCase(forged), body }, none)).toBe(false);
	},
);

test('headers that are missing, empty or lists are refused, even rightly signed', () => {
	expect(ours(signed({ id: '' }))).toBe(false);
	for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
		const headers: Record<string, unknown> = signed();
		expect(ours({ ...headers, [name]: [headers[name]] })).toBe(false);
		expect(ours({ ...headers, [name]: undefined })).toBe(false);
	}
});

test('a secret begins at 16 bytes', () => {
	const of = (bytes: number) => signingKey(`whsec_${Buffer.alloc(bytes, 7).toString('base64')}`);
	expect(of(15)).toBeUndefined();
	expect(of(16)).toEqual(Buffer.alloc(16, 7));
});

test('10,000 calls made up, or real ones changed: no forgery is taken, nothing is thrown', () => {
	const text = fc.oneof(fc.string(), fc.string({ unit: codePoint }), fc.base64String());
	const time = fc.oneof(
		text,
		fc.integer({ min: -400, max: 400 }).map((off) => String(seconds() + off)),
	);
	const value = fc.oneof(text, fc.constant(undefined), fc.array(text));
	const made = fc.record({
		'webhook-id': fc.oneof(value, fc.constant(id)),
		'webhook-timestamp': fc.oneof(value, time),
		'webhook-signature': fc.oneof(
			value,
			text.map((one) => `v1,${one}`),
			fc.array(text.map((one) => `v1,${one}`)).map((all) => all.join(' ')),
		),
		'x-webhook-timestamp': fc.oneof(value, time),
		'x-webhook-signature': fc.oneof(
			value,
			fc
				.uint8Array({ minLength: 32, maxLength: 32 })
				.map((one) => Buffer.from(one).toString('hex')),
		),
	});
	const content = fc.oneof(
		fc.constant(body),
		fc.uint8Array().map((one) => Buffer.from(one)),
		fc.json().map((one) => Buffer.from(one)),
	);
	const stolen = fc.record({
		headers: fc.constantFrom(signed(), legacy()),
		changed: fc.dictionary(
			fc.constantFrom(
				'webhook-id',
				'webhook-timestamp',
				'webhook-signature',
				'x-webhook-timestamp',
				'x-webhook-signature',
			),
			fc.oneof(text, time),
		),
		content,
	});
	fc.assert(
		fc.property(fc.oneof(fc.record({ made, content }), stolen), (call) => {
			if ('made' in call) {
				expect(ours(call.made, call.content)).toBe(false);
				return;
			}
			const headers = { ...call.headers, ...call.changed };
			const changed = Object.entries(call.changed).filter(
				([name, given]) => call.headers[name] !== given,
			);
			// Only what nobody changed, or what changes nothing that is signed, may pass.
			const verdict = ours(headers, call.content);
			const same = call.content.equals(body) && changed.length === 0;
			const harmless =
				'webhook-id' in call.headers &&
				call.content.equals(body) &&
				changed.every(([name]) => name.startsWith('x-'));
			expect(verdict).toBe(same || harmless);
		}),
		{ numRuns: 10_000 },
	);
});

test.each<[object, number | undefined]>([
	[{ 'webhook-timestamp': '1732360000' }, 1_732_360_000_000],
	[{ 'x-webhook-timestamp': '1732360001' }, 1_732_360_001_000],
	[{ 'webhook-timestamp': '1732360000', 'x-webhook-timestamp': '1732360001' }, 1_732_360_000_000],
	[{}, undefined],
	[{ 'webhook-timestamp': '' }, undefined],
	[{ 'webhook-timestamp': 'a1732360000' }, undefined],
	[{ 'webhook-timestamp': '1732360000a' }, undefined],
	[{ 'webhook-timestamp': '1234567890123' }, undefined],
	[{ 'webhook-timestamp': 1_732_360_000 }, undefined],
	[{ 'webhook-timestamp': ['1732360000', '1732360001'] }, undefined],
])('a call with %j was signed at %s', (headers, expected) => {
	expect(signedAt({ headers: { ...headers }, body })).toBe(expected);
});

test('of a secret, the prefix is part of the key where it stands in the middle', () => {
	const text = `${'A'.repeat(32)}whsec_${'B'.repeat(32)}`;
	expect(signingKey(text)).toEqual(Buffer.from(text, 'base64'));
});

function longer(change: (signature: string) => unknown): Record<string, unknown> {
	const headers = legacy();
	return { ...headers, 'x-webhook-signature': change(headers['x-webhook-signature']!) };
}

test.each<[string, Record<string, unknown>, boolean]>([
	['as Linq signs', signed(), true],
	['with another secret', signed({ secret: `whsec_${randomBytes(32).toString('base64')}` }), true],
	['several signatures', bySignature((one) => `v2,BBBB ${one} v1a,AAAA`), true],
	['an old call, which may have waited', signed({ timestamp: seconds() - 310 }), true],
	['no time', { ...signed(), 'webhook-timestamp': 'now' }, false],
	['no ID', { ...signed(), 'webhook-id': '' }, false],
	['several IDs', { ...signed(), 'webhook-id': ['one', 'two'] }, false],
	['no signature', { ...signed(), 'webhook-signature': undefined }, false],
	['a signature of another length', bySignature((one) => one.slice(0, -2)), false],
	['no signature of this version', bySignature((one) => one.replace('v1,', 'v2,')), false],
	['the legacy headers', legacy(), true],
	['the legacy headers, old', legacy({ timestamp: seconds() - 310 }), true],
	['the legacy headers without a time', { ...legacy(), 'x-webhook-timestamp': undefined }, false],
	['a legacy signature that is none', { ...legacy(), 'x-webhook-signature': 'none' }, false],
	['a legacy signature with more before it', longer((one) => `0${one}`), false],
	['a legacy signature with more behind it', longer((one) => `${one}0`), false],
	['a legacy signature in a list', longer((one) => [one]), false],
	[
		'signatures in a list',
		{ ...signed(), 'webhook-signature': [signed()['webhook-signature']] },
		false,
	],
	['a new header beside the legacy ones', { ...legacy(), 'webhook-id': 'one' }, false],
	['no headers at all', {}, false],
])('looks like one of Linq’s: %s', (_what, headers, expected) => {
	expect(mayBeSigned({ headers, body })).toBe(expected);
});

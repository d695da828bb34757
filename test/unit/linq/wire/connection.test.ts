import { connectionFailure } from '../../../../nodes/linq/wire/connection';

const failureOf = (error: unknown, timeout = 60_000) => connectionFailure(error, timeout).failure;
const coded = (code: unknown) => Object.assign(new Error('POST with the API key'), { code });

const notFound = 'The address of Linq was not found';
const notSecure = 'No secure connection to Linq could be made';
const failed = 'The connection to Linq failed';

test.each(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED'])(
	'%s: Linq took longer than it may',
	(code) => {
		expect(failureOf(coded(code))).toMatchObject({
			message: 'Linq did not answer within 60 seconds',
			hint: expect.stringContaining('the option Timeout') as string,
			category: 'timeout',
			retryable: true,
		});
	},
);

test.each([
	[1_000, '1 second'],
	[1_500, '1.5 seconds'],
	[2_000, '2 seconds'],
])('a timeout of %i ms is told as %s', (timeout, told) => {
	const { message } = failureOf(coded('ETIMEDOUT'), timeout);
	expect(message).toBe(`Linq did not answer within ${told}`);
});

test.each([
	['ENOTFOUND', notFound],
	['EAI_AGAIN', notFound],
	['EAI_NODATA', notFound],
	['EAI_NONAME', notFound],
	['CERT_HAS_EXPIRED', notSecure],
	['DEPTH_ZERO_SELF_SIGNED_CERT', notSecure],
	['SELF_SIGNED', notSecure],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', notSecure],
	['UNABLE_TO_GET_CRL', notSecure],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', notSecure],
	['HOSTNAME_MISMATCH', notSecure],
	['ECONNREFUSED', failed],
	['ECONNRESET', failed],
	['EHOSTUNREACH', failed],
	['EPIPE', failed],
	['EPROTO', failed],
])('%s: %s, and its name helps whoever looks into it', (code, message) => {
	expect(failureOf(coded(code))).toMatchObject({
		message: `${message} (${code})`,
		category: 'network_error',
		retryable: true,
		// Any other may have come when Linq had it already.
		unsent: message !== failed || code === 'ECONNREFUSED',
	});
});

test.each([
	['ERR_TLS_CERT_ALTNAME_INVALID', notSecure],
	['ERR_TLS_HANDSHAKE_TIMEOUT', notSecure],
	['ERR_SSL_WRONG_VERSION_NUMBER', failed],
	['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', failed],
	['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', failed],
	['ERR_TLS_RENEGOTIATION_DISABLED', failed],
	['ERR_BAD_RESPONSE', failed],
	['ERR_NETWORK', failed],
])("%s: %s, without the HTTP client's own name for it", (code, message) => {
	expect(failureOf(coded(code))).toMatchObject({
		message,
		category: 'network_error',
		// Once TLS is set up, the request may have got to Linq.
		unsent: message === notSecure,
	});
});

test.each([
	['wrong version number', true],
	['sslv3 alert handshake failure', false],
	['unexpected message', false],
])('EPROTO after %j: nothing was sent, %j', (reason, unsent) => {
	const message = `write EPROTO 80DC:error:0A00010B:SSL routines:ssl3_get_record:${reason}:../deps:`;
	const cause = Object.assign(new Error(message), { code: 'EPROTO' });
	const failure = failureOf(Object.assign(new Error('Wrapped'), { cause }));
	expect(failure).toMatchObject({
		message: `${unsent ? notSecure : failed} (EPROTO)`,
		category: 'network_error',
		unsent,
	});
	expect(failure.hint.includes('nothing was sent')).toBe(unsent);
});

test.each([
	['ENOTFOUND', 'the network of your n8n'],
	['CERT_HAS_EXPIRED', 'nothing was sent'],
	['ECONNRESET', 'Try again later'],
])('%s: the hint says %j', (code, said) => {
	expect(failureOf(coded(code)).hint).toContain(said);
});

test.each(['Z_DATA_ERROR', 'Z_BUF_ERROR'])(
	'%s: something answered, so it is not asked again',
	(code) => {
		const failure = failureOf(coded(code));
		expect(failure).toMatchObject({
			message: 'The answer from Linq could not be read',
			hint: expect.stringContaining('a proxy') as string,
			category: 'invalid_response',
		});
		expect(failure.retryable ?? false).toBe(false);
	},
);

describe('of a place for files, its host is named', () => {
	const host = 'storage.example';
	const ofFile = (code: string) => connectionFailure(coded(code), 60_000, host).failure;
	const allow = `ask whoever runs your n8n to allow ${host} in its firewall or proxy.`;

	test.each<[string, object]>([
		[
			'ETIMEDOUT',
			{
				message: `The place for files at ${host} did not answer within 60 seconds`,
				...{ category: 'timeout', retryable: true },
			},
		],
		[
			'Z_DATA_ERROR',
			{
				message: `The answer from the place for files at ${host} could not be read`,
				category: 'invalid_response',
			},
		],
		[
			'ENOTFOUND',
			{
				message: `The place for files at ${host} could not be reached (ENOTFOUND)`,
				...{ category: 'network_error', retryable: true, unsent: true },
			},
		],
		[
			'CERT_HAS_EXPIRED',
			{
				message: `No secure connection to the place for files at ${host} could be made (CERT_HAS_EXPIRED)`,
				...{ category: 'network_error', retryable: true, unsent: true },
			},
		],
		[
			'ECONNREFUSED',
			{
				message: `The connection to the place for files at ${host} failed (ECONNREFUSED)`,
				...{ category: 'network_error', retryable: true, unsent: true },
			},
		],
		[
			'ECONNRESET',
			{
				message: `The connection to the place for files at ${host} failed (ECONNRESET)`,
				...{ category: 'network_error', retryable: true, unsent: false },
			},
		],
	])('%s', (code, expected) => {
		const { hint, ...failure } = ofFile(code);
		expect(failure).toEqual(expected);
		expect(hint).toMatch(/^[A-Z]/);
		expect(hint.endsWith(allow)).toBe(true);
		expect(hint).not.toContain('base URL');
	});

	test.each([
		['ETIMEDOUT', 'the option Timeout'],
		['ENOTFOUND', 'Try this record again later'],
		['CERT_HAS_EXPIRED', 'nothing was sent'],
		['ECONNRESET', 'Try this record again later'],
	])('%s: the hint says %j, too', (code, said) => {
		expect(ofFile(code).hint).toContain(said);
	});
});

describe('where the code is looked for', () => {
	/** An error that has `causes` causes, the last of which has the code. */
	const caused = (causes: number): object =>
		causes === 0 ? coded('ENOTFOUND') : { message: '', cause: caused(causes - 1) };

	test.each([0, 1, 4])('after %i causes', (causes) => {
		expect(failureOf(caused(causes)).message).toContain(notFound);
	});

	test('no further than that, so that causes in a circle end', () => {
		expect(failureOf(caused(5)).message).toBe(failed);
		const circle: { cause?: object } = {};
		circle.cause = circle;
		expect(failureOf(circle).message).toBe(failed);
	});

	test('the outermost counts', () => {
		const error = Object.assign(coded('ECONNRESET'), { cause: coded('ENOTFOUND') });
		expect(failureOf(error).message).toBe(`${failed} (ECONNRESET)`);
	});

	test.each([undefined, null, 'ENOTFOUND', 42, {}, [coded('ENOTFOUND')], { cause: null }])(
		'%j has none',
		(error) => {
			expect(failureOf(error)).toMatchObject({
				message: failed,
				category: 'network_error',
				retryable: true,
			});
		},
	);
});

test.each<unknown>([
	500,
	['ENOTFOUND'],
	'',
	'EA',
	'enotfound',
	'Bearer ENOTFOUND',
	'ENOTFOUND key',
	'1ENOTFOUND',
	`E${'X'.repeat(61)}`,
])('%j is no code, and is not repeated', (code) => {
	expect(failureOf(coded(code)).message).toBe(failed);
});

test.each(['EIO', `E${'X'.repeat(60)}`])('%s is a code', (code) => {
	expect(failureOf(coded(code)).message).toBe(`${failed} (${code})`);
});

test('nothing else of the error is passed on', () => {
	const error = coded('ECONNRESET');
	expect(JSON.stringify(connectionFailure(error, 1_000).report())).not.toContain('API key');
	expect(connectionFailure(error, 1_000)).not.toHaveProperty('cause');
});

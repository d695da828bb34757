import { diskFailure } from '../../../../nodes/linq/files/disk';

const coded = (code: unknown, more = {}) =>
	Object.assign(new Error('PUT with the signature'), { code, ...more });

const codes = [
	...['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOENT'],
	...['EISDIR', 'ENOTDIR', 'EIO', 'EMFILE', 'ENFILE'],
];

describe.each(codes)('%s', (code) => {
	test('while a file is read', () => {
		expect(diskFailure(coded(code, { syscall: 'read' }), 'read')!.failure).toEqual({
			message: `n8n could not read the file (${code})`,
			hint: 'Run the step that the file comes from again; if it stays like this, ask whoever runs your n8n to look at its disk and at what n8n may read there.',
			category: 'invalid_input',
		});
	});

	test('while a file is kept', () => {
		expect(diskFailure(coded(code, { syscall: 'write' }), 'keep')!.failure).toEqual({
			message: `n8n could not keep the file (${code})`,
			hint: 'Ask whoever runs your n8n to look at its disk: the space left on it, and whether n8n may write there.',
			category: 'invalid_input',
		});
	});
});

test.each<[string, unknown]>([
	['without more', coded('ENOSPC')],
	['that caused another error', { message: '', cause: coded('ENOSPC') }],
	['that caused an error with a code', coded('ERR_BAD_RESPONSE', { cause: coded('ENOSPC') })],
	['four causes down', { cause: { cause: { cause: { cause: coded('ENOSPC') } } } }],
])('a full disk %s is found', (_, error) => {
	expect(diskFailure(error, 'keep')!.message).toBe('n8n could not keep the file (ENOSPC)');
});

test.each<[string, unknown]>([
	['ECONNRESET', coded('ECONNRESET')],
	['ENOTFOUND', coded('ENOTFOUND', { syscall: 'getaddrinfo' })],
	['no code', new Error('stopped')],
	['no error', undefined],
	[
		'a firewall that says EACCES',
		coded('EACCES', { cause: coded('EACCES', { syscall: 'connect' }) }),
	],
	['no socket left', coded('EMFILE', { syscall: 'connect' })],
	['no socket left for asking where a host is', coded('EMFILE', { syscall: 'getaddrinfo' })],
	[
		'a firewall before all addresses of a host',
		coded('EPERM', { cause: coded('EPERM', { errors: [coded('EPERM', { syscall: 'connect' })] }) }),
	],
])('%s is not the disk', (_, error) => {
	expect(diskFailure(error, 'read')).toBeUndefined();
	expect(diskFailure(error, 'keep')).toBeUndefined();
});

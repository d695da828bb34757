import { telling, typeFromBytes } from '../../../../nodes/linq/files/firstBytes';

const bytes = (begin: string) => Buffer.concat([Buffer.from(begin, 'latin1'), Buffer.alloc(80)]);

test.each([
	['\xff\xd8\xff\xe1', 'image/jpeg'],
	['\x89PNG\r\n\x1a\n', 'image/png'],
	['GIF87a', 'image/gif'],
	['GIF89a', 'image/gif'],
	['II*\0', 'image/tiff'],
	['MM\0*', 'image/tiff'],
	['BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'image/bmp'],
	['\0\0\0\x18ftypheic', 'image/heic'],
	['\0\0\0\x18ftypmif1', 'image/heif'],
	['\0\0\0\x18ftypisom', 'video/mp4'],
	['\0\0\0\x18ftypmp42', 'video/mp4'],
	['\0\0\0\x14ftypqt  ', 'video/quicktime'],
	['\0\0\0\x1cftypM4V ', 'video/x-m4v'],
	['\0\0\0\x1cftypM4A ', 'audio/x-m4a'],
	['\0\0\0\x1cftyp3gp4', 'video/3gpp'],
	['RIFF\x24\0\0\0WAVEfmt ', 'audio/x-wav'],
	['RIFF\x24\0\0\0AVI LIST', 'video/x-msvideo'],
	['FORM\0\0\0\x24AIFFCOMM', 'audio/x-aiff'],
	['ID3\x04', 'audio/mpeg'],
	['\xff\xfb\x90\x64', 'audio/mpeg'],
	['\xff\xf3\x90\x64', 'audio/mpeg'],
	['\xff\xf1\x50\x80', 'audio/aac'],
	['#!AMR\n', 'audio/amr'],
	['caff\0\x01', 'audio/x-caf'],
	['MThd\0\0\0\x06', 'audio/midi'],
	['%PDF-1.7', 'application/pdf'],
	['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
	['\0\0\0\x1cftypavif', 'image/avif'],
	['OggS\0', 'audio/ogg'],
	['fLaC\0', 'audio/flac'],
])('%j begins %s', (begin, type) => {
	expect(typeFromBytes(bytes(begin))).toBe(type);
	expect(typeFromBytes(bytes(begin).subarray(0, telling))).toBe(type);
	expect(typeFromBytes(bytes(` ${begin}`))).toBeUndefined();
});

test.each([
	'',
	'BM is a car maker with nothing else missing',
	'PK\x03\x04',
	'MZ\x90\0',
	'Hello',
	'12345678WAVE',
	'\xff\xfeH\0i\0',
	'\xff\xfb\xf0\x64',
	'\xff\xfb\x9c\x64',
	'\xff\xfb\0\0',
	'\0\0\0\x14ftypabcd',
])('%j does not tell', (begin) => {
	expect(typeFromBytes(bytes(begin))).toBeUndefined();
	expect(typeFromBytes(Buffer.from(begin, 'latin1'))).toBeUndefined();
});

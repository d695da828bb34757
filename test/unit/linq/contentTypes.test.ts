import { contentTypeOf, endingOf } from '../../../nodes/linq/contentTypes';

test.each([
	['image/jpeg', 'photo.jpg', 'image/jpeg'],
	['IMAGE/PNG', 'photo', 'image/png'],
	['text/csv; charset=utf-8', 'people.csv', 'text/csv'],
	['image/gif ; q=1', 'party', 'image/gif'],
	['image/jpg', 'photo.jpg', 'image/jpeg'],
	['audio/mp3', 'memo', 'audio/mpeg'],
	['audio/mp4', 'memo.m4a', 'audio/x-m4a'],
	['application/gzip', 'logs.gz', 'application/x-gzip'],
	['application/rtf', 'letter.rtf', 'text/rtf'],
	['text/x-rtf', 'letter', 'text/rtf'],
	['application/x-pdf', 'offer', 'application/pdf'],
	['application/acrobat', 'offer', 'application/pdf'],
	['audio/x-mpeg', 'memo', 'audio/mpeg'],
	['audio/mpeg3', 'memo', 'audio/mpeg'],
	['audio/x-mpeg-3', 'memo', 'audio/mpeg'],
	['audio/x-mp3', 'memo', 'audio/mpeg'],
	['audio/vnd.wav', 'memo', 'audio/x-wav'],
	['video/vnd.avi', 'clip', 'video/x-msvideo'],
	['video/x-mpeg', 'clip', 'video/mpeg'],
	['video/MP1S', 'clip', 'video/mpeg'],
	['video/MP2P', 'clip', 'video/mpeg'],
	['video/x-mp4', 'clip', 'video/mp4'],
	['text/x-csv', 'people', 'text/csv'],
	['application/x-csv', 'people', 'text/csv'],
	['text/comma-separated-values', 'people', 'text/csv'],
	['image/x-png', 'photo', 'image/png'],
])('%s (%s) is known to Linq as %s', (mimeType, fileName, expected) => {
	expect(contentTypeOf(mimeType, fileName)).toBe(expected);
});

test.each([
	['application/octet-stream', 'offer.PDF', 'application/pdf'],
	['', 'clip.mov', 'video/quicktime'],
	['application/x-octet-stream', 'offer.pdf', 'application/pdf'],
	['application/force-download', 'offer.pdf', 'application/pdf'],
	['application/download', 'offer.pdf', 'application/pdf'],
	['application/x-download; charset=binary', 'offer.pdf', 'application/pdf'],
	['*/*', 'offer.pdf', 'application/pdf'],
	['image/*', 'a.png', 'image/png'],
	['Application/*', 'people.csv', 'text/csv'],
	['text/plain', 'people.csv', 'text/csv'],
	['text/plain', 'notes', 'text/plain'],
	['text/plain', 'photo.webp', 'text/plain'],
])('%j says little, so the ending of %s counts', (mimeType, fileName, expected) => {
	expect(contentTypeOf(mimeType, fileName)).toBe(expected);
});

test.each([
	['image/webp', 'photo.webp'],
	['image/svg+xml', 'logo.svg'],
	['audio/ogg', 'memo.ogg'],
	['audio/flac', 'song.flac'],
	['image/webp', 'photo.jpg'],
	['image/svg+xml', 'logo.jpg'],
	['audio/ogg', 'memo.jpg'],
	['audio/flac', 'song.mp3'],
	['text/x-vcalendar', 'date.ics'],
	['image/*', 'photo.webp'],
	['*/*', 'photo'],
	['application/force-download', 'program.exe'],
	['image/*x', 'photo.png'],
	['*', 'photo.png'],
	['application/octet-stream', 'data'],
	['application/octet-stream', 'program.exe'],
	['application/octet-stream', 'offer.pdf.exe'],
	['application/octet-stream', 'offer.pdf '],
	['application/octet-stream', 'trailing.'],
	['', ''],
	['constructor', 'x'],
	['__proto__', 'x.__proto__'],
	['image/png\r\nX-Other: 1', 'photo.png'],
])('%j (%s) is not taken', (mimeType, fileName) => {
	expect(contentTypeOf(mimeType, fileName)).toBeUndefined();
});

test('a file without a name gets an ending that leads back to its type', () => {
	for (const type of ['image/jpeg', 'audio/mpeg', 'application/pdf', 'text/vcard']) {
		expect(contentTypeOf('application/octet-stream', `file${endingOf(type)}`)).toBe(type);
	}
	expect(endingOf('video/mpeg2')).toBe('');
	expect(endingOf('image/webp')).toBe('');
});

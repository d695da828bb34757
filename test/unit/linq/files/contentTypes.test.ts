import { contentTypeOf, endingOf, isTold } from '../../../../nodes/linq/files/contentTypes';

test.each([
	['image/jpeg', 'photo.jpg', 'image/jpeg'],
	['IMAGE/PNG', 'photo', 'image/png'],
	['text/csv; charset=utf-8', 'people.csv', 'text/csv'],
	['image/gif ; q=1', 'party', 'image/gif'],
	['image/jpg', 'photo.jpg', 'image/jpeg'],
	['audio/mp3', 'memo', 'audio/mpeg'],
	['audio/mp4', 'memo.m4a', 'audio/x-m4a'],
	['application/vnd.apple.pkpass', 'ticket', 'application/vnd.apple.pkpass'],
	['application/vnd-com.apple.pkpass', 'ticket.pkpass', 'application/vnd.apple.pkpass'],
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

const office = 'application/vnd.openxmlformats-officedocument';

test.each([
	['application/vnd.ms-excel', 'people.csv', 'text/csv'],
	['application/vnd.ms-excel', 'people.XLSX', `${office}.spreadsheetml.sheet`],
	['application/x-msexcel', 'people.csv', 'text/csv'],
	['application/msword', 'offer.docx', `${office}.wordprocessingml.document`],
	['application/msword', 'offer.rtf', 'text/rtf'],
	['application/vnd.ms-powerpoint', 'talk.pptx', `${office}.presentationml.presentation`],
	['application/zip', 'offer.docx', `${office}.wordprocessingml.document`],
	['application/x-zip-compressed', 'people.xlsx', `${office}.spreadsheetml.sheet`],
	['application/zip', 'talk.pptx', `${office}.presentationml.presentation`],
	['application/zip', 'letter.pages', 'application/x-iwork-pages-sffpages'],
	['application/zip', 'book.epub', 'application/epub+zip'],
	['application/zip', 'ticket.pkpass', 'application/vnd.apple.pkpass'],
	['application/x-cfb', 'offer.doc', 'application/msword'],
	['audio/mpeg', 'memo.m4a', 'audio/x-m4a'],
	['video/mp4', 'memo.m4a', 'audio/x-m4a'],
])('%s, which systems get wrong, loses to the ending of %s', (mimeType, fileName, expected) => {
	expect(contentTypeOf(mimeType, fileName)).toBe(expected);
});

test.each([
	['application/vnd.ms-excel', 'people.xls', 'application/vnd.ms-excel'],
	['application/vnd.ms-excel', 'people', 'application/vnd.ms-excel'],
	['application/vnd.ms-excel', 'people.pdf', 'application/vnd.ms-excel'],
	['application/zip', 'photos.zip', 'application/zip'],
	['application/zip', 'photos.jpg', 'application/zip'],
	['image/png', 'photo.jpg', 'image/png'],
	['application/pdf', 'offer.docx', 'application/pdf'],
])('%s, which nobody mistakes for the ending of %s, counts', (mimeType, fileName, expected) => {
	expect(contentTypeOf(mimeType, fileName)).toBe(expected);
});

test.each([
	['application/x-zip-compressed', 'application/zip'],
	['application/x-zip', 'application/zip'],
	['text/x-vcard', 'text/vcard'],
	['application/vcard', 'text/vcard'],
	['audio/x-m4a', 'audio/x-m4a'],
	['audio/aacp', 'audio/aac'],
	['audio/mid', 'audio/midi'],
	['image/tif', 'image/tiff'],
	['image/x-bmp', 'image/bmp'],
	['image/heic-sequence', 'image/heic'],
	['video/x-quicktime', 'video/quicktime'],
	['video/3gp', 'video/3gpp'],
	['application/x-rtf', 'text/rtf'],
	['application/excel', 'application/vnd.ms-excel'],
	['text/json', 'application/json'],
])('%s is another name of %s', (mimeType, expected) => {
	expect(contentTypeOf(mimeType, 'file')).toBe(expected);
});

test.each([
	['application/octet-stream', 'photo', false],
	['text/plain', 'photo', false],
	['image/*', 'photo.xyz', false],
	['', '', false],
	['image/png', 'photo', true],
	['image/webp', 'photo', true],
	['application/octet-stream', 'photo.png', true],
])('%j (%s): whether it is told what it is', (mimeType, fileName, told) => {
	expect(isTold(mimeType, fileName)).toBe(told);
});

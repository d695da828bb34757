/**
 * The kinds of file Linq takes, with the endings by which they are known
 * (https://docs.linqapp.com/, Attachments). WebP, SVG, FLAC and OGG are refused there.
 */
const endings: Record<string, string[]> = {
	'image/jpeg': ['jpg', 'jpeg'],
	'image/png': ['png'],
	'image/gif': ['gif'],
	'image/heic': ['heic'],
	'image/heif': ['heif'],
	'image/tiff': ['tif', 'tiff'],
	'image/bmp': ['bmp'],
	'image/x-icon': ['ico'],
	'video/mp4': ['mp4'],
	'video/quicktime': ['mov'],
	'video/mpeg': ['mpeg', 'mpg'],
	'video/mpeg2': [],
	'video/x-m4v': ['m4v'],
	'video/x-msvideo': ['avi'],
	'video/3gpp': ['3gp'],
	'audio/mpeg': ['mp3'],
	'audio/x-m4a': ['m4a'],
	'audio/x-caf': ['caf'],
	'audio/x-wav': ['wav'],
	'audio/x-aiff': ['aiff', 'aif'],
	'audio/aac': ['aac'],
	'audio/midi': ['mid', 'midi'],
	'audio/amr': ['amr'],
	'application/pdf': ['pdf'],
	'text/plain': ['txt'],
	'text/markdown': ['md'],
	'text/vcard': ['vcf'],
	'text/rtf': ['rtf'],
	'text/csv': ['csv'],
	'text/html': ['html', 'htm'],
	'text/calendar': ['ics'],
	'text/xml': ['xml'],
	'application/json': ['json'],
	'application/msword': ['doc'],
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
	'application/vnd.ms-excel': ['xls'],
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
	'application/vnd.ms-powerpoint': ['ppt'],
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
	'application/x-iwork-pages-sffpages': ['pages'],
	'application/x-iwork-numbers-sffnumbers': ['numbers'],
	'application/x-iwork-keynote-sffkey': ['key'],
	'application/epub+zip': ['epub'],
	'application/zip': ['zip'],
	'application/x-gzip': ['gz'],
};

/** Other names under which n8n and the web know the same kinds. */
const otherNames = new Map([
	['image/jpg', 'image/jpeg'],
	['image/pjpeg', 'image/jpeg'],
	['image/x-png', 'image/png'],
	['image/x-ms-bmp', 'image/bmp'],
	['image/vnd.microsoft.icon', 'image/x-icon'],
	['video/avi', 'video/x-msvideo'],
	['video/vnd.avi', 'video/x-msvideo'],
	['video/x-mp4', 'video/mp4'],
	['video/x-mpeg', 'video/mpeg'],
	// What n8n finds when it looks into an .mpg file.
	['video/mp1s', 'video/mpeg'],
	['video/mp2p', 'video/mpeg'],
	['audio/mp3', 'audio/mpeg'],
	['audio/x-mp3', 'audio/mpeg'],
	['audio/x-mpeg', 'audio/mpeg'],
	['audio/mpeg3', 'audio/mpeg'],
	['audio/x-mpeg-3', 'audio/mpeg'],
	['audio/mp4', 'audio/x-m4a'],
	['audio/m4a', 'audio/x-m4a'],
	['audio/caf', 'audio/x-caf'],
	['audio/wav', 'audio/x-wav'],
	['audio/wave', 'audio/x-wav'],
	['audio/vnd.wave', 'audio/x-wav'],
	['audio/vnd.wav', 'audio/x-wav'],
	['audio/aiff', 'audio/x-aiff'],
	['audio/x-aac', 'audio/aac'],
	['audio/x-midi', 'audio/midi'],
	['text/x-markdown', 'text/markdown'],
	['text/x-vcard', 'text/vcard'],
	['text/directory', 'text/vcard'],
	['application/rtf', 'text/rtf'],
	['text/x-rtf', 'text/rtf'],
	['application/xml', 'text/xml'],
	['application/csv', 'text/csv'],
	['application/x-csv', 'text/csv'],
	['text/x-csv', 'text/csv'],
	['text/comma-separated-values', 'text/csv'],
	['application/x-pdf', 'application/pdf'],
	['application/acrobat', 'application/pdf'],
	['application/x-zip-compressed', 'application/zip'],
	['application/gzip', 'application/x-gzip'],
	['application/vnd.apple.pages', 'application/x-iwork-pages-sffpages'],
	['application/vnd.apple.numbers', 'application/x-iwork-numbers-sffnumbers'],
	['application/vnd.apple.keynote', 'application/x-iwork-keynote-sffkey'],
]);

/** Names that say nothing, so that the ending of the file's name counts. */
const unspecific = new Set([
	...['', 'application/octet-stream', 'binary/octet-stream', 'application/x-octet-stream'],
	// What servers call a file that is to be saved rather than shown.
	...['application/force-download', 'application/download', 'application/x-download'],
	// What n8n calls a file that it can't tell, so it is not always text.
	'text/plain',
]);

/**
 * Linq's name for a kind of file.
 *
 * @param mimeType as it came with the file, parameters such as a charset included
 * @returns undefined when Linq doesn't take such files
 */
export function contentTypeOf(mimeType: string, fileName: string): string | undefined {
	const named = mimeType.split(';', 1)[0]!.trim().toLowerCase();
	if (unspecific.has(named) || named.endsWith('/*')) return byEnding(fileName) ?? byName(named);
	return byName(named);
}

/**
 * The kinds that play in the chat like a recorded message (https://docs.linqapp.com/, Send a voice
 * memo), by Linq's names.
 */
const playable = new Set([
	'audio/mpeg',
	'audio/x-m4a',
	'audio/aac',
	'audio/x-caf',
	'audio/x-wav',
	'audio/x-aiff',
	'audio/amr',
]);

/** @param contentType as `contentTypeOf` gives it */
export function isVoiceMemo(contentType: string): boolean {
	return playable.has(contentType);
}

/** An ending for a file that came without a name. */
export function endingOf(contentType: string): string {
	const ending = endings[contentType]?.[0];
	return ending === undefined ? '' : `.${ending}`;
}

function byName(name: string): string | undefined {
	const known = otherNames.get(name) ?? name;
	return Object.hasOwn(endings, known) ? known : undefined;
}

function byEnding(fileName: string): string | undefined {
	const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
	return Object.keys(endings).find((type) => endings[type]!.includes(ending));
}

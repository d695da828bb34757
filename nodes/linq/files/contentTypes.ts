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
	'application/vnd.apple.pkpass': ['pkpass'],
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
	['image/x-bmp', 'image/bmp'],
	['image/x-windows-bmp', 'image/bmp'],
	['image/tif', 'image/tiff'],
	['image/x-tif', 'image/tiff'],
	['image/x-tiff', 'image/tiff'],
	['image/heic-sequence', 'image/heic'],
	['image/heif-sequence', 'image/heif'],
	['image/ico', 'image/x-icon'],
	['image/x-ico', 'image/x-icon'],
	['image/vnd.microsoft.icon', 'image/x-icon'],
	['video/avi', 'video/x-msvideo'],
	['video/vnd.avi', 'video/x-msvideo'],
	['video/msvideo', 'video/x-msvideo'],
	['video/x-mp4', 'video/mp4'],
	['video/m4v', 'video/x-m4v'],
	['video/mov', 'video/quicktime'],
	['video/x-quicktime', 'video/quicktime'],
	['video/3gp', 'video/3gpp'],
	['video/x-3gpp', 'video/3gpp'],
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
	['audio/x-mp4', 'audio/x-m4a'],
	['audio/mp4a-latm', 'audio/x-m4a'],
	['audio/caf', 'audio/x-caf'],
	['audio/wav', 'audio/x-wav'],
	['audio/wave', 'audio/x-wav'],
	['audio/vnd.wave', 'audio/x-wav'],
	['audio/vnd.wav', 'audio/x-wav'],
	['audio/x-pn-wav', 'audio/x-wav'],
	['audio/aiff', 'audio/x-aiff'],
	['audio/x-aac', 'audio/aac'],
	['audio/aacp', 'audio/aac'],
	['audio/vnd.dlna.adts', 'audio/aac'],
	['audio/x-hx-aac-adts', 'audio/aac'],
	['audio/x-midi', 'audio/midi'],
	['audio/mid', 'audio/midi'],
	['audio/x-amr', 'audio/amr'],
	['audio/amr-nb', 'audio/amr'],
	['text/x-markdown', 'text/markdown'],
	['text/x-vcard', 'text/vcard'],
	['text/directory', 'text/vcard'],
	['application/vcard', 'text/vcard'],
	['application/ics', 'text/calendar'],
	['text/json', 'application/json'],
	['application/x-json', 'application/json'],
	['application/rtf', 'text/rtf'],
	['application/x-rtf', 'text/rtf'],
	['text/richtext', 'text/rtf'],
	['text/x-rtf', 'text/rtf'],
	['application/xml', 'text/xml'],
	['application/csv', 'text/csv'],
	['application/x-csv', 'text/csv'],
	['text/x-csv', 'text/csv'],
	['text/comma-separated-values', 'text/csv'],
	['application/x-pdf', 'application/pdf'],
	['application/acrobat', 'application/pdf'],
	['application/vnd-com.apple.pkpass', 'application/vnd.apple.pkpass'],
	['application/x-zip-compressed', 'application/zip'],
	['application/x-zip', 'application/zip'],
	['application/gzip', 'application/x-gzip'],
	['application/excel', 'application/vnd.ms-excel'],
	['application/x-excel', 'application/vnd.ms-excel'],
	['application/x-msexcel', 'application/vnd.ms-excel'],
	['application/powerpoint', 'application/vnd.ms-powerpoint'],
	['application/mspowerpoint', 'application/vnd.ms-powerpoint'],
	['application/x-mspowerpoint', 'application/vnd.ms-powerpoint'],
	['application/vnd.msword', 'application/msword'],
	['application/x-msword', 'application/msword'],
	['application/vnd.apple.pages', 'application/x-iwork-pages-sffpages'],
	['application/vnd.apple.numbers', 'application/x-iwork-numbers-sffnumbers'],
	['application/vnd.apple.keynote', 'application/x-iwork-keynote-sffkey'],
]);

/**
 * Types that systems give to files of other kinds, too, with the endings that then count instead:
 * Windows calls a CSV file Excel's once Excel is installed, browsers call each new Office file by
 * the old one's type or a ZIP file, which it is, and Android calls an M4A file MP3.
 */
const mistaken: Record<string, string[]> = {
	'application/vnd.ms-excel': ['csv', 'xlsx', 'numbers'],
	'application/msword': ['docx', 'rtf', 'pages'],
	'application/vnd.ms-powerpoint': ['pptx', 'key'],
	'application/zip': ['docx', 'xlsx', 'pptx', 'pages', 'numbers', 'key', 'epub', 'pkpass'],
	'audio/mpeg': ['m4a', 'aac'],
	'video/mp4': ['m4a'],
};

/** Names that say nothing, so that the ending of the file's name counts. */
const unspecific = new Set([
	...['', 'application/octet-stream', 'binary/octet-stream', 'application/x-octet-stream'],
	// What servers call a file that is to be saved rather than shown.
	...['application/force-download', 'application/download', 'application/x-download'],
	// What a look into an older Office file finds: the container that all of them have.
	...['application/x-cfb', 'application/x-ole-storage', 'application/vnd.ms-office'],
	// What n8n calls a file that it can't tell, so it is not always text.
	'text/plain',
]);

/**
 * Linq's name for a kind of file. A type that says nothing, or that is often given to files of
 * another kind, loses to the ending of the file's name.
 *
 * @param mimeType as it came with the file, parameters such as a charset included
 * @returns undefined when Linq doesn't take such files
 */
export function contentTypeOf(mimeType: string, fileName: string): string | undefined {
	const named = nameIn(mimeType);
	const known = byName(named);
	if (saysNothing(named)) return byEnding(fileName) ?? known;
	const isMistaken = known !== undefined && mistaken[known]?.includes(endingIn(fileName));
	return isMistaken ? byEnding(fileName) : known;
}

/** Whether the type or the ending says what a file is, so that nobody has to look into it. */
export function isTold(mimeType: string, fileName: string): boolean {
	return !saysNothing(nameIn(mimeType)) || byEnding(fileName) !== undefined;
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

function nameIn(mimeType: string): string {
	return mimeType.split(';', 1)[0]!.trim().toLowerCase();
}

function saysNothing(named: string): boolean {
	return unspecific.has(named) || named.endsWith('/*');
}

function byName(name: string): string | undefined {
	const known = otherNames.get(name) ?? name;
	return Object.hasOwn(endings, known) ? known : undefined;
}

function byEnding(fileName: string): string | undefined {
	const ending = endingIn(fileName);
	return Object.keys(endings).find((type) => endings[type]!.includes(ending));
}

function endingIn(fileName: string): string {
	return /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

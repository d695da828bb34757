/** How many bytes `typeFromBytes` looks at. */
export const telling = 64;

/** Where a kind of file begins in one way and no other: the offset, the bytes in Latin-1, the type. */
const signatures: Array<[offset: number, begin: string, type: string]> = [
	[0, '\xff\xd8\xff', 'image/jpeg'],
	[0, '\x89PNG\r\n\x1a\n', 'image/png'],
	[0, 'GIF87a', 'image/gif'],
	[0, 'GIF89a', 'image/gif'],
	[0, 'II*\0', 'image/tiff'],
	[0, 'MM\0*', 'image/tiff'],
	[0, '%PDF-', 'application/pdf'],
	[0, 'ID3', 'audio/mpeg'],
	[0, 'caff\0', 'audio/x-caf'],
	[0, '#!AMR', 'audio/amr'],
	[0, 'MThd\0', 'audio/midi'],
	[8, 'WAVE', 'audio/x-wav'],
	[8, 'AVI ', 'video/x-msvideo'],
	[8, 'AIFF', 'audio/x-aiff'],
	[8, 'AIFC', 'audio/x-aiff'],
	// Known, so that they are refused by their name: Linq doesn't take them.
	[8, 'WEBP', 'image/webp'],
	[0, 'OggS\0', 'audio/ogg'],
	[0, 'fLaC\0', 'audio/flac'],
];

/** What begins with a container's name, so that the name behind its length counts. */
const containers = ['RIFF', 'FORM'];

/** The main brand of a file in Apple's container (ISO/IEC 14496-12), behind `ftyp`. */
const brands: Array<[brand: RegExp, type: string]> = [
	[/^(heic|heix|heim|heis|hevc|hevx)/, 'image/heic'],
	[/^(mif1|msf1)/, 'image/heif'],
	[/^(avif|avis)/, 'image/avif'],
	[/^(M4A |M4B )/, 'audio/x-m4a'],
	[/^(M4V |M4VH|M4VP)/, 'video/x-m4v'],
	[/^qt {2}/, 'video/quicktime'],
	[/^3g[gp2]/, 'video/3gpp'],
	[/^(isom|iso[2-9]|mp4[12]|avc1|dash|MSNV|mmp4)/, 'video/mp4'],
];

/**
 * The kind of a file, by the bytes it begins with, where they belong to no other kind: pictures,
 * videos, sounds and PDFs. Archives and texts are too much alike.
 *
 * @param bytes the first `telling` of the file, or all of a shorter one
 * @returns a content type, also of a kind that Linq doesn't take; undefined where they don't tell
 */
export function typeFromBytes(bytes: Uint8Array): string | undefined {
	const begin = Buffer.from(bytes.subarray(0, telling)).toString('latin1');
	if (begin.startsWith('ftyp', 4)) {
		return brands.find(([brand]) => brand.test(begin.slice(8, 12)))?.[1];
	}
	const found = signatures.find(
		([offset, sign]) =>
			begin.startsWith(sign, offset) &&
			(offset === 0 || containers.some((container) => begin.startsWith(container))),
	);
	return found?.[2] ?? (isBitmap(begin) ? 'image/bmp' : framesOf(bytes));
}

/** The lengths that a bitmap's header can have, in bytes. */
const bitmapHeaders = [12, 40, 52, 56, 64, 108, 124].map((length) => String.fromCharCode(length));

/** Two letters alone could begin a text, so what follows has to fit: zeros, and a header's length. */
function isBitmap(begin: string): boolean {
	return (
		begin.startsWith('BM') &&
		begin.startsWith('\0\0\0\0', 6) &&
		bitmapHeaders.includes(begin.charAt(14)) &&
		begin.startsWith('\0\0\0', 15)
	);
}

/** Sound without a header begins with the head of its first frame. */
function framesOf([first = 0, second = 0, third = 0]: Uint8Array): string | undefined {
	if (first !== 0xff) return undefined;
	if ((second & 0xf6) === 0xf0) return 'audio/aac';
	const hasRates = third >> 4 !== 0 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c;
	const isLayer3 = (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
	return isLayer3 && hasRates ? 'audio/mpeg' : undefined;
}

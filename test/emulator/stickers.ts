import { Refusal } from './answers';
import type { AccountAttachment } from './attachments';
import { uploadedAttachment } from './content';
import { invalid, objectFrom } from './fields';
import type { Call } from './routing';

/** A sticker as Linq shows it, and where it was put. */
export interface Sticker {
	file_name: string;
	mime_type: string;
	url: string;
	width: number;
	height: number;
	placement?: Placement;
}

/** Place, size and turn. */
export type Placement = Partial<Record<keyof typeof ranges, number>>;

const ranges = {
	x: [-1, 1],
	y: [-1, 1],
	scale: [0.5, 1.5],
	rotation: [-Infinity, Infinity],
} as const;

const sources = ['url', 'attachment_id', 'emoji'] as const;

/** The sticker that a reaction asks for, or 1005, 2003, 2007, 5006. */
export function stickerFrom(body: Record<string, unknown>, call: Call): Sticker {
	const given = sources.filter((name) => body[name] !== undefined);
	if (given.length !== 1) {
		throw new Refusal(1005, 'A sticker needs exactly one of url, attachment_id and emoji');
	}
	const placement = body.placement === undefined ? undefined : placementFrom(body.placement);
	return { ...pictureOf(body, call), width: 200, height: 200, ...(placement && { placement }) };
}

/** Place, size and turn, or 1005. */
export function placementFrom(value: unknown): Placement {
	const placement = objectFrom(value, 'placement', 1005);
	for (const [name, [lowest, highest]] of Object.entries(ranges)) {
		const number = placement[name];
		if (number === undefined) continue;
		const isIn = typeof number === 'number' && number >= lowest && number <= highest;
		if (!isIn) throw invalid(`placement.${name}`, 1005);
	}
	return placement;
}

function pictureOf({ url, attachment_id, emoji }: Record<string, unknown>, call: Call) {
	if (emoji !== undefined) {
		if (typeof emoji !== 'string' || !isEmoji(emoji)) throw invalid('emoji', 1005);
		return { file_name: 'emoji.png', mime_type: 'image/png', url: `${call.storage.url}/emoji.png` };
	}
	if (attachment_id !== undefined) {
		return asPicture(uploadedAttachment(call, attachment_id), call);
	}
	// Linq's own files are there, whatever this server calls itself.
	const address = String(url).replace('https://cdn.linqapp.com', call.storage.url);
	const own = call.storage.attachmentAt(address);
	if (!own) throw invalid('url', 1005, 'must be a download_url');
	return asPicture(uploadedAttachment(call, own.id), call);
}

function asPicture(attachment: AccountAttachment, { storage }: Call) {
	const { filename: file_name, content_type: mime_type } = attachment;
	if (!mime_type.startsWith('image/')) throw new Refusal(5006);
	return { file_name, mime_type, url: storage.downloadAddressOf(attachment) };
}

/** One character as people count them, drawn as a picture, flag or keycap. */
export function isEmoji(text: string): boolean {
	const characters = [...new Intl.Segmenter().segment(text)];
	return characters.length === 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|⃣/u.test(text);
}

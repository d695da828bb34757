import { isObject } from '../values/json';

/**
 * The largest answer that is read, unpacked, in bytes. The largest that Linq gives is a page of 100
 * chats or messages, which has some hundred kilobytes.
 */
export const largestAnswer = 10 * 1024 * 1024;

/**
 * The text of an answer, read as it comes in, so that no more than this of it is ever kept: a few
 * kilobytes can be packed so that they unpack to gigabytes.
 *
 * @param body a stream, as n8n gives it; text stays what it is, and there is none in anything else
 * @returns undefined when it is larger than `largestAnswer`
 */
export async function readBody(body: unknown): Promise<string | undefined> {
	if (typeof body === 'string') return body.length > largestAnswer ? undefined : body;
	if (!isReadable(body)) return '';
	const pieces: Uint8Array[] = [];
	let size = 0;
	// Leaving the loop early closes the stream, and with it the connection.
	for await (const piece of body) {
		size += piece.length;
		if (size > largestAnswer) return undefined;
		pieces.push(piece);
	}
	return new TextDecoder().decode(Buffer.concat(pieces));
}

function isReadable(body: unknown): body is AsyncIterable<Uint8Array> {
	return isObject(body) && typeof body[Symbol.asyncIterator as never] === 'function';
}

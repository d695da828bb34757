/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { largestAnswer, readBody } from '../../../../nodes/linq/wire/bodies';

test.each([
	['in one piece', [Buffer.from('{"name":"Jürgen 🎉"}')]],
	['byte by byte', [...Buffer.from('{"name":"Jürgen 🎉"}')].map((byte) => Buffer.from([byte]))],
	['behind a byte order mark', [Buffer.from('\ufeff{"name":"Jürgen 🎉"}')]],
])('a stream %s is text', async (_, pieces) => {
	expect(await readBody(Readable.from(pieces))).toBe('{"name":"Jürgen 🎉"}');
});

test('an empty stream is empty text', async () => {
	expect(await readBody(Readable.from([]))).toBe('');
});

test('what is exactly as large as an answer may be is read, a byte more is not', async () => {
	const exact = Buffer.alloc(largestAnswer, 'a');
	expect(await readBody(Readable.from([exact]))).toHaveLength(largestAnswer);
	expect(await readBody(Readable.from([exact, Buffer.from('a')]))).toBeUndefined();
	expect(await readBody(exact.toString())).toHaveLength(largestAnswer);
	expect(await readBody(`${exact.toString()}a`)).toBeUndefined();
});

test('what unpacks to 200 MB is unpacked to little more than an answer may have', async () => {
	const piece = gzipSync(Buffer.alloc(10 * 1024 * 1024));
	const bomb = Buffer.concat(Array.from({ length: 20 }, () => piece));
	expect(bomb.length).toBeLessThan(250_000);
	let unpacked = 0;
	const stream = Readable.from([bomb]).pipe(createGunzip());
	const counted = stream.compose<Readable>(async function* (pieces: AsyncIterable<Buffer>) {
		for await (const piece of pieces) {
			unpacked += piece.length;
			yield piece;
		}
	});
	expect(await readBody(counted)).toBeUndefined();
	expect(unpacked).toBeGreaterThan(largestAnswer);
	expect(unpacked).toBeLessThan(2 * largestAnswer);
	expect(counted.destroyed).toBe(true);
});

test('a stream that breaks off is no answer', async () => {
	const broken = new Readable({
		read() {
			this.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
		},
	});
	await expect(readBody(broken)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

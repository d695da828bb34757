/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { gzipSync } from 'node:zlib';
import { kinds } from './operationKinds';
import { reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => setting.linq.faults.clear());

afterAll(async () => {
	await setting.linq.close();
});

/** JSON with a text of 200 MB in it, packed in pieces to some 200 kB. */
const tenMegabytes = gzipSync(Buffer.alloc(10 * 1024 * 1024, 'a'));
const bomb = Buffer.concat([
	gzipSync('{"a":"'),
	...Array.from({ length: 20 }, () => tenMegabytes),
	gzipSync('"}'),
]);

/** More than there are requests under way at once, each to a chat of its own. */
const count = 12;

describe.each(kinds)('$kind, $resource: $operation', (kind) => {
	const { resource, operation, parameters, item } = kind;
	const run = async () => {
		const items = Array.from({ length: count }, () => item(setting.group()));
		return await setting.run(resource, operation, items, parameters);
	};

	test('answers nested too deep end on Error, and hold nothing up', async () => {
		const body = `{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
		setting.linq.faults.add({ kind: 'raw', body, times: count });
		const result = await run();
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toHaveLength(count);
		for (const report of reportsOf(result)) {
			expect(report).toMatchObject({
				...{ message: 'The answer from Linq could not be read', category: 'invalid_response' },
				attempts: 1,
			});
		}
	});

	test.each([
		[200, 'invalid_response', 'Linq answered with more than 10 MB, which is no answer'],
		[403, 'forbidden', 'Linq answered with status 403 and no reason'],
	])('a small answer that unpacks to 200 MB is not read: %i', async (status, category, message) => {
		const headers = { 'content-encoding': 'gzip' };
		setting.linq.faults.add({ kind: 'raw', body: bomb, headers, status, times: count });
		const result = await run();
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toHaveLength(count);
		for (const report of reportsOf(result)) {
			expect(report).toMatchObject({ category, message, status, attempts: 1 });
		}
	});

	test('fields named like parts of an object come out like any other, or do no harm', async () => {
		const own = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';
		const list = `"chats":[{"id":"1",${own}}],${own}`;
		setting.linq.faults.add({ kind: 'raw', body: `{${list}}`, times: count });
		const { success, error } = await run();
		expect(success.length + error.length).toBe(count);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
});

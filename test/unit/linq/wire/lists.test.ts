import { LinqClient } from '../../../../nodes/linq/wire/client';
import { LinqError } from '../../../../nodes/linq/errors';
import type { JsonObject } from '../../../../nodes/linq/values/json';
import { readList } from '../../../../nodes/linq/wire/lists';

const patience = { maxRetries: 0, timeout: 1_000 };
const list = { path: '/v3/chats', query: { to: '+12025550101' }, field: 'chats' };
const entries = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => ({ id: `chat ${from + index}` }));

/** A server that answers each question for a page with what `page` gives. */
function serverWith(page: (place: { limit: number; cursor: string | null }) => JsonObject) {
	const asked: string[] = [];
	const client = new LinqClient(
		{ apiKey: 'a-key-for-tests', baseUrl: 'https://linq.example' },
		async ({ url }) => {
			const { search, searchParams } = new URL(url);
			asked.push(search);
			const place = {
				limit: Number(searchParams.get('limit')),
				cursor: searchParams.get('cursor'),
			};
			const text = JSON.stringify(page(place));
			return await Promise.resolve({ status: 200, headers: {}, text });
		},
	);
	const read = async (limit?: number, keep?: (entry: JsonObject) => boolean) =>
		await readList(client, list, { limit, keep }, patience);
	return { asked, read };
}

/** A list of so many entries, handed out page by page. */
function serverOf(count: number) {
	return serverWith(({ limit, cursor }) => {
		const start = Number(cursor ?? 0);
		const end = start + limit;
		return {
			chats: entries(count).slice(start, end),
			next_cursor: end < count ? String(end) : null,
		};
	});
}

test.each([
	[1, ['1']],
	[50, ['50']],
	[100, ['100']],
	[101, ['100', '1']],
	[250, ['100', '100', '50']],
])('a limit of %i asks for pages of %j', async (limit, sizes) => {
	const { asked, read } = serverOf(1_000);
	expect(await read(limit)).toEqual(entries(limit));
	expect(asked.map((search) => new URLSearchParams(search).get('limit'))).toEqual(sizes);
	expect(asked[0]).toBe(`?to=%2B12025550101&limit=${sizes[0]}`);
});

test('all means pages of 100 up to the last, in order', async () => {
	const { asked, read } = serverOf(250);
	expect(await read()).toEqual(entries(250));
	expect(asked).toEqual([
		'?to=%2B12025550101&limit=100',
		'?to=%2B12025550101&limit=100&cursor=100',
		'?to=%2B12025550101&limit=100&cursor=200',
	]);
});

test('what is left out does not count: whole pages are read until there is enough', async () => {
	const { asked, read } = serverOf(1_000);
	const keep = ({ id }: JsonObject) => String(id).endsWith('7');
	expect(await read(12, keep)).toEqual(entries(120).filter(keep));
	expect(asked).toHaveLength(2);
	expect(asked.every((search) => search.includes('limit=100'))).toBe(true);
});

test('a server that sends more than it was asked for does not exceed the limit', async () => {
	const { read } = serverWith(() => ({ chats: entries(100), next_cursor: null }));
	expect(await read(3)).toEqual(entries(3));
});

test('an empty page in the middle is no end', async () => {
	const { read } = serverWith(({ cursor }) =>
		cursor === null
			? { chats: entries(2), next_cursor: 'b' }
			: cursor === 'b'
				? { chats: [], next_cursor: 'c' }
				: { chats: entries(2, 2), next_cursor: null },
	);
	expect(await read()).toEqual(entries(4));
});

test('a cursor may be a number', async () => {
	const { asked, read } = serverWith(({ cursor }) =>
		cursor === null
			? { chats: entries(2), next_cursor: 2 }
			: { chats: entries(2, 2), next_cursor: null },
	);
	expect(await read()).toEqual(entries(4));
	expect(asked[1]).toContain('cursor=2');
});

test('an entry that moved to the next page meanwhile comes once', async () => {
	const { read } = serverWith(({ cursor }) =>
		cursor === null
			? { chats: entries(3), next_cursor: 'b' }
			: { chats: entries(3, 2), next_cursor: null },
	);
	expect(await read()).toEqual(entries(5));
});

test('entries without an ID all come, and what is no object is left out', async () => {
	const chats = [{ name: 'a' }, { name: 'a' }, null, 7, 'x', ['y'], { name: 'b' }];
	const { read } = serverWith(() => ({ chats, next_cursor: null }));
	expect(await read()).toEqual([{ name: 'a' }, { name: 'a' }, { name: 'b' }]);
});

test.each([undefined, null, '', {}, []])('a next cursor of %j is the end', async (cursor) => {
	const { asked, read } = serverWith(() => ({ chats: entries(2), next_cursor: cursor }));
	expect(await read()).toEqual(entries(2));
	expect(asked).toHaveLength(1);
});

test.each([undefined, null, {}, 'chats', 7])('%j is no list', async (chats) => {
	const { read } = serverWith(() => ({ chats, next_cursor: null }));
	await expect(read()).rejects.toMatchObject({
		failure: {
			message: 'Linq answered with something else than a list',
			category: 'invalid_response',
		},
	});
});

describe('a list without an end', () => {
	/** Reads to the end, which is an error that says how often was asked. */
	async function expectEndless({ asked, read }: ReturnType<typeof serverWith>, requests: number) {
		const error = await read().then(
			() => undefined,
			(reason: unknown) => reason,
		);
		expect(error).toBeInstanceOf(LinqError);
		expect(error).toMatchObject({
			failure: { message: "Linq's list does not come to an end", category: 'invalid_response' },
			attempts: requests,
		});
		expect(asked).toHaveLength(requests);
	}

	test('the same cursor again', async () => {
		const server = serverWith(({ cursor }) => ({
			chats: entries(100, cursor === null ? 0 : 100),
			next_cursor: 'again',
		}));
		await expectEndless(server, 2);
	});

	test('cursors that take turns', async () => {
		let page = 0;
		const server = serverWith(() => ({
			chats: entries(100, 100 * page++),
			next_cursor: String(page % 3),
		}));
		await expectEndless(server, 4);
	});

	test('always a new cursor and the same entries', async () => {
		let page = 0;
		const server = serverWith(() => ({
			chats: entries(100),
			next_cursor: String(page++),
		}));
		await expectEndless(server, 11);
	});

	test('always a new cursor and no entries', async () => {
		let page = 0;
		const server = serverWith(() => ({ chats: [], next_cursor: String(page++) }));
		await expectEndless(server, 10);
	});

	test('always a new cursor and new entries', async () => {
		let page = 0;
		const server = serverWith(() => ({
			chats: entries(1, page),
			next_cursor: String(++page),
		}));
		await expectEndless(server, 1_000);
	});

	test('entries without IDs never end, either', async () => {
		let page = 0;
		const server = serverWith(() => ({ chats: [{}], next_cursor: String(++page) }));
		await expectEndless(server, 1_000);
	});

	test('who wants a few gets them', async () => {
		const { asked, read } = serverWith(() => ({ chats: entries(100), next_cursor: 'again' }));
		expect(await read(100)).toEqual(entries(100));
		expect(asked).toHaveLength(1);
	});
});

describe('a list by offset', () => {
	const byOffset = { path: '/v3/payment_requests', field: 'data', by: 'offset' } as const;

	/** A server with so many entries, which says that there is more as long as `hasMore` does. */
	function offsetServer(count: number, hasMore = (end: number): unknown => end < count) {
		const asked: string[] = [];
		const client = new LinqClient(
			{ apiKey: 'a-key-for-tests', baseUrl: 'https://linq.example' },
			async ({ url }) => {
				const { search, searchParams } = new URL(url);
				asked.push(search);
				const start = Number(searchParams.get('offset'));
				const end = start + Number(searchParams.get('limit'));
				const answer = { data: entries(count).slice(start, end), has_more: hasMore(end) };
				const text = JSON.stringify(answer);
				return await Promise.resolve({ status: 200, headers: {}, text });
			},
		);
		return {
			asked,
			read: async (limit?: number) => await readList(client, byOffset, { limit }, patience),
		};
	}

	test('goes on behind what came, to the end', async () => {
		const { asked, read } = offsetServer(250);
		expect(await read()).toEqual(entries(250));
		expect(asked).toEqual(['?limit=100', '?limit=100&offset=100', '?limit=100&offset=200']);
	});

	test('asks for no more than is wanted', async () => {
		const { asked, read } = offsetServer(250);
		expect(await read(120)).toEqual(entries(120));
		expect(asked).toEqual(['?limit=100', '?limit=20&offset=100']);
	});

	test.each([undefined, null, 'true', 1])('ends where has_more is %j', async (more) => {
		const { asked, read } = offsetServer(250, () => more);
		expect(await read()).toEqual(entries(100));
		expect(asked).toHaveLength(1);
	});

	test.each([0, 100, 250])(
		'with %i entries that says there is always more is given up',
		async (count) => {
			const { asked, read } = offsetServer(count, () => true);
			await expect(read()).rejects.toMatchObject({
				failure: { message: "Linq's list does not come to an end" },
			});
			expect(asked.length).toBeLessThanOrEqual(5);
		},
	);
});

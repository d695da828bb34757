import type { NodeResult } from './engine';
import { byId, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const phone = (index: number) => `+1202556${1000 + index}`;
const groups = (count: number) => Array.from({ length: count }, () => setting.group());

/** Sends a message into each of these chats, in this order. */
async function send(chats: string[], options = {}): Promise<NodeResult> {
	const items = chats.map((chat, index) => ({ json: { chat, text: `No. ${index}` } }));
	return await setting.run('message', 'send', items, {
		chatId: byId('={{ $json.chat }}'),
		text: '={{ $json.text }}',
		options,
	});
}

const chatOf = ({ path }: { path: string }) => path.split('/').at(-2);
const refused = () => setting.linq.requests.filter(({ status }) => status === 429);
const limited = { category: 'rate_limited', code: 1007, status: 429, retryable: true } as const;

/** A direct chat, whose people are nobody else's. */
const direct = (index: number) =>
	setting.linq.account.addChat({ service: 'iMessage', handles: [phone(index)] }).id;

describe("a limit of one chat's own", () => {
	test.each([
		['one of many', 1, 25],
		['one, where one chat is worked on at a time', 1, 1],
		['two in step, where two are', 2, 2],
		['more than are worked on at the same time', 6, 3],
	])('%s: the others are served meanwhile', async (_, busyChats, concurrency) => {
		const { linq } = setting;
		linq.messageLimit = { requests: 5, seconds: 2 };
		const busy = Array.from({ length: busyChats }, (_, index) => direct(index));
		const others = Array.from({ length: 40 }, (_, index) => direct(100 + index));
		const rounds = Array.from({ length: 8 }, () => busy).flat();
		const { success, error } = await send([...rounds, ...others], { concurrency });
		expect(error).toEqual([]);
		expect(success).toHaveLength(rounds.length + others.length);

		const order = linq.requests.map(chatOf);
		const lastOther = Math.max(...others.map((chat) => order.indexOf(chat)));
		const again = linq.requests.findIndex(
			(request, index) =>
				busy.includes(chatOf(request)!) &&
				linq.requests
					.slice(0, index)
					.some((one) => one.status === 429 && chatOf(one) === chatOf(request)),
		);
		expect(lastOther).toBeLessThan(again);
		expect(refused().every((request) => busy.includes(chatOf(request)!))).toBe(true);
		expect(refused().length).toBeLessThanOrEqual(busyChats);
	});

	test('that never lets through: the rest of the chat goes to Error unsent', async () => {
		const { linq } = setting;
		const stuck = direct(0);
		const path = `/v3/chats/${stuck}/messages`;
		const others = Array.from({ length: 30 }, (_, index) => direct(100 + index));
		const fault = { kind: 'error', status: 429, code: 1007, retryAfter: 1 } as const;
		linq.faults.add({ ...fault, path, times: Infinity });
		const result = await send([...Array<string>(50).fill(stuck), ...others], { maxRetries: 2 });
		expect(result.success).toHaveLength(30);
		const reports = reportsOf(result);
		expect(reports.map(({ attempts }) => attempts)).toEqual([3, ...Array<number>(49).fill(0)]);
		for (const report of reports) expect(report).toMatchObject(limited);
		expect(reports[1]!.hint).toBe(
			'Linq let nothing through after 2 whole waits, and then asked for another of 1 second; run this record again later.',
		);
		expect(refused()).toHaveLength(3);
	});

	test('too long to wait for: the chat is asked about once', async () => {
		const { linq } = setting;
		const stuck = direct(0);
		const path = `/v3/chats/${stuck}/messages`;
		const others = Array.from({ length: 30 }, (_, index) => direct(100 + index));
		const fault = { kind: 'error', status: 429, code: 1007, retryAfter: 3_600 } as const;
		linq.faults.add({ ...fault, path, times: Infinity });
		const result = await send([...Array<string>(50).fill(stuck), ...others]);
		expect(result.success).toHaveLength(30);
		const reports = reportsOf(result);
		expect(reports.map(({ attempts }) => attempts)).toEqual([1, ...Array<number>(49).fill(0)]);
		for (const { hint } of reports) {
			expect(hint).toBe('Linq asks to wait 60 minutes; run this record again after that.');
		}
	});
});

describe("an account's limit", () => {
	const everything = (retryAfter: number) =>
		setting.linq.faults.add({
			kind: 'error',
			status: 429,
			code: 1007,
			retryAfter,
			times: Infinity,
		});

	test.each([1, 25])(
		'that never lets through, %i at a time: what was not sent goes to Error unsent',
		async (concurrency) => {
			everything(1);
			const result = await send(groups(300), { concurrency });
			const reports = reportsOf(result);
			expect(reports).toHaveLength(300);
			for (const report of reports) expect(report).toMatchObject(limited);
			const unsent = reports.filter(({ attempts }) => attempts === 0);
			expect(unsent.length).toBeGreaterThanOrEqual(290);
			for (const { hint } of unsent) {
				expect(hint).toMatch(
					/^Linq let nothing through after [23] whole waits, and then asked for another of 1 second; run this record again later\.$/,
				);
			}
			expect(setting.linq.requests.length).toBeLessThanOrEqual(12);
			const sent = reports.reduce((sum, { attempts }) => sum + attempts, 0);
			expect(sent).toBe(setting.linq.requests.length);
		},
	);

	test.each([1, 25])(
		'too long to wait for, %i at a time: asked about by no more than were under way',
		async (concurrency) => {
			everything(3_600);
			const reports = reportsOf(await send(groups(300), { concurrency }));
			expect(reports).toHaveLength(300);
			for (const report of reports) {
				expect(report).toMatchObject(limited);
				expect(report.hint).toBe('Linq asks to wait 60 minutes; run this record again after that.');
			}
			expect(setting.linq.requests.length).toBeLessThanOrEqual(5);
		},
	);

	test('that ends: everybody is served, and nobody is asked for again', async () => {
		setting.linq.faults.add({ kind: 'error', status: 429, code: 1007, retryAfter: 1, times: 5 });
		const { success } = await send(groups(100));
		expect(success).toHaveLength(100);
		expect(setting.linq.requests).toHaveLength(105);
	});
});

describe('a wait that says nothing', () => {
	const gone = new Date(Date.now() - 86_400_000).toUTCString();

	test.each<[string, string]>([
		['0', '0'],
		['a date gone by', gone],
		['less than nothing', '-5'],
		['no number', 'NaN'],
		['endless', 'Infinity'],
	])('%s: a wait of the usual pause, and nobody is lost to it', async (_, retryAfter) => {
		const { linq } = setting;
		linq.faults.add({
			kind: 'error',
			status: 429,
			code: 1007,
			retryAfter,
			after: 10,
			times: 8,
		});
		const { success, error } = await send(groups(60));
		expect(error).toEqual([]);
		expect(success).toHaveLength(60);
	});

	test.each([Number.MAX_VALUE, 1e300])(
		'%d seconds: a sentence all the same',
		async (retryAfter) => {
			setting.linq.faults.add({ kind: 'error', status: 429, code: 1007, retryAfter });
			const [report] = reportsOf(await send(groups(1)));
			expect(report!.hint).toBe(
				'Linq asks to wait more than a year; run this record again after that.',
			);
		},
	);
});

test('one chat at a time is one request at a time, in what looks ahead as well', async () => {
	const { linq } = setting;
	let underWay = 0;
	let most = 0;
	const requests = linq.requests;
	const push = requests.push.bind(requests);
	requests.push = (...recorded) => {
		for (const one of recorded) {
			most = Math.max(most, ++underWay);
			let status: number | null = null;
			Object.defineProperty(one, 'status', {
				get: () => status,
				set(value: number | null) {
					status = value;
					underWay--;
				},
			});
		}
		return push(...recorded);
	};
	linq.faults.add({ kind: 'delay', milliseconds: 20, times: Infinity });
	const items = groups(8).map((chat, index) => ({ chat, phone: `jo${index}@example.com` }));
	const options = { concurrency: 1, checkChat: true, waitUntilJoined: true, waitTimeout: 20 };
	const service = { checkService: true };
	const { success, error } = await setting.add(items.slice(0, 1), {
		options: { ...options, ...service },
	});
	expect([success.length, error.length]).toEqual([1, 0]);
	const further = await setting.add(items.slice(1), { options });
	expect(reportsOf(further)).toEqual([]);
	expect(most).toBe(1);
});

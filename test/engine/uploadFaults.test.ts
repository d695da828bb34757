import type { IBinaryData } from 'n8n-workflow';
import type { Fault, FaultScript } from '../emulator';
import { bytes, Disk, inMemory, itemWith, sha256 } from './files';
import { reportsOf, startSetting } from './setting';

/** More than one piece of a stream, and no more, since each 250 kB get another second. */
const content = Buffer.alloc(100_000, bytes);
let onDisk: IBinaryData;
let disk: Disk;

beforeAll(async () => {
	disk = await Disk.open();
	onDisk = await disk.store(content);
});

afterAll(() => disk.close());

/** Uploads a file while the storage does this, on a Linq of its own. */
async function meet(
	fault: Fault & FaultScript,
	{ file = inMemory(content), ...options }: { file?: IBinaryData; [option: string]: unknown } = {},
) {
	const setting = await startSetting();
	const { linq } = setting;
	linq.storage.faults.add(fault);
	const result = await setting.run('attachment', 'upload', [itemWith(file)], {
		options: { maxRetries: 1, ...options } as never,
	});
	await linq.close();
	expect(JSON.stringify(result.task)).not.toContain(linq.apiKey);
	expect(linq.uploads.filter(({ headers }) => 'authorization' in headers)).toEqual([]);
	return { result, uploads: linq.uploads, asked: linq.requests.length };
}

const passing: Array<[what: string, fault: Fault & FaultScript, options?: object]> = [
	['500', { kind: 'error', status: 500 }],
	['503', { kind: 'error', status: 503, message: 'SlowDown' }],
	['408', { kind: 'error', status: 408 }],
	['429', { kind: 'error', status: 429 }],
	['a web page', { kind: 'html', status: 502 }],
	['a cut connection', { kind: 'reset' }],
	['a lost answer', { kind: 'reset', applied: true }],
	['half an answer with 500', { kind: 'truncatedJson', status: 500 }],
	['silence', { kind: 'hang' }, { timeout: 1 }],
];

describe.each(['memory', 'disk'])('a file in %s', (place) => {
	test.each(passing)(
		'after %s, it is put to the same place once more, from its beginning',
		async (...[, fault, options]) => {
			const file = place === 'disk' ? onDisk : inMemory(content);
			const { result, uploads, asked } = await meet(fault, { file, ...options });
			expect(reportsOf(result)).toEqual([]);
			expect(result.success).toHaveLength(1);
			expect(asked).toBe(1);
			expect(uploads.map(({ path }) => path)).toEqual([uploads[0]!.path, uploads[0]!.path]);
			expect(uploads[1]).toMatchObject({ status: 200, sha256: sha256(content) });
		},
	);
});

test.each<[string, string, number | null, Fault]>([
	['500', 'server_error', 500, { kind: 'error', status: 500 }],
	['429', 'rate_limited', 429, { kind: 'error', status: 429 }],
	['a cut connection', 'network_error', null, { kind: 'reset' }],
])('%s each time: Error, %s, to be tried again later', async (_, category, status, fault) => {
	const { result, uploads } = await meet({ ...fault, times: Infinity });
	expect(result.success).toEqual([]);
	expect(reportsOf(result)).toEqual([
		expect.objectContaining({ category, status, retryable: true, attempts: 3 }),
	]);
	expect(uploads).toHaveLength(2);
});

test.each<[string, string, Fault, Record<string, unknown>]>([
	['a cut connection', 'The connection to the place for files at 127.0.0.1', { kind: 'reset' }, {}],
	[
		'silence',
		'The place for files at 127.0.0.1 did not answer within 2 seconds',
		{ kind: 'hang' },
		{ timeout: 1 },
	],
])('%s tells of the host that the file was for: %s', async (...[, message, fault, options]) => {
	const { result } = await meet({ ...fault, times: Infinity }, options);
	const [report] = reportsOf(result);
	expect(report!.message).toContain(message);
	expect(report!.hint).toContain('allow 127.0.0.1 in its firewall or proxy');
	expect(JSON.stringify(report)).not.toMatch(/X-Amz|uploads/);
});

test.each([400, 403, 404, 409, 411, 412])('%i does not pass: Error, put once', async (status) => {
	const { result, uploads } = await meet({ kind: 'error', status, times: Infinity });
	expect(reportsOf(result)).toEqual([
		expect.objectContaining({
			...{ category: 'invalid_response', status, retryable: false, attempts: 2 },
		}),
	]);
	expect(uploads).toHaveLength(1);
});

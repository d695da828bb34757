import fc from 'fast-check';
import type { PeopleReport } from '../../nodes/linq/errors';
import type { ScriptedFault } from '../emulator';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

afterAll(async () => {
	await setting.linq.close();
});

const pool = [...Array(6).keys()].map((index) => `+1202556${1000 + index}`);
const someone = fc.constantFrom(...pool);

const at = fc.record({ method: fc.constantFrom('POST', 'DELETE'), handle: someone });
const fault = fc
	.tuple(
		at,
		fc.constantFrom<ScriptedFault>(
			{ kind: 'error', status: 403, code: 2005 },
			{ kind: 'error', status: 503, code: 4004, retryAfter: 0, times: 2 },
			{ kind: 'reset', applied: true, times: 2 },
			{ kind: 'html', status: 200, applied: true },
			{ kind: 'error', status: 409, code: 2015 },
		),
	)
	.map(([where, what]): ScriptedFault => ({ ...what, ...where }));

const run = fc.record({
	to: fc.uniqueArray(someone, { minLength: 2, maxLength: 5 }),
	keep: fc.option(someone, { nil: undefined }),
	faults: fc.array(fault, { maxLength: 2 }),
});

test('whatever fails on the way, everyone is told once and truly, and in the end the members are those wanted', async () => {
	const { linq, engine, credential } = setting;
	const property = fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 3 }), async (runs) => {
		const chatId = linq.account.addChat({
			...{ is_group: true, service: 'iMessage', from: ownLine },
			handles: pool.slice(0, 4),
		}).id;
		const members = () =>
			linq.account
				.chat(chatId)!
				.handles.filter(({ status }) => status === 'active')
				.map(({ handle }) => handle);
		const set = async (to: string[], keep?: string) => {
			const options = { maxRetries: 1, removeOthers: true, ...(keep && { keep }) };
			const parameters = { chatId: byId(`=${chatId}`), to, options };
			const given = { resource: 'chat', operation: 'setParticipants', ...parameters };
			const result = await engine.run([{ json: {} }], given, credential);
			await linq.settled();
			return (result.success[0]?.json ?? reportsOf(result)[0]) as PeopleReport;
		};

		for (const { to, keep, faults } of runs) {
			for (const one of faults) linq.faults.add(one);
			const { added, removed, unchanged, people = [] } = await set(to, keep);
			linq.faults.clear();
			const failed = people.map(({ handle }) => handle);
			const told = [...added!, ...removed!, ...unchanged!, ...failed];
			expect(new Set(told).size).toBe(told.length);
			expect(told).toEqual(expect.arrayContaining(to));
			expect(members()).toEqual(expect.arrayContaining([ownLine, ...added!, ...unchanged!]));
			expect(removed!.filter((one) => members().includes(one))).toEqual([]);
			expect(removed).not.toEqual(expect.arrayContaining([keep]));
			expect(members().length).toBeGreaterThanOrEqual(3);
		}

		const { to } = runs.at(-1)!;
		expect(await set(to)).not.toHaveProperty('people');
		expect(members().sort()).toEqual([ownLine, ...to].sort());
		const seen = linq.requests.length;
		expect(await set(to)).toMatchObject({ added: [], removed: [], unchanged: to });
		expect(linq.requests.length - seen).toBe(1);
	});
	await fc.assert(property, {
		...{ numRuns: 15, interruptAfterTimeLimit: 80_000, markInterruptAsFailure: true },
	});
}, 90_000);

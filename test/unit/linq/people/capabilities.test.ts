import { Capabilities, type Reach } from '../../../../nodes/linq/people/capabilities';
import { ownLine, patience } from '../account';
import { asleep, finished, pass, waits } from '../clock';
import { account, cancelling, startStoppedAccount, whileLinqAnswers } from '../stoppedAccount';

jest.mock('../../../../nodes/linq/wire/sleep', () => jest.requireActual<object>('../clock'));

const phone = (index: number) => `+1202556${1000 + index}`;
const reach = (handle: string, service = 'iMessage', from?: string): Reach => ({
	handle,
	service,
	from,
});
const checkIMessage = 'POST /v3/capability/check_imessage';
const checkRcs = 'POST /v3/capability/check_rcs';

let capabilities: Capabilities;

startStoppedAccount();

beforeEach(() => {
	capabilities = new Capabilities(account.client, cancelling.signal);
});

const check = async (handle: string, service?: string) =>
	await capabilities.check(reach(handle, service), patience);
const reaches = async (handle: string, service?: string) =>
	await capabilities.reaches(reach(handle, service), patience);
const checked = () =>
	account.linq.requests.map(({ body }) => (body as { address: string }).address);

describe('whether someone can be reached', () => {
	test.each([
		['iMessage', checkIMessage, true],
		['iMessage', checkIMessage, false],
		['RCS', checkRcs, true],
		['RCS', checkRcs, false],
	])('by %s: Linq says so, after %s: %s', async (service, request, available) => {
		account.linq.account.setCapabilities(phone(0), available ? ['iMessage', 'RCS'] : ['SMS']);
		expect(await reaches(phone(0), service)).toBe(available);
		expect(account.sent).toEqual([request]);
	});

	test.each([
		['a phone number', phone(0), 'SMS', true],
		['an email address', 'jo@example.com', 'SMS', false],
		['an email address', 'jo@example.com', 'RCS', false],
	])('%s, %s, by %s is known without a check: %s', async (_what, handle, service, expected) => {
		expect(await reaches(handle, service)).toBe(expected);
		expect(account.sent).toEqual([]);
	});

	test('an email address by iMessage is checked', async () => {
		expect(await reaches('jo@example.com')).toBe(true);
		expect(account.sent).toEqual([checkIMessage]);
	});

	test.each(['{}', '{"available":"yes"}', '{"available":null}'])('%s is no yes', async (body) => {
		account.linq.faults.add({ kind: 'raw', body });
		expect(await reaches(phone(0))).toBe(false);
	});
});

test("a check gives Linq's own answer", async () => {
	expect(await check(phone(0))).toEqual({
		...{ address: phone(0), available: true, selected_service: 'iMessage' },
	});
});

describe('a check that fails', () => {
	const failing = (code: number) =>
		({ kind: 'error', status: 503, code, path: /check_rcs/, times: Infinity }) as const;

	test.each([4004, 4009, 4010, 3006])(
		'%i of RCS is no "no", and is not repeated by itself',
		async (code) => {
			account.linq.faults.add(failing(code));
			const asked = capabilities.reaches(reach(phone(0), 'RCS'), { ...patience, maxRetries: 3 });
			await expect(asked).rejects.toMatchObject({ attempts: 1, failure: { code } });
			expect(account.sent).toEqual([checkRcs]);
			expect(waits).toEqual([]);
		},
	);

	test.each([4004, 4009, 4010])('%i says that nobody knows, and what to do', async (code) => {
		account.linq.faults.add(failing(code));
		const unknown = /^It is not known whether this person has RCS/;
		const hintOf = async (one: Reach) =>
			await capabilities.check(one, patience).then(
				() => '',
				({ failure }: { failure: { hint: string } }) => failure.hint,
			);
		expect(await hintOf(reach(phone(0), 'RCS'))).toMatch(unknown);
		const inChat = hintOf({ ...reach(phone(1), 'RCS', ownLine), fromAny: true });
		expect(await finished(inChat)).toMatch(unknown);
		expect(await inChat).toContain('the option Check the Messaging Service First');
	});

	test('one of iMessage is repeated after the pause', async () => {
		account.linq.faults.add({ kind: 'error', status: 503 });
		const asked = capabilities.check(reach(phone(0)), { ...patience, maxRetries: 1 });
		expect(await finished(asked)).toMatchObject({ available: true });
		expect(waits).toEqual([10_000]);
	});

	test('a limit of checks is waited for as long as Linq says', async () => {
		account.linq.faults.add({ kind: 'error', status: 429, code: 1007, retryAfter: 3 });
		const asked = capabilities.check(reach(phone(0), 'RCS'), { ...patience, maxRetries: 1 });
		expect(await finished(asked)).toMatchObject({ available: true });
		expect(waits).toContain(3_000);
	});
});

test('the line is named only when it is given', async () => {
	await capabilities.check(reach(phone(0), 'iMessage', ownLine), patience);
	await finished(check(phone(1)));
	expect(account.linq.requests.map(({ body }) => body)).toEqual([
		{ address: phone(0), from: ownLine },
		{ address: phone(1) },
	]);
});

describe('each check is sent once', () => {
	test('however often it is asked for', async () => {
		const answers = [check(phone(0)), check(phone(0))];
		expect(await answers[0]).toBe(await answers[1]);
		expect(await check(phone(0))).toBe(await answers[0]);
		expect(account.sent).toHaveLength(1);
	});

	test('in whatever case an address is written', async () => {
		await check('jo@example.com');
		await check('Jo@Example.com');
		expect(account.sent).toHaveLength(1);
	});

	test('for each line that is named', async () => {
		const [otherLine, named] = ['+12025550199', account.linq.requests];
		account.linq.account.addPhoneNumber({ phone_number: otherLine });
		await capabilities.check(reach(phone(0), 'iMessage', ownLine), patience);
		await finished(capabilities.check(reach(phone(0), 'iMessage', otherLine), patience));
		await finished(check(phone(0)));
		expect(named.map(({ body }) => (body as { from?: string }).from)).toEqual([
			...[ownLine, otherLine, undefined],
		]);
	});

	test('for all lines where any will do', async () => {
		for (const line of [ownLine, '+12025550199']) {
			const anyLine = { ...reach(phone(0), 'iMessage', line), fromAny: true };
			expect(await capabilities.reaches(anyLine, patience)).toBe(true);
		}
		expect(account.sent).toEqual([checkIMessage]);
	});

	test('even when it fails', async () => {
		account.linq.faults.add({ kind: 'error', status: 403, code: 2005 });
		await expect(check(phone(0))).rejects.toMatchObject({ failure: { code: 2005 } });
		await expect(check(phone(0))).rejects.toMatchObject({ failure: { code: 2005 } });
		expect(account.sent).toHaveLength(1);
	});

	test('for each service', async () => {
		await check(phone(0));
		await finished(check(phone(0), 'RCS'));
		expect(account.sent).toEqual([checkIMessage, checkRcs]);
	});
});

describe('the pace', () => {
	test('is one check in ten seconds, one after another', async () => {
		account.linq.capabilityLimit = { requests: 1, seconds: 10 };
		const handles = [phone(0), phone(1), phone(2)];
		await finished(Promise.all(handles.map(async (handle) => await check(handle))));
		expect(checked()).toEqual(handles);
		expect(account.linq.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(waits).toEqual([10_000, 10_000]);
	});

	test.each([
		[0, [10_000]],
		[4_000, [6_000]],
		[9_999, [1]],
		[10_000, []],
		[60_000, []],
	])('%i ms after a check, the next one waits %j', async (time, expected) => {
		await check(phone(0));
		pass(time);
		await finished(check(phone(1)));
		expect(waits).toEqual(expected);
	});

	test('counts from the answer on', async () => {
		whileLinqAnswers(() => pass(3_000));
		await check(phone(0));
		await finished(check(phone(1)));
		expect(waits).toEqual([10_000]);
	});

	test('is kept after a check that failed, too', async () => {
		account.linq.faults.add({ kind: 'error', status: 403, code: 2005 });
		const failing = check(phone(0));
		const passing = check(phone(1));
		await expect(failing).rejects.toMatchObject({ failure: { code: 2005 } });
		expect(await finished(passing)).toMatchObject({ available: true });
		expect(waits).toEqual([10_000]);
	});

	test('matters no more once Linq refused the key', async () => {
		account.linq.faults.add({ kind: 'error', status: 401, code: 2004 });
		const checks = [check(phone(0)), check(phone(1))];
		for (const one of checks) {
			await expect(one).rejects.toMatchObject({ failure: { category: 'unauthorized' } });
		}
		expect(waits).toEqual([]);
		expect(account.sent).toHaveLength(1);
	});

	test('ends with the execution', async () => {
		await check(phone(0));
		const waiting = check(phone(1));
		await asleep(1);
		cancelling.abort(new Error('cancelled'));
		await expect(waiting).rejects.toThrow('cancelled');
		expect(account.sent).toHaveLength(1);
	});
});

describe('more people than can be checked in ten minutes', () => {
	const plan = (count: number, service = 'iMessage') => {
		for (let index = 0; index < count; index++) capabilities.plan(reach(phone(index), service));
	};
	const tooMany = {
		failure: {
			message: 'Checking the messaging service of 61 people would take 11 minutes',
			hint: expect.stringContaining('send at most 60 people at a time') as string,
			category: 'invalid_input',
		},
	};

	test('are refused before anything is sent', async () => {
		plan(61);
		await expect(check(phone(0))).rejects.toMatchObject(tooMany);
		expect(account.sent).toEqual([]);
	});

	test('are those who were not planned, too', async () => {
		plan(60);
		expect(await check(phone(0))).toMatchObject({ available: true });
		await expect(check(phone(60))).rejects.toMatchObject(tooMany);
		expect(account.sent).toHaveLength(1);
	});

	test('are counted once', async () => {
		plan(60);
		plan(60);
		capabilities.plan(reach(phone(0)));
		expect(await check(phone(0))).toMatchObject({ available: true });
	});

	test('are not those who need no check', async () => {
		plan(60);
		plan(60, 'SMS');
		capabilities.plan(reach('jo@example.com', 'RCS'));
		expect(await check(phone(0))).toMatchObject({ available: true });
	});

	test('are counted for each service', async () => {
		plan(31);
		plan(30, 'RCS');
		await expect(check(phone(0))).rejects.toMatchObject(tooMany);
	});
});

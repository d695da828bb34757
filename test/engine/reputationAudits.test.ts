import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const otherLine = '+12025550110';
const lines = (...given: string[]) => given.map((line) => ({ json: { line } }));
const phoneNumber = byId('={{ $json.line }}');
const audit = async (items = lines(ownLine), options = {}) =>
	await setting.run('phoneNumber', 'auditReputation', items, { phoneNumber, options });
const asked = (method: string) =>
	setting.linq.requests.filter((request) => request.method === method);

test('the report comes out once it is there, each number’s for its own item', async () => {
	const { linq } = setting;
	linq.account.addPhoneNumber({ phone_number: otherLine });
	linq.account.audits.readings = 1;
	const { success, error } = await audit(lines('+1 (202) 555-0100', otherLine));
	expect(error).toEqual([]);
	expect(success).toEqual(
		[ownLine, otherLine].map((phone, item) => ({
			json: expect.objectContaining({ phone, status: 'complete' }) as object,
			pairedItem: { item },
		})),
	);
	// Both wait at the same time.
	expect(linq.requests.slice(0, 2).map(({ method }) => method)).toEqual(['POST', 'POST']);
	expect(asked('GET')).toHaveLength(4);
});

test('two items for one number join one audit', async () => {
	setting.linq.account.audits.readings = 1;
	const { success } = await audit(lines(ownLine, ownLine));
	expect(new Set(success.map(({ json }) => json.audit_id)).size).toBe(1);
	expect(setting.linq.account.audits.all).toHaveLength(1);
});

test('a number that rests is on Error with the time to wait, and others are not', async () => {
	const { linq } = setting;
	linq.account.addPhoneNumber({ phone_number: otherLine });
	await audit();
	linq.account.audits.coolDown = 1_800;
	linq.requests.length = 0;
	const result = await audit(lines(ownLine, otherLine));
	expect(result.success.map(({ json }) => json.phone)).toEqual([otherLine]);
	expect(reportsOf(result)).toMatchObject([
		{
			...{ category: 'rate_limited', retryable: true, attempts: 1 },
			hint: expect.stringMatching(/^Linq asks to wait (29|30) minutes/) as string,
		},
	]);
	expect(asked('POST')).toHaveLength(2);
});

test('a report that takes longer can be read later, by the ID in the hint', async () => {
	const { linq, run } = setting;
	linq.account.audits.readings = 4;
	const result = await audit(lines(ownLine), { waitTimeout: 5 });
	const [report] = reportsOf(result);
	expect(report).toMatchObject({ category: 'not_confirmed', retryable: true, attempts: 1 });
	const [, auditId] = /the audit ID (\S+),/.exec(report!.hint)!;
	const read = async () =>
		await run('phoneNumber', 'getReputationAudit', lines(ownLine), { phoneNumber, auditId });
	expect((await read()).success[0]!.json).toMatchObject({ status: 'pending' });
	expect((await read()).success[0]!.json).toMatchObject({ status: 'complete' });
});

test('an audit that Linq doesn’t join can be asked for again later', async () => {
	setting.linq.faults.add({ kind: 'error', status: 409, code: 2015, method: 'POST' });
	expect(reportsOf(await audit())).toMatchObject([
		{
			...{ category: 'conflict', retryable: true, attempts: 1 },
			hint: expect.stringMatching(/run this record again in a few minutes\.$/) as string,
		},
	]);
});

test.each([
	['unauthorized', 401, 2004, 'Put a valid API key into the Linq credential, then try again.'],
	['forbidden', 403, 2005, 'Ask Linq to allow this for your account, or use'],
	['not_found', 404, 9999, 'Check the audit ID and the number'],
] as const)(
	'an audit whose report is refused is no audit to wait for: %s',
	async (category, status, code, hint) => {
		setting.linq.account.audits.readings = 1;
		setting.linq.faults.add({ kind: 'error', status, code, method: 'GET' });
		const [report] = reportsOf(await audit());
		expect(report).toMatchObject({
			...{ category, status, code, retryable: false },
			trace_id: expect.stringMatching(/./) as string,
		});
		const { audit_id } = setting.linq.account.audits.all[0]!;
		expect(report!.hint).toContain(hint);
		expect(report!.hint).toContain(
			`read it with Get Reputation Audit and the audit ID ${audit_id}.`,
		);
	},
);

test('the audit of another number is not found, and the hint says of what it is', async () => {
	const { linq, run } = setting;
	linq.account.addPhoneNumber({ phone_number: otherLine });
	const auditId = linq.account.audits.start(otherLine).audit_id;
	const parameters = { phoneNumber, auditId };
	const result = await run('phoneNumber', 'getReputationAudit', lines(ownLine), parameters);
	expect(reportsOf(result)).toMatchObject([
		{
			category: 'not_found',
			hint: 'Check the audit ID and the number: an audit is of one of your numbers, and can be read for a day.',
		},
	]);
});

test.each([4, 601, 'long'])('a wait of %j is refused before anything is sent', async (wait) => {
	const result = await audit(lines(ownLine), { waitTimeout: wait });
	expect(reportsOf(result)).toMatchObject([{ category: 'invalid_input', attempts: 0 }]);
	expect(setting.linq.requests).toEqual([]);
});

test('an email address is no number of yours', async () => {
	const result = await audit(lines('jo@example.com'));
	expect(reportsOf(result)).toMatchObject([
		{ message: 'Your number is an email address', attempts: 0 },
	]);
});

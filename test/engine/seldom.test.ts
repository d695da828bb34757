import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const card = { phoneNumber: byId(ownLine), updateFields: { firstName: '={{ $json.name }}' } };
const people = (...names: string[]) => names.map((name) => ({ json: { name } }));

describe('changes of a contact card, of which Linq takes three in ten minutes', () => {
	beforeEach(() => {
		setting.linq.account.addContactCard({ phone_number: ownLine, first_name: 'Acme' });
	});

	test('the fourth comes out at once, with the time to wait, and keeps others from nothing', async () => {
		const { linq, run } = setting;
		// As soon as this, a limit that is not the card's own would be waited for.
		linq.cardLimit = { requests: 3, seconds: 60 };
		const other = linq.account.addPhoneNumber({ phone_number: '+12025550110' }).phone_number;
		linq.account.addContactCard({ phone_number: other, first_name: 'Acme' });
		const items = [
			...people('A', 'B', 'C', 'D').map(({ json }) => ({ json: { ...json, line: ownLine } })),
			{ json: { name: 'E', line: other } },
		];
		const parameters = { ...card, phoneNumber: byId('={{ $json.line }}') };
		const result = await run('contactCard', 'update', items, parameters);
		expect(result.success.map(({ json }) => json.first_name)).toEqual(['A', 'B', 'C', 'E']);
		expect(reportsOf(result)).toEqual([
			expect.objectContaining({
				...{ category: 'rate_limited', code: 1007, retryable: true, attempts: 1 },
				hint: expect.stringMatching(
					/^Linq asks to wait \d+ seconds; run this record again/,
				) as string,
			}),
		]);
		expect(linq.requests).toHaveLength(5);
	});

	test('a picture whose address is not encrypted costs none', async () => {
		const updateFields = { imageUrl: 'http://example.com/portrait.jpg' };
		const result = await setting.run('contactCard', 'update', people('A'), {
			...card,
			updateFields,
		});
		expect(reportsOf(result)).toMatchObject([
			{ message: "The picture's web address can't be used", attempts: 0 },
		]);
		expect(setting.linq.requests).toEqual([]);
	});

	test.each([
		[500, 2022],
		[503, 4004],
		[500, 3006],
	])('after %i/%i none is tried again by itself', async (status, code) => {
		setting.linq.faults.add({ kind: 'error', status, code });
		const result = await setting.run('contactCard', 'update', people('A'), card);
		expect(reportsOf(result)).toMatchObject([{ code, retryable: true, attempts: 1 }]);
		expect(setting.linq.requests).toHaveLength(1);
	});
});

test.each([4004, 4009, 4010])(
	'a check of RCS that Linq could not run (%i) is no "no", and is asked for once',
	async (code) => {
		const { linq, run } = setting;
		linq.faults.add({ kind: 'error', status: 503, code });
		const result = await run('handle', 'checkRcs', people('A'), { address: '+12025561000' });
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([{ code, attempts: 1 }]);
		expect(reportsOf(result)[0]!.hint).toMatch(/^It is not known whether this person has RCS/);
		expect(linq.requests).toHaveLength(1);
	},
);

test('nobody is let into an RCS group, or kept out, by a check that could not run', async () => {
	const { linq, add } = setting;
	const chat = linq.account.addChat({
		...{ from: ownLine, is_group: true, service: 'RCS' },
		handles: ['+12025550101', '+12025550102'],
	}).id;
	linq.faults.add({ kind: 'error', status: 503, code: 4009, path: '/v3/capability/check_rcs' });
	const checkService = { options: { checkService: true, ifServiceDiffers: 'error' } };
	const result = await add([{ phone: '+12025561000', chat }], checkService);
	expect(reportsOf(result)).toMatchObject([{ code: 4009, attempts: 1 }]);
	expect(reportsOf(result)[0]!.hint).toContain('Check the Messaging Service First');
	expect(linq.requests.filter(({ path }) => path.endsWith('/participants'))).toEqual([]);
});

test('where no number of yours can write to people, the hint says so', async () => {
	const { linq, run } = setting;
	linq.account.flaggedLines.add(ownLine);
	const parameters = { to: '+12025561000', text: 'Hello' };
	const result = await run('message', 'sendToHandles', people('A'), parameters);
	expect(reportsOf(result)).toMatchObject([
		{
			...{ code: 2015, category: 'conflict', attempts: 1 },
			hint: expect.stringMatching(/^None of your numbers can write/) as string,
		},
	]);
});

test('a location that is shared already is not asked for', async () => {
	const { linq, run } = setting;
	const chat = linq.account.addChat({ from: ownLine, handles: ['+12025550109'] }).id;
	linq.account.sharePosition('+12025550109', { longitude: 0, latitude: 0 });
	const result = await run('location', 'request', people('A'), { chatId: byId(chat) });
	expect(reportsOf(result)[0]!.hint).toContain(
		'not while the person shares their location already',
	);
});

test('a number of yours that can deliver nothing passes later, so it is not asked again at once', async () => {
	const { linq, run, chatId } = setting;
	linq.account.ineligibleLines.add(ownLine);
	const parameters = { chatId: byId(chatId), text: 'Hello' };
	const result = await run('message', 'send', people('A'), parameters);
	expect(reportsOf(result)).toMatchObject([
		{
			...{ category: 'forbidden', code: 2027, retryable: true, attempts: 1 },
			hint: expect.stringMatching(/^Your number can deliver nothing at the moment/) as string,
		},
	]);
	expect(result.error[0]!.json.error).not.toHaveProperty('idempotency_key');
	expect((await run('chat', 'get', people('A'), { chatId: byId(chatId) })).success).toHaveLength(1);
});

test('no number of yours that can write to these people: it passes later, and nothing was sent', async () => {
	const { linq, run } = setting;
	linq.account.ineligibleLines.add(ownLine);
	const parameters = { to: '+12025550109', text: 'Hello' };
	const result = await run('message', 'sendToHandles', people('A'), parameters);
	expect(reportsOf(result)).toMatchObject([
		{
			...{ category: 'conflict', code: 2015, retryable: true, attempts: 1 },
			hint: expect.stringMatching(/and try this record again later\.$/) as string,
		},
	]);
	expect(result.error[0]!.json.error).not.toHaveProperty('idempotency_key');
});

test('after an answer that got lost, it may have been sent all the same', async () => {
	const { linq, run } = setting;
	linq.faults.add({ kind: 'error', status: 504, code: 3005, retryAfter: 0 });
	linq.faults.add({ kind: 'error', status: 409, code: 2015 });
	const parameters = { to: '+12025550109', text: 'Hello' };
	const result = await run('message', 'sendToHandles', people('A'), parameters);
	expect(reportsOf(result)).toMatchObject([
		{
			...{ code: 2015, retryable: true, attempts: 2 },
			hint: expect.stringMatching(/Linq sends it only once\.$/) as string,
		},
	]);
	expect(result.error[0]!.json.error).toHaveProperty('idempotency_key');
});

/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import { startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const result = async (credential: Record<string, string> = {}) =>
	await setting.engine.testCredential({ ...setting.credential, ...credential });

test('a good key is connected, by asking for the phone numbers', async () => {
	expect(await result()).toEqual({ status: 'OK', message: 'Connected to Linq' });
	expect(setting.linq.requests).toMatchObject([
		{
			method: 'GET',
			path: '/api/partner/v3/phone_numbers',
			headers: { authorization: `Bearer ${setting.linq.apiKey}` },
		},
	]);
});

test("a bad key shows Linq's reason and what to do, never the key", async () => {
	const { status, message } = await result({ apiKey: 'another-key-0123456789' });
	expect(status).toBe('Error');
	expect(message).toBe(
		'Unauthorized - missing or invalid authentication token. Copy the API key from your Linq dashboard again, put it in here, and save.',
	);
});

test.each([
	[{ apiKey: '' }, /The API key is missing/],
	[{ baseUrl: 'ftp://127.0.0.1' }, /not a web address/],
	[{ baseUrl: 'api.linqapp.com' }, /not a web address/],
	[{ baseUrl: 'http://127.0.0.1:1' }, /The connection to Linq failed \(ECONNREFUSED\)/],
	[{ baseUrl: 'http://nowhere.invalid' }, /address of Linq was not found/],
])('%j says what is wrong with it', async (credential, message) => {
	expect(await result(credential)).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(message) as string,
	});
	expect(setting.linq.requests).toEqual([]);
});

const otherAddress =
	'Put https://api.linqapp.com/api/partner into Base URL, unless Linq gave you another address.';

test.each(['/v3', '/v3/'])(
	'the address as Linq writes it, with %s, is connected',
	async (version) => {
		const baseUrl = setting.linq.baseUrl + version;
		expect(await result({ baseUrl })).toEqual({ status: 'OK', message: 'Connected to Linq' });
	},
);

test('an address without Linq behind it says what to put there', async () => {
	const origin = new URL(setting.linq.baseUrl).origin;
	for (const baseUrl of [origin, `${origin}/api`, `${setting.linq.baseUrl}/v3/chats`]) {
		expect(await result({ baseUrl })).toEqual({
			status: 'Error',
			message: `There is no Linq at this address. ${otherAddress}`,
		});
	}
});

test('an address where something else answers is not taken for Linq', async () => {
	const script = { status: 200, times: 1 } as const;
	setting.linq.faults.add({ ...script, kind: 'html' });
	const { message } = await result();
	expect(message).toContain('A web page came back');
	expect(message).toContain(otherAddress);
	setting.linq.faults.add({ ...script, kind: 'raw', body: '{"hello":"world"}' });
	expect((await result()).message).toBe(`Something answered, but not Linq. ${otherAddress}`);
	setting.linq.faults.add({ kind: 'redirect', location: 'http://127.0.0.1:1/' });
	expect((await result()).message).toContain('redirect');
});

import type { INodeParameters } from 'n8n-workflow';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

/** As a list out of many programs, and who is meant. */
const people: Array<[phone: unknown, country: unknown, handle: string]> = [
	['4915112345678.0', 'DE', '+4915112345678'],
	['211234567,0', 'New Zealand', '+64211234567'],
	['+48 (0) 22 512 34 56', '-', '+48225123456'],
	['0 58 600 00 78', 'POL', '+48586000078'],
	['+91 91 98765 43210', 'India', '+919876543210'],
	['+7+79639222222', null, '+79639222222'],
	['02/633 12 34', 'Belgium', '+3226331234'],
	['044 55 1234 5678', 'MX', '+525512345678'],
	['553188888888', 'Brazil', '+5531988888888'],
	['12025561000@s.whatsapp.net', '', '+12025561000'],
	["'+12025561001", 'United States', '+12025561001'],
	['<tel:+12025561002|(202) 556-1002>', 'USA', '+12025561002'],
	['\t+12025561003\r\n', 'UK', '+12025561003'],
	['="(202) 556-1004"', ' united states\n', '+12025561004'],
	['090ー1234ー5678', 'Japan', '+819012345678'],
	['+1202556\ufe0f1005', {}, '+12025561005'],
	['07911 123456', 'United Kingdom', '+447911123456'],
];

/** Who could be somebody else, or nobody. */
const refused: Array<[phone: unknown, country: unknown, message: string]> = [
	['+64 9 123 4567/8', 'NZ', 'more than one phone number'],
	['06123 4567 / 4568', 'DE', 'more than one phone number'],
	['+39 (0) 331 1234567', 'IT', 'read in two ways'],
	['000-000-0000', 'US', 'placeholder'],
	['+1 111 111 1111', 'US', 'placeholder'],
	['120363012345678@g.us', '', 'WhatsApp group'],
	['148000000000001@s.whatsapp.net', '', 'no phone number in it'],
	['jo@acme.com.invalid', '', 'No mail can reach'],
	['12,025,561,000', 'US', 'mark between thousands'],
	['4.41E+11', 'GB', 'digits of it are lost'],
	['07911 123456', 'Narnia', '"Narnia"'],
	['916123456', 'IT', 'zero that this landline'],
];

test('a list out of many programs reaches everyone meant, and nobody else', async () => {
	const records = [...people, ...refused].map(([phone, country]) => ({ phone, country }));
	const options = { defaultCountry: '={{ $json.country }}', maxRetries: 0 };
	const result = await setting.add(records, { options });
	expect(setting.asked()).toEqual(people.map(([, , handle]) => handle));
	expect(result.success.map(({ json }) => json.handle)).toEqual(
		people.map(([, , handle]) => handle),
	);
	const reports = reportsOf(result);
	expect(reports).toHaveLength(refused.length);
	for (const [index, [phone, , message]] of refused.entries()) {
		expect(reports[index]).toMatchObject({ category: 'invalid_input', attempts: 0, handle: phone });
		expect(`${reports[index]!.message} ${reports[index]!.hint}`).toContain(message);
	}
});

test('marks in the expression itself are none of the number', async () => {
	const { success } = await setting.add([{ phone: '+12025561000' }], {
		handle: "='{{ $json.phone }}\n",
	});
	expect(success.map(({ json }) => json.handle)).toEqual(['+12025561000']);
});

describe('wherever a number is asked for', () => {
	/** What Linq was sent. */
	const sent = async (resource: string, operation: string, parameters: INodeParameters) => {
		const options = { defaultCountry: 'United States', ...(parameters.options as object) };
		const result = await setting.run(resource, operation, [{ json: {} }], {
			...parameters,
			options,
		});
		expect(reportsOf(result).map(({ message }) => message)).toEqual([]);
		return setting.linq.requests[0];
	};

	test('the recipients', async () => {
		const to = '\'(202) 556-1000\r\n<tel:+12025561001|Jo>; 12025561002@c.us, "2025561003.0"';
		expect(await sent('message', 'sendToHandles', { to, text: 'Hello' })).toMatchObject({
			body: { to: ['+12025561000', '+12025561001', '+12025561002', '+12025561003'] },
		});
	});

	test('an amount among the recipients is one of them', async () => {
		const result = await setting.run('message', 'sendToHandles', [{ json: {} }], {
			to: '12,025,561,000',
			text: 'Hello',
		});
		expect(reportsOf(result)).toMatchObject([
			{ message: 'The phone number is written like an amount, with a mark between thousands' },
		]);
	});

	test('one’s own number', async () => {
		const from = byId("'(202) 555-0100\n");
		const to = '+12025561000';
		expect(await sent('chat', 'create', { from, to, text: 'Hello' })).toMatchObject({
			body: { from: ownLine },
		});
	});

	test('the numbers of a subscription', async () => {
		const options = { phoneNumbers: '2025550100.0' };
		const request = await sent('webhookSubscription', 'create', {
			...{ targetUrl: 'https://example.com/', subscribedEvents: ['message.received'], options },
		});
		expect(request).toMatchObject({ body: { phone_numbers: [ownLine] } });
	});

	test('the number to forward calls to', async () => {
		const phoneNumberId = byId(setting.linq.account.phoneNumbers[0]!.id);
		const forwardingNumber = 'whatsapp:+1 1 202 556 1000';
		expect(await sent('phoneNumber', 'update', { phoneNumberId, forwardingNumber })).toMatchObject({
			body: { forwarding_number: '+12025561000' },
		});
	});

	test('a filter', async () => {
		const filters = { to: '="(202) 555-0101"' };
		const request = await sent('chat', 'getAll', { filters });
		expect(request?.query).toMatchObject({ to: '+12025550101' });
	});

	test('the search of a picker', async () => {
		for (const typed of ["'+1 1 202 555 0101", '12025550101@c.us', '+12025550101.0']) {
			const { engine, credential } = setting;
			const { results } = await engine.search('searchGroupChats', credential, typed);
			expect(results.map(({ value }) => value)).toEqual([setting.chatId]);
		}
	});
});

import examples from 'libphonenumber-js/examples.mobile.json';
import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max';
import { startSetting } from './setting';

/** The package has its metadata without the ways to write numbers from abroad. */
test("each country's mobile numbers, in national notation, become what the whole library makes of them", async () => {
	const setting = await startSetting();
	const records = (Object.entries(examples) as Array<[CountryCode, string]>).map(
		([country, number]) => {
			const parsed = parsePhoneNumber(number, country)!;
			return { country, phone: parsed.formatNational(), e164: parsed.number };
		},
	);
	expect(records.length).toBeGreaterThan(230);
	const { success, error } = await setting.run(
		'chat',
		'addParticipant',
		records.map((json) => ({ json: { ...json, chat: setting.group() } })),
		{
			chatId: { __rl: true, mode: 'id', value: '={{ $json.chat }}' },
			handle: '={{ $json.phone }}',
			options: { defaultCountry: '={{ $json.country }}', includeInputFields: true },
		},
	);
	await setting.linq.close();
	expect(error.map(({ json }) => [json.country, json.phone])).toEqual([]);
	for (const { json } of success) {
		expect([json.country, json.handle]).toEqual([json.country, json.e164]);
	}
});

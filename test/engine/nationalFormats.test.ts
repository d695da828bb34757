import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import parsePhoneNumber, { getCountries, type CountryCode } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max.json';
import { byId, ownLine, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

afterAll(async () => {
	await setting.linq.close();
});

/** How the package writes these numbers: it has only a part of the library's metadata. */
async function written(numbers: string[]): Promise<Record<string, unknown>> {
	const { id } = setting.linq.account.addChat({ from: ownLine, handles: numbers });
	const { success, error } = await setting.run('chat', 'getParticipants', [{ json: {} }], {
		chatId: byId(id),
	});
	expect(error).toEqual([]);
	const ways = success.map(({ json }) => [json.handle, json.national_format] as const);
	return Object.fromEntries(ways) as Record<string, unknown>;
}

/** How the whole library writes them. */
const asWritten = (numbers: string[]) =>
	Object.fromEntries(numbers.map((number) => [number, parsePhoneNumber(number)!.formatNational()]));

test("each country's mobile numbers are written as the whole library writes them", async () => {
	const numbers = (Object.entries(examples) as Array<[CountryCode, string]>).map(
		([country, number]) => parsePhoneNumber(number, country)!.number,
	);
	expect(numbers.length).toBeGreaterThan(230);
	expect(await written(numbers)).toEqual(asWritten(numbers));
});

type Plan = [code: string, ...unknown[]];

/** The patterns of a plan's kinds of numbers: landlines, mobiles, free and dear ones, and others. */
function patternsOf(plan: Plan): string[] {
	const kinds = (plan[11] || []) as Array<[pattern: string] | 0>;
	const patterns = kinds.flatMap((kind) => (kind ? kind[0] : [])).filter((one) => one !== '');
	return patterns.length > 0 ? patterns : [plan[2] as string];
}

test('numbers of every kind that any country has are written as the whole library writes them', async () => {
	const { countries, nonGeographic } = metadata as unknown as Record<string, Record<string, Plan>>;
	const plans = Object.values({ ...countries!, ...nonGeographic! });
	expect(plans.length).toBeGreaterThan(getCountries().length);
	const numbers = plans.flatMap((plan) =>
		patternsOf(plan).flatMap((pattern) =>
			fc
				.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), 6)
				.map((national) => `+${plan[0]}${national}`)
				.filter((number) => parsePhoneNumber(number)?.isValid()),
		),
	);
	expect(numbers.length).toBeGreaterThan(5_000);
	expect(await written(numbers)).toEqual(asWritten(numbers));
});

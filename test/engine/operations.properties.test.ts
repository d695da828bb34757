import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Account } from '../emulator';
import { bytes, inMemory, sound } from './files';
import { isList, menu, person, placesOf, titleOf, unknownId } from './operations';
import { ownLine, reportsOf, startSetting, type Setting } from './setting';

/** Any UTF-16 unit, halves of pairs and control characters among them. */
const unit = fc.nat(0xffff).map((number) => String.fromCharCode(number));
const json = fc.jsonValue({ maxDepth: 2, stringUnit: unit });

/** What may be right somewhere, and what someone may try. */
const likely = fc.constantFrom<unknown>(
	...[unknownId, person, 'jo@example.com', `${person}, jo@example.com`, [person], ownLine, 'US'],
	...['Hello', 'https://example.com/a.jpg', 'data', 'add', 'custom', '🎉', 'url', 'attachmentId'],
	...['bold', 'slam', '0-5', 'after', 'message.received', '[{"type":"text","value":"Hi"}]'],
	...[1, 2, 100, '2', true, false, 'false', null, ''],
	...['../phone_numbers', '..', `${unknownId}/../x?y=`, 'a\r\nX-Other: 1', '\u0000', '__proto__'],
	...['{"a":', '[]', '{}', '={{ $json.a }}', '<script>', 'x'.repeat(10_000), '1'.repeat(400)],
);
const value = fc.oneof({ weight: 2, arbitrary: likely }, json, fc.string({ unit }));

/** These wait for something that takes seconds, as Linq allows a check in ten. */
const waiting =
	/^options\.(waitUntilJoined|waitUntilChanged|waitUntilDone|removeOthers|checkService|ifServiceDiffers)$|^address$/;

/** By a title that says what failed. */
const places = new Map(
	menu.flatMap((entry) =>
		placesOf(entry)
			.filter(({ path }) => !waiting.test(path))
			.map((place) => [`${titleOf(entry)}, ${place.path}`, { entry, place }] as const),
	),
);

const binary = fc.option(fc.constant({ data: inMemory(bytes, sound) }), { nil: undefined });
const item = fc.record({ value, binary, id: fc.nat() }).map(({ value, binary, id }) => {
	const fields = JSON.parse(JSON.stringify({ id, value })) as IDataObject;
	return { json: fields, ...(binary && { binary }) };
});

const execution = fc.record({
	title: fc.constantFrom(...places.keys()),
	items: fc.array(item, { minLength: 1, maxLength: 4 }),
	includeInputFields: fc.boolean(),
});

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

afterAll(async () => {
	await setting.linq.close();
});

/** An account in which IDs that are likely are of something. */
function furnish(): void {
	const { linq } = setting;
	const account = new Account();
	const chat = account.addChat({ id: unknownId, from: ownLine, handles: [person, '+12025550102'] });
	account.addMessage(chat, { id: unknownId, text: 'Hello' });
	const photo = { filename: 'a.png', content_type: 'image/png', bytes: Buffer.from('a') } as const;
	account.addAttachment(photo).id = unknownId;
	linq.account = account;
	linq.requests.length = 0;
}

const indexOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;
const ascending = (numbers: number[]) => numbers.toSorted((one, other) => one - other);

/** Every path of Linq's API that there is, with something that can be an ID in the place of each ID. */
const path =
	/^\/api\/partner\/v3\/[a-z_-]+(\/(?!\.+(\/|$))[\w.~:+=@-]+)?(\/[a-z_]+){0,2}(\/(?!\.+(\/|$))[\w.~:+=@-]+)?$/;

/** Those in which a name of Linq's, an ID that is no UUID, or a person stands: one segment of any text. */
const pathOfNames =
	/^\/api\/partner\/v3\/(?:experiences|payments(?:\/providers|\/handles)?)\/[\w.~!*'()%-]+(?:\/[a-z]+)?$/;

/** Nor is there a way out of it where any other path may be given. */
const isBelow = (given: string) =>
	given.startsWith('/api/partner/v3/') &&
	given.split('/').every((piece) => !/^\.{1,2}$|[/\\?#%\p{Cc}]/u.test(decodeURIComponent(piece)));

test('whatever stands in a parameter, each item comes out, nothing throws, and the key never', async () => {
	const { engine, linq, credential } = setting;
	await fc.assert(
		fc.asyncProperty(execution, async ({ title, items, includeInputFields }) => {
			furnish();
			const { entry, place } = places.get(title)!;
			const parameters = place.filled('={{ $json.value }}');
			const options = { includeInputFields, ...(parameters.options as INodeParameters) };
			const result = await engine.run(items, { ...parameters, options }, credential);
			const { success, error } = result;

			for (const out of [success, error]) {
				expect(out.map(indexOf)).toEqual(ascending(out.map(indexOf)));
			}
			const failed = error.map(indexOf);
			const succeeded = success.map(indexOf);
			expect(failed.filter((index) => succeeded.includes(index))).toEqual([]);
			if (!isList(entry)) {
				expect(ascending([...failed, ...succeeded])).toEqual([...items.keys()]);
			}
			expect(new Set(failed).size).toBe(failed.length);

			for (const [at, report] of reportsOf(result).entries()) {
				expect(error[at]!.json).toMatchObject(items[failed[at]!]!.json);
				expect(report.message).not.toBe('This item could not be worked on');
				// The others are what one reading of a chat, or of all chats, told the items about them.
				if (report.attempts === 0) {
					expect(report.category).toMatch(/^(invalid_input|conflict|not_found)$/);
				}
			}
			for (const request of linq.requests) {
				if (title.startsWith('api: ')) expect(isBelow(request.path)).toBe(true);
				else if (!pathOfNames.test(request.path)) {
					expect(decodeURIComponent(request.path)).toMatch(path);
				}
				expect(request.headers).not.toHaveProperty('x-other');
			}
			expect(JSON.stringify(result.task)).not.toContain(linq.apiKey);
		}),
		{ numRuns: 400, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
	);
}, 90_000);

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { serialize } from 'node:v8';
import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Account } from '../emulator';
import type { NodeResult } from './engine';
import { bytes, inMemory, sound } from './files';
import {
	menu,
	person,
	placesOf,
	titleOf,
	unknownId,
	usableParameters,
	usableValues,
	type MenuEntry,
} from './operations';
import { ownLine, reportsOf, startSetting, type Setting } from './setting';
import { runSideBySide } from './sideBySide';

/** The entries of an operation's `options`, by name. */
const optionsOf = ({ fields }: MenuEntry) =>
	(fields.find(({ name }) => name === 'options')?.options ?? []) as Array<{ name: string }>;

/** Whatever can say what it would do. */
const previewed = menu.filter((entry) =>
	optionsOf(entry).some(({ name }) => name === 'previewOnly'),
);

const stranger = '+12025561999';

/** Somebody who is not in the chat yet. */
const besides: Record<string, INodeParameters> = { 'chat: addParticipant': { handle: stranger } };

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

afterAll(async () => {
	await setting.linq.close();
});

/** An account in which whatever is named in usable parameters exists. */
function furnish(): Account {
	const { linq } = setting;
	const account = new Account();
	account.addPhoneNumber({ phone_number: ownLine });
	const handles = [person, '+12025550101', '+12025550102'];
	const chat = account.addChat({ id: unknownId, from: ownLine, handles, service: 'iMessage' });
	account.addMessage(chat, { id: unknownId, text: 'Hello' });
	const photo = { filename: 'a.png', content_type: 'image/png', bytes: Buffer.from('a') } as const;
	account.addAttachment(photo).id = unknownId;
	account.setCapabilities(stranger, ['SMS']);
	linq.account = account;
	linq.requests.length = 0;
	linq.uploads.length = 0;
	return account;
}

const everythingIn = (account: Account) => serialize(account).toString('latin1');

/** What reads: capability checks have a body, and ask something all the same. */
const reading = /^GET |^POST \/api\/partner\/v3\/capability\/check_(imessage|rcs)$/;

/**
 * Runs a step with each of these parameters as a preview, and proves by the server that nothing was
 * written.
 */
async function lookWithEach(
	entry: MenuEntry,
	items: INodeExecutionData[],
	all: INodeParameters[],
): Promise<NodeResult[]> {
	const { linq } = setting;
	const account = furnish();
	const before = everythingIn(account);
	const previews = all.map((parameters) => {
		const options = { ...(parameters.options as INodeParameters), previewOnly: true };
		return { ...parameters, ...besides[titleOf(entry)], options };
	});
	const results = await runSideBySide(setting, items, previews);
	await linq.settled();
	const asked = linq.requests.map(({ method, path }) => `${method} ${path}`);
	expect(asked.filter((one) => !reading.test(one))).toEqual([]);
	expect(linq.uploads).toEqual([]);
	expect(everythingIn(account)).toBe(before);
	for (const result of results) expectLook(items, result);
	return results;
}

function expectLook(items: INodeExecutionData[], result: NodeResult): void {
	const { success, error } = result;
	const out = [...success, ...error].map(({ pairedItem }) => (pairedItem as { item: number }).item);
	expect(out.toSorted((one, other) => one - other)).toEqual([...items.keys()]);
	const said = [...success.map(({ json }) => json), ...error.map(({ json }) => json.error)];
	expect(said.map((one) => (one as IDataObject).preview)).toEqual(said.map(() => true));
	// Whatever would have been written, but for the client.
	const messages = reportsOf(result).map(({ message }) => message);
	expect(messages.filter((message) => /only a preview/.test(message))).toEqual([]);
}

async function look(
	entry: MenuEntry,
	items: INodeExecutionData[],
	parameters: INodeParameters,
): Promise<NodeResult> {
	const [result] = await lookWithEach(entry, items, [parameters]);
	return result!;
}

/** As spreadsheets write it, too. */
const isNo = (value: unknown) =>
	value === false ||
	value === 0 ||
	(typeof value === 'string' && /^\s*(false|no|0)\s*$/i.test(value));

const itemWithFile = (json: IDataObject = {}): INodeExecutionData => ({
	json,
	binary: { data: inMemory(bytes, sound) },
});

test('Preview Only is an option of these operations, and of no other', () => {
	expect(previewed.map(titleOf)).toEqual([
		...['chat: addParticipant', 'chat: create', 'chat: findOrCreate'],
		...['chat: removeParticipant', 'chat: setParticipants'],
		...['message: send', 'message: sendToHandles'],
	]);
});

describe.each(previewed.map((entry) => [titleOf(entry), entry] as const))('%s', (_, entry) => {
	const places = placesOf(entry).filter(({ path }) => path !== 'options.previewOnly');
	const settings = places.flatMap(({ path, property, filled }) =>
		usableValues(property).map((value) => ({
			title: `${path}: ${JSON.stringify(value)}`,
			parameters: filled(value as string),
		})),
	);

	test('says what would be done', async () => {
		const { success } = await look(entry, [itemWithFile()], usableParameters(entry));
		expect(success).toHaveLength(1);
	});

	test('sends nothing that changes anything, whatever single parameter is set', async () => {
		expect(settings.length).toBeGreaterThan(5);
		const results = await lookWithEach(
			entry,
			[itemWithFile()],
			settings.map(({ parameters }) => parameters),
		);
		const passed = results.filter(({ success }) => success.length > 0).length;
		// Not all go together with the text, but those that are merely refused prove nothing.
		expect(passed).toBeGreaterThan(settings.length / 2);
	}, 60_000);

	// Where it is to fail when nothing works, no items come out that could be looked at.
	const together = settings.filter(({ title }) => !title.includes('whenNothingWorks'));
	const several = fc.subarray(together, { minLength: 1, maxLength: 6 });

	test('nor with several of them', async () => {
		await fc.assert(
			fc.asyncProperty(several, fc.nat(3), async (chosen, further) => {
				const merged = chosen.reduce(
					(all, { parameters }) => ({
						...{ ...all, ...parameters },
						options: {
							...(all.options as INodeParameters),
							...(parameters.options as INodeParameters),
						},
					}),
					usableParameters(entry),
				);
				const items = Array.from({ length: further + 1 }, (_, index) => itemWithFile({ index }));
				await look(entry, items, merged);
			}),
			{ numRuns: 60, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
		);
	}, 60_000);

	const anything = fc.oneof(
		fc.constantFrom<unknown>(
			...[unknownId, person, stranger, ownLine, 'jo@example.com', [person], 'data', true, '', null],
			...['../phone_numbers', `${unknownId}/participants`, 'a\r\nX-Other: 1', '__proto__'],
			...['[{"type":"media","url":"https://example.com/a.jpg"}]', '{}', '1'.repeat(400)],
		),
		fc.jsonValue({ maxDepth: 2 }),
	);
	const hostile = fc.record({
		place: fc.constantFrom(
			// These wait for something that takes seconds, as Linq allows a check in ten.
			...placesOf(entry).filter(({ path }) => !/\.(checkService|previewOnly)$/.test(path)),
		),
		values: fc.array(anything, { minLength: 1, maxLength: 4 }),
	});

	test('nor whatever stands in a parameter', async () => {
		await fc.assert(
			fc.asyncProperty(hostile, async ({ place, values }) => {
				const items = values.map((value) =>
					itemWithFile(JSON.parse(JSON.stringify({ value })) as IDataObject),
				);
				await look(entry, items, place.filled('={{ $json.value }}'));
			}),
			{ numRuns: 60, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
		);
	}, 60_000);

	const unclear = fc.oneof(fc.constantFrom(null, '', ' ', 'perhaps', []), fc.jsonValue());
	// One execution for all: the option is read anew for each item.
	const sixty = fc.array(
		unclear.filter((value) => !isNo(value)),
		{ minLength: 60, maxLength: 60 },
	);

	test('nor where the option itself says anything but no', async () => {
		await fc.assert(
			fc.asyncProperty(sixty, async (values) => {
				const items = values.map((value) => itemWithFile({ value: value as null }));
				const { engine, linq, credential } = setting;
				furnish();
				const parameters = { ...usableParameters(entry), ...besides[titleOf(entry)] };
				const options = { maxRetries: 0, previewOnly: '={{ $json.value }}' };
				await engine.run(items, { ...parameters, options }, credential);
				const asked = linq.requests.map(({ method, path }) => `${method} ${path}`);
				expect(asked.filter((one) => !reading.test(one))).toEqual([]);
			}),
			{ numRuns: 1 },
		);
	}, 60_000);

	/** What may stand in place of any of Linq's answers, with some of its own names in it. */
	const answer = fc.dictionary(
		fc.constantFrom(
			...['id', 'handles', 'is_group', 'service', 'health_status', 'chat_id', 'parts', 'filename'],
			...['blocked_handles', 'phone_numbers', 'phone_number', 'experiences', 'available'],
		),
		fc.oneof(
			fc.constantFrom<unknown>(unknownId, ownLine, person, true, 'iMessage', [{ handle: person }]),
			fc.jsonValue({ maxDepth: 3 }),
		),
	);

	test('nor whatever Linq answers: each record comes out, and says something of it', async () => {
		const message = fc.constantFrom(
			...settings.filter(({ title }) =>
				/replyTo|attachmentId|experience|mention|^text/.test(title),
			),
			{ title: 'nothing else', parameters: usableParameters(entry) },
		);
		await fc.assert(
			fc.asyncProperty(message, fc.array(answer, { maxLength: 3 }), async (chosen, answers) => {
				const { faults } = setting.linq;
				for (const body of answers) faults.add({ kind: 'raw', body: JSON.stringify(body) });
				const result = await look(entry, [itemWithFile(), itemWithFile()], chosen.parameters);
				faults.clear();
				for (const { message } of reportsOf(result)) {
					expect(message).not.toBe('This item could not be worked on');
				}
			}),
			{ numRuns: 60, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
		);
	}, 60_000);
});

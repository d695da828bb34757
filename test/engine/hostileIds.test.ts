import { menu, placesOf, titleOf, unknownId } from './operations';
import { byId, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => {
	setting.linq.requests.length = 0;
});

afterAll(async () => {
	await setting.linq.close();
});

const hostile: unknown[] = [
	'../webhook-subscriptions/x?y=',
	`${unknownId}/../../phone_numbers`,
	'..%2f..%2fphone_numbers',
	'.',
	'..',
	`${unknownId}?limit=1`,
	`${unknownId}#`,
	`${unknownId.slice(0, 30)}\u0000${unknownId.slice(30)}`,
	`${unknownId}\r\nX-Other: 1`,
	`${unknownId},${unknownId}`,
	'https://elsewhere.example/',
	'Acme onboarding',
	'${7*7}',
	true,
	{ id: unknownId },
	{ toString: unknownId },
	[unknownId],
	[],
	{},
	null,
	'',
];
const itemsOf = (ids: unknown[]) => ids.map((id) => ({ json: { id } as never }));

/** Not of the form of Linq's IDs, but of those whose form nobody knows. */
const unusual = [unknownId.replaceAll('-', ''), 7];
const items = itemsOf([...unusual, ...hostile]);

const idPlaces = menu.flatMap((entry) =>
	placesOf(entry)
		.filter(({ property }) =>
			/^(chat|message|attachment|phoneNumber|subscription|paymentRequest|option|audit)Id$/.test(
				property.name,
			),
		)
		.map((place) => ({ title: `${titleOf(entry)}, ${place.path}`, ...place })),
);

test('the description names the operations that take an ID', () => {
	expect(idPlaces.length).toBeGreaterThan(30);
});

/** Where Linq needs the ID of a message only, the chat helps to pick it. */
const onlyHelps = ({ property }: (typeof idPlaces)[number]) =>
	property.name === 'chatId' && !property.required;

/** Linq doesn't say what these look like. */
const isAnyText = ({ property }: (typeof idPlaces)[number]) =>
	/^(subscription|audit)Id$/.test(property.name);

test.each(idPlaces.filter((place) => !onlyHelps(place)))(
	'$title: what is no ID is refused before anything is sent',
	async (place) => {
		const { filled } = place;
		const items = itemsOf(isAnyText(place) ? hostile : [...unusual, ...hostile]);
		const result = await setting.engine.run(items, filled('={{ $json.id }}'), setting.credential);
		expect(result.success).toEqual([]);
		expect(result.error.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		for (const report of reportsOf(result)) {
			expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
			expect(report.message).toMatch(/^(This is not an? \S.* ID|The \S.* is missing)$/);
			expect(report.hint).toMatch(/^[A-Z].*\.$/);
		}
		expect(setting.linq.requests).toEqual([]);
	},
);

test.each(idPlaces.filter(isAnyText))(
	'$title: an ID of another form is sent as it is',
	async ({ filled }) => {
		const ids = [...unusual, 'Wh_01.~:+=@-x'];
		await setting.engine.run(itemsOf(ids), filled('={{ $json.id }}'), setting.credential);
		const sent = setting.linq.requests.map(({ path }) =>
			decodeURIComponent(path.split('/').at(-1)!),
		);
		expect(sent.sort()).toEqual(ids.map(String).sort());
	},
);

test.each(idPlaces.filter(onlyHelps))(
	'$title: only helps to pick, so nothing of it is sent',
	async ({ filled }) => {
		const { linq, engine, credential } = setting;
		await engine.run([{ json: { id: unknownId } }], filled('={{ $json.id }}'), credential);
		const [usual] = linq.requests.splice(0);
		await engine.run(items, filled('={{ $json.id }}'), credential);
		expect(linq.requests).toHaveLength(items.length);
		for (const { url, rawBody } of linq.requests) {
			expect([url, rawBody]).toEqual([usual!.url, usual!.rawBody]);
		}
	},
);

/** Of IDs that need not be UUIDs, and of names. */
const namePlaces = menu.flatMap((entry) =>
	placesOf(entry)
		.filter(({ path }) => /^(paymentId|provider|experience)$/.test(path))
		.map((place) => ({ title: `${titleOf(entry)}, ${place.path}`, ...place })),
);

test('the description names the operations that take such an ID or a name', () => {
	expect(namePlaces.map(({ title }) => title).sort()).toEqual([
		'experience: get, experience',
		...['cancel', 'connectProvider', 'get', 'getCredentials', 'getProvider'].map(
			(operation) =>
				`payment: ${operation}, ${operation.endsWith('Provider') ? 'provider' : 'paymentId'}`,
		),
	]);
});

test.each(namePlaces)(
	'$title: what has other signs than IDs is refused before anything is sent',
	async ({ filled }) => {
		const { engine, credential, linq } = setting;
		const others = items.filter(({ json }) => {
			const { id } = json as { id: unknown };
			return typeof id === 'string' ? id.replaceAll('-', '').length !== 32 : id !== 7;
		});
		expect(others).toHaveLength(items.length - 2);
		const result = await engine.run(others, filled('={{ $json.id }}'), credential);
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toHaveLength(others.length);
		for (const report of reportsOf(result)) {
			expect(report).toMatchObject({ category: 'invalid_input', attempts: 0 });
			expect(report.message).toMatch(/^(This is not an? \S+ (ID|name)|The \S+ is missing)$/);
		}
		expect(linq.requests).toEqual([]);
	},
);

test('a reply to what is no message is refused', async () => {
	const { run, linq, chatId } = setting;
	const result = await run('message', 'send', items.slice(0, -2), {
		chatId: byId(chatId),
		text: 'Hello',
		options: { replyToMessageId: byId('={{ $json.id }}') },
	});
	expect(result.success).toEqual([]);
	for (const report of reportsOf(result)) {
		expect(report).toMatchObject({ message: 'This is not a message ID', attempts: 0 });
	}
	expect(linq.requests).toEqual([]);
});

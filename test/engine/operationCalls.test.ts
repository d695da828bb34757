import { anyCall, besides, operationCalls } from '../api/operationCalls';
import { calls } from '../api/requests';
import { callOf, unknownFieldsOf } from '../api/sent';
import { bytes, inMemory, itemWith, sound } from './files';
import { menu, titleOf, usableParameters } from './operations';
import { byId, startSetting, type Setting } from './setting';

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

const nameOf = (entry: (typeof menu)[number]) => titleOf(entry).replace(': ', ':');

test('each operation of the menu says which calls it makes, and no other does', () => {
	expect([...Object.keys(operationCalls), anyCall].sort()).toEqual(menu.map(nameOf).sort());
});

test('each call is made by an operation', () => {
	expect([...new Set(Object.values(operationCalls).flat())].sort()).toEqual([...calls].sort());
	expect(Object.keys(besides).filter((name) => !(name in operationCalls))).toEqual([]);
});

/** It changes nothing before it knows who is in the chat. */
const inGroup = ({ operation }: (typeof menu)[number]) =>
	operation === 'setParticipants' ? { chatId: byId(setting.chatId) } : {};

const certain = menu.filter((entry) => nameOf(entry) !== anyCall);

test.each(certain.map((entry) => [nameOf(entry), entry] as const))(
	'%s makes just these',
	async (name, entry) => {
		await setting.engine.run(
			[itemWith(inMemory(bytes, sound))],
			{ ...usableParameters(entry), ...inGroup(entry) },
			setting.credential,
		);
		const { requests } = setting.linq;
		const made = requests.map((request) => callOf(request)!);
		const own = made.filter((call) => besides[name]?.includes(call) !== true);
		expect([...new Set(own)]).toEqual(operationCalls[name]);
		expect(requests.flatMap((one, index) => unknownFieldsOf(one, made[index]!))).toEqual([]);
	},
);

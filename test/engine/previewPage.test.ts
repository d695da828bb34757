import { readFileSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';
import { byId, ownLine, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
	setting.linq.account.setCapabilities(stranger, ['SMS']);
});

afterAll(async () => {
	await setting.linq.close();
});

const [member, stranger, person] = ['+12025550101', '+12025561999', '+12025561000'];

/** The rows of docs/preview.md: each status with the operation that it comes out of. */
const rows = readFileSync('docs/preview.md', 'utf8')
	.split('\n')
	.flatMap((line) => {
		const [, status, operations] = /^\| `(\w+)`\s*\| ([^|]+?)\s*\|/.exec(line) ?? [];
		return status ? operations!.split(', ').map((operation) => `${operation}: ${status}`) : [];
	});

/** By the operation's name in the menu. */
const looks: Array<[name: string, operation: string, parameters: () => INodeParameters]> = [
	['Add Participant', 'chat: addParticipant', () => ({ ...inGroup(), handle: person })],
	[
		...(['Add Participant', 'chat: addParticipant'] as const),
		() => ({ ...inGroup(), handle: member, options: { skipIfAlreadyIn: true } }),
	],
	[
		...(['Add Participant', 'chat: addParticipant'] as const),
		() => ({
			...{ ...inGroup(), handle: stranger },
			options: { checkService: true, ifServiceDiffers: 'newChat', newChatMessage: 'Hello' },
		}),
	],
	['Create', 'chat: create', () => ({ from: byId(ownLine), to: person, text: 'Hello' })],
	['Remove Participant', 'chat: removeParticipant', () => ({ ...inGroup(4), handle: member })],
	['Send', 'message: send', () => ({ ...inGroup(), text: 'Hello' })],
	['Send to People', 'message: sendToHandles', () => ({ to: person, text: 'Hello' })],
];

/** A group of so many people, one's own line among them. */
function inGroup(count = 3) {
	if (count === 3) return { chatId: byId(setting.chatId) };
	const handles = [member, '+12025550102', '+12025550103'];
	return { chatId: byId(setting.linq.account.addChat({ from: ownLine, handles }).id) };
}

test('the page on previews has each status, and what it comes out of', async () => {
	const seen: string[] = [];
	for (const [name, title, parameters] of looks) {
		const [resource, operation] = title.split(': ') as [string, string];
		const { options, ...given } = parameters();
		const { success } = await setting.run(resource, operation, [{ json: {} }], {
			...{ ...given, options: { ...(options as INodeParameters), previewOnly: true } },
		});
		seen.push(...success.map(({ json: { status } }) => `${name}: ${status as string}`));
	}
	expect(seen.toSorted()).toEqual(rows.toSorted());
});

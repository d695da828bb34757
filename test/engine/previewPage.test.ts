/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { readFileSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';
import { byId, ownLine, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
	const { account } = setting.linq;
	account.setCapabilities(stranger, ['SMS']);
	for (const handles of [[known], [member, other]]) account.addChat({ from: ownLine, handles });
});

afterAll(async () => {
	await setting.linq.close();
});

const [member, other, stranger] = ['+12025550101', '+12025550102', '+12025561999'];
const [person, known] = ['+12025561000', '+12025561001'];

/** The rows of docs/preview.md: each status with the operation that it comes out of. */
const rows = readFileSync('docs/preview.md', 'utf8')
	.split('\n')
	.flatMap((line) => {
		const [, status, operations] = /^\| `(\w+)`\s*\| ([^|]+?)\s*\|/.exec(line) ?? [];
		return status ? operations!.split(', ').map((operation) => `${operation}: ${status}`) : [];
	});

/** By the operation's name in the menu; for one record unless said otherwise. */
const looks: Array<
	[name: string, operation: string, parameters: () => INodeParameters, records?: number]
> = [
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
	['Create', 'chat: create', () => ({ from: byId(ownLine), to: known, text: 'Hello' })],
	['Find or Create', 'chat: findOrCreate', () => ({ to: person, text: 'Hello' }), 2],
	[
		...(['Find or Create', 'chat: findOrCreate'] as const),
		() => ({ findBy: 'name', displayName: 'Globex', to: [member, other], text: 'Hello' }),
	],
	['Remove Participant', 'chat: removeParticipant', () => ({ ...inGroup(4), handle: member })],
	['Send', 'message: send', () => ({ ...inGroup(), text: 'Hello' })],
	['Send to People', 'message: sendToHandles', () => ({ to: person, text: 'Hello' })],
	['Send to People', 'message: sendToHandles', () => ({ to: known, text: 'Hello' })],
];

/** A group of so many people, one's own line among them. */
function inGroup(count = 3) {
	if (count === 3) return { chatId: byId(setting.chatId) };
	const handles = [member, '+12025550102', '+12025550103'];
	return { chatId: byId(setting.linq.account.addChat({ from: ownLine, handles }).id) };
}

test('the page on previews has each status, and what it comes out of', async () => {
	const seen: string[] = [];
	for (const [name, title, parameters, records = 1] of looks) {
		const [resource, operation] = title.split(': ') as [string, string];
		const { options, ...given } = parameters();
		const { success } = await setting.run(
			resource,
			operation,
			Array.from({ length: records }, () => ({ json: {} })),
			{
				...{ ...given, options: { ...(options as INodeParameters), previewOnly: true } },
			},
		);
		seen.push(...success.map(({ json: { status } }) => `${name}: ${status as string}`));
	}
	expect(seen.toSorted()).toEqual(rows.toSorted());
});

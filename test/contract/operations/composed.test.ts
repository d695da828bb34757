/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { existsSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';
import { anyCall } from '../../api/operationCalls';
import { schemaFile } from '../../api/outputSchemas';
import { startEmulator, type Emulator } from '../../emulator';
import { Engine } from '../../engine/engine';
import { menuOf } from './menu';
import { byId, checkSchema } from './oracle';
import { ids, members, testAccount } from './testAccount';

let engine: Engine;
let linq: Emulator;

beforeAll(async () => {
	engine = await Engine.load();
	linq = await startEmulator();
});

beforeEach(() => (linq.account = testAccount()));

afterAll(async () => await linq.close());

test.each<[string, string, INodeParameters]>([
	['a chat that is there', 'findOrCreate', { to: members[0] }],
	['a chat that is made', 'findOrCreate', { to: '+12025559999', text: 'Hello' }],
	[
		'people who are there, who come and who go',
		'setParticipants',
		{
			chatId: byId(ids.group),
			to: `${members.slice(1).join(', ')}, +12025559999`,
			removeOthers: true,
		},
	],
])('n8n shows beforehand what comes out of %s', async (_, operation, parameters) => {
	const { success, error } = await engine.run(
		[{ json: {} }],
		{ resource: 'chat', operation, ...parameters },
		{ apiKey: linq.apiKey, baseUrl: linq.baseUrl },
	);
	expect(error.map(({ json }) => json.error)).toEqual([]);
	expect(success).toHaveLength(1);
	checkSchema(
		`chat:${operation}`,
		success.map(({ json }) => json),
	);
});

test('n8n can show beforehand what comes out of every operation but the one for any request', () => {
	const operations = Object.entries(menuOf(engine)).flatMap(([resource, names]) =>
		names.map((name) => `${resource}:${name}` as const),
	);
	expect(operations.filter((operation) => !existsSync(schemaFile(operation)))).toEqual([anyCall]);
});

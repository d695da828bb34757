/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { operationCalls } from '../api/operationCalls';
import { missingIn } from '../api/outputSchemas';
import { callOf } from '../api/sent';
import { startEmulator, type Emulator } from '../emulator';
import { messageData } from '../emulator/events';
import { newEvent } from '../emulator/webhooks';
import { Engine, resultOf, type WorkflowFile } from '../engine/engine';
import { menu, titleOf, type MenuEntry } from '../engine/operations';
import { Database, TriggerHost } from '../engine/triggerHost';
import { checkDeclared, checkSchema, itemWith } from './operations/oracle';
import { ids, members } from './operations/testAccount';
import {
	downloadOf,
	fileOf,
	folder,
	makesFiles,
	preparedAccount,
	stepOf,
	textOf,
	triggerFile,
	type Download,
} from './workflowFiles';

const nameOf = ({ resource, operation }: MenuEntry) => `${resource}:${operation}` as const;

/** Numbers and addresses that exist for examples only. */
const nobody = /^(?:\+1\d{3}55501\d\d|\+44207946\d{4}|example\.com|[\w-]+\.example)$/;

let engine: Engine;
let linq: Emulator;

beforeAll(async () => {
	[engine, linq] = await Promise.all([Engine.load(), startEmulator()]);
});

beforeEach(() => {
	linq.account = preparedAccount();
	linq.requests.length = 0;
});

afterAll(async () => await linq.close());

const credential = () => ({ apiKey: linq.apiKey, baseUrl: linq.baseUrl });

test('there is one for each operation of the menu and one for the trigger, and no other file', () => {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => !entry.isDirectory())
		.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
		.map((file) => file.replaceAll(path.sep, '/'));
	expect(files.sort()).toEqual([triggerFile, ...menu.map(fileOf)].sort());
});

describe('anyone can import it', () => {
	/** @param entry none for the trigger */
	function check(file: string, entry?: MenuEntry) {
		const text = textOf(file);
		// Keys, secrets and tokens are longer than the longest word here, an ID.
		expect(text).not.toMatch(/api_?key|whsec_|bearer|[\w+/=-]{37}/i);
		// Whoever runs one as it is reaches nobody.
		const reached = text.match(/\+\d{7,}|(?<=@|:\/\/)[\w.-]+/g) ?? [];
		expect(reached.filter((one) => !nobody.test(one))).toEqual([]);
		const download = downloadOf(file);
		const { nodes, settings } = download;
		expect(Object.keys(download)).toEqual(['name', 'nodes', 'connections', 'settings']);
		expect(settings).toEqual({ executionOrder: 'v1' });
		const step = stepOf(download);
		const kind = entry ? 'linqChat' : 'linqChatTrigger';
		expect(step).toMatchObject({ type: `n8n-nodes-linq-chat.${kind}`, typeVersion: 1 });
		// Where there is no ID, n8n takes the credential of this name, which is the one it proposes.
		expect(step.credentials).toEqual({ linqApi: { id: null, name: 'Linq account' } });
		expect(nodes.filter(({ credentials }) => credentials)).toEqual([step]);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		for (const { id, position } of nodes) {
			expect(id).toMatch(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
			expect(position).toEqual([expect.any(Number), expect.any(Number)]);
		}
		checkParameters(step, engine.nodeType(kind).description, entry);
		return download;
	}

	function checkParameters(
		step: INode,
		description: INodeTypeDescription,
		{ resource, operation }: Partial<MenuEntry> = {},
	) {
		const { properties } = description;
		/** As n8n reads them: no other than the step has for this operation. */
		const read = (withDefaults: boolean) => {
			const given = [step.parameters, withDefaults, false, step, description] as const;
			return NodeHelpers.getNodeParameters(properties, ...given)!;
		};
		const saved = { ...read(false), ...(resource && { resource, operation }) };
		expect(step.parameters).toEqual(saved);
		const shown = { ...step, parameters: read(true) };
		expect(NodeHelpers.getNodeParametersIssues(properties, shown, description)).toBeNull();
	}

	/** What n8n's list of steps calls it. */
	function actionOf({ resource, operation }: MenuEntry): string {
		const { properties } = engine.nodeType('linqChat').description;
		const operations = properties.find(({ name, displayOptions }) => {
			return name === 'operation' && displayOptions!.show!.resource!.includes(resource);
		});
		const entries = operations!.options as Array<{ value: string; action: string }>;
		return entries.find(({ value }) => value === operation)!.action;
	}

	test.each(menu.map((entry) => [titleOf(entry), entry] as const))('%s', (_, entry) => {
		const download = check(fileOf(entry), entry);
		// Linq would send it what people write from then on.
		const { targetUrl = 'https://nobody.example' } = stepOf(download).parameters;
		expect(new URL(targetUrl as string).hostname).toMatch(/\.example$/);
		const action = actionOf(entry);
		expect(stepOf(download).name).toBe(action);
		expect(download.name).toBe(`Linq Chat: ${action[0]!.toLowerCase()}${action.slice(1)}`);
	});

	test('the trigger', () => {
		expect(check(triggerFile).name).toMatch(/^Linq Chat Trigger: /);
	});
});

describe('it does what it is there for', () => {
	/** What somebody has who has imported it and chosen a credential. */
	function imported(download: Download): WorkflowFile {
		stepOf(download).credentials = { linqApi: { id: 'credential', name: 'Linq' } };
		// The engine here has n8n's own steps hand on what they get, so this is what that one makes.
		const offer = { filename: 'offer.txt', bytes: Buffer.from('Two for one') } as const;
		const made = { json: {}, ...itemWith({ data: { ...offer, content_type: 'text/plain' } }) };
		const making = download.nodes.filter(({ type }) => type === makesFiles);
		return { ...download, pinData: Object.fromEntries(making.map(({ name }) => [name, [made]])) };
	}

	async function run(entry: MenuEntry) {
		const download = downloadOf(fileOf(entry));
		const { finished, credentials } = engine.start(imported(download), credential());
		const { data, status } = await finished;
		const { name, parameters } = stepOf(download);
		const sent = linq.requests.map((request) => callOf(request));
		expect(sent).not.toEqual([]);
		expect(sent).toEqual(expect.arrayContaining(operationCalls[nameOf(entry)] ?? []));
		checkDeclared(nameOf(entry), linq.requests);
		return { ...resultOf(data.resultData.runData[name]![0]!, credentials), status, parameters };
	}

	const asks = (entry: MenuEntry) => nameOf(entry) === 'message:sendAndWait';
	const titled = (entry: MenuEntry) => [titleOf(entry), entry] as const;

	test.each(menu.filter((entry) => !asks(entry)).map(titled))('%s', async (_, entry) => {
		const { status, success, error } = await run(entry);
		expect(error.map(({ json }) => json.error)).toEqual([]);
		expect(success).not.toEqual([]);
		const given = success.map(({ json }) => json);
		checkSchema(nameOf(entry), given);
		expect(status).toBe('success');
	});

	test.each(menu.filter(asks).map(titled))('%s, as far as the question', async (_, entry) => {
		const { status, parameters } = await run(entry);
		expect(status).toBe('waiting');
		const { parts } = linq.account.messages.at(-1)!;
		expect(parts).toMatchObject([{ type: 'text', value: parameters.message }]);
		expect(linq.account.webhookSubscriptions.at(-1)!.target_url).toContain('/webhook-waiting/');
	});

	test('the trigger', async () => {
		const { id, webhookId, parameters } = stepOf(downloadOf(triggerFile));
		const host = await TriggerHost.start(new Database(parameters), credential());
		Object.assign(host, { nodeId: id, webhookId });
		linq.webhooks.deliverTo(host.origin);
		await host.activate();
		const subscription = linq.account.webhookSubscriptions.at(-1)!;
		expect(subscription.subscribed_events).toEqual(parameters.events);
		expect(subscription.target_url).toContain(webhookId);
		const chat = linq.account.chat(ids.direct)!;
		const event = newEvent(
			'message.received',
			messageData(chat, { from: members[0]!, text: 'Hi' }),
		);
		const { status } = await linq.webhooks.deliver(subscription, event);
		await host.end();
		expect([status, host.crashes]).toEqual([200, []]);
		expect(host.runs).toEqual([event]);
		expect(missingIn(undefined, host.runs)).toEqual([]);
	});
});

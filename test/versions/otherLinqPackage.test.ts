/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Emulator } from '../emulator';
import { ACME_ONBOARDING_ID } from '../emulator/demoAccount';
import { N8N_VERSION, unpackedPackage } from '../n8n/installation';
import { installPackage } from '../n8n/package';
import type { N8nServerOptions } from '../n8n/server';
import { outputOf } from '../n8n/shapes';
import { packRedirected } from './redirectedPackage';
import { chain, installVersions, linqChat, setStage, trigger, versions, type Stage } from './stage';

// `n8n-nodes-linq` has a credential type `linqApi` too. For the nodes of both packages n8n takes the
// type of the package it loaded last: when it starts, that is ours by the order of names; after an
// update of the other package in the editor, it is theirs until the next start.

const ours = path.resolve(__dirname, '../..');

/** As each package's own form stores it. */
const credentials = {
	ours: ({ apiKey, baseUrl }: Emulator) => ({ apiKey, baseUrl }),
	theirs: ({ apiKey }: Emulator) => ({
		integrationToken: apiKey,
		webhookSigningSecret: 'whsec_0123456789',
	}),
};

let stage: Stage;
let folder: string;
let nextPhone = 1000;

beforeAll(installVersions, 3_600_000);

/** Starts n8n with both packages, this one loaded last or first. */
async function start(version: string, loadsLast: keyof typeof credentials): Promise<void> {
	folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-linq-chat-beside-'));
	const userFolder = path.join(folder, 'user');
	await mkdir(userFolder);
	const published = await unpackedPackage('n8n-nodes-linq', '4.1.0');
	stage = await setStage(async ({ baseUrl }): Promise<N8nServerOptions> => {
		const theirPackage = await packRedirected(published, baseUrl, folder);
		const ourPackage = await packRedirected(ours, baseUrl, folder);
		const options = { version, userFolder };
		if (loadsLast === 'ours') {
			await installPackage(userFolder, theirPackage.tarball);
			return { ...options, tarball: ourPackage.tarball };
		}
		// n8n loads what is here before all that was installed.
		const environment = { N8N_CUSTOM_EXTENSIONS: ourPackage.folder };
		return { ...options, tarball: theirPackage.tarball, environment };
	});
}

async function end(): Promise<void> {
	await stage.end();
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Adds someone with a node of the given type, and tells how the node fared and what Linq saw. */
async function add(
	type: string,
	data: ICredentialDataDecryptedObject,
	chatId: string | object,
): Promise<{ added: boolean; keys: unknown[] }> {
	const { client, linq } = stage;
	const credential = await client.createCredential({ name: 'Linq', type: 'linqApi', data });
	const handle = `+1202556${nextPhone++}`;
	const parameters = { resource: 'chat', operation: 'addParticipant', chatId, handle };
	const node = { ...linqChat(credential, parameters as never), name: 'Add', type };
	const before = linq.requests.length;
	const workflow = await client.createWorkflow(chain([{ json: {} }], node));
	const execution = await client.runWorkflow(workflow, trigger);
	const added =
		execution.status === 'success' &&
		outputOf(execution, 'Add')[0]!.some(({ json }) => json.status === 'accepted');
	const sent = linq.requests.slice(before);
	return { added, keys: sent.map(({ headers }) => headers.authorization) };
}

const listed = { __rl: true, mode: 'id', value: ACME_ONBOARDING_ID };

describe.each(versions)('n8n %s started with both', (version) => {
	beforeAll(async () => await start(version, 'ours'));

	afterAll(end);

	test.each(['ours', 'theirs'] as const)(
		'a credential made with %s works in both nodes',
		async (maker) => {
			const { client, linq } = stage;
			const data = credentials[maker](linq);
			const success = { added: true, keys: [`Bearer ${linq.apiKey}`] };
			expect(await add('n8n-nodes-linq-chat.linqChat', data, listed)).toEqual(success);
			expect(await add('n8n-nodes-linq.linq', data, ACME_ONBOARDING_ID)).toEqual(success);
			const credential = await client.createCredential({ name: 'Test', type: 'linqApi', data });
			expect(await client.testCredential(credential)).toMatchObject({ status: 'OK' });
		},
	);
});

describe(`n8n ${N8N_VERSION} that loaded the other package last`, () => {
	beforeAll(async () => await start(N8N_VERSION, 'theirs'));

	afterAll(end);

	test('a credential made with theirs works in both nodes', async () => {
		const { linq } = stage;
		const data = credentials.theirs(linq);
		const success = { added: true, keys: [`Bearer ${linq.apiKey}`] };
		expect(await add('CUSTOM.linqChat', data, listed)).toEqual(success);
		expect(await add('n8n-nodes-linq.linq', data, ACME_ONBOARDING_ID)).toEqual(success);
	});

	test('one made with ours reaches neither node, and ours sends nothing', async () => {
		const data = credentials.ours(stage.linq);
		expect(await add('CUSTOM.linqChat', data, listed)).toEqual({ added: false, keys: [] });
		expect((await add('n8n-nodes-linq.linq', data, ACME_ONBOARDING_ID)).added).toBe(false);
	});
});

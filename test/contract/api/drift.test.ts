/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- n8n never runs this */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify, parse } from 'yaml';
import { eventTypes } from '../../../nodes/linq/webhooks/eventTypes';
import { driftOf, driftReport, isThereDrift } from '../../api/drift';
import { readOfficialClient } from '../../api/officialClient';
import { readOpenApi } from '../../api/openApi';
import { clientFolder } from '../../api/page';
import { calls, type Call } from '../../api/requests';
import { eventsOf } from '../../api/surface';

const none = { calls: [], fields: [], values: [], events: [] };
const events = eventTypes.map(({ type }) => type);

describe('the official client that is installed', () => {
	const client = readOfficialClient(clientFolder);

	test('is read as it is', () => {
		expect(client.source).toBe('@linqapp/sdk 0.28.2');
		expect(client.calls.size).toBe(41);
		expect(eventsOf(client).size).toBe(27);
		const removal = client.calls.get('DELETE /v3/chats/{}/participants');
		expect([...removal!.keys()]).toEqual(['handle']);
		const sending = client.calls.get('POST /v3/messages')!;
		expect([...sending.keys()]).toEqual(
			expect.arrayContaining([
				...['Idempotency-Key', 'to', 'continuation_message.text'],
				...['message.parts.text_decorations.style', 'message.parts.layout.image_url'],
			]),
		);
		expect([...sending.get('message.preferred_service')!]).toEqual(['iMessage', 'SMS', 'RCS']);
		const listing = client.calls.get('GET /v3/messages/{}/thread')!;
		expect([...listing.keys()].sort()).toEqual(['cursor', 'limit', 'order']);
	});

	test('has nothing that the package does not have', () => {
		const drift = driftOf(client);
		expect(drift).toEqual(none);
		expect(driftReport(client, drift)).toMatch(/has everything .* 41 calls and 27 kinds/);
	});

	const had = calls.filter((call) => client.calls.has(call.replace(/\{\w+\}/g, '{}')));

	test.each(had)('%s is named when the package does not make it', (call) => {
		const drift = driftOf(client, { calls: calls.filter((one) => one !== call), events });
		expect(drift).toEqual({ ...none, calls: [call.replace(/\{\w+\}/g, '{}')] });
		expect(driftReport(client, drift)).toContain(`- \`${drift.calls[0]}\`\n`);
	});

	test.each([...eventsOf(client)])('%s is named when it has no name', (type) => {
		const drift = driftOf(client, { calls, events: events.filter((one) => one !== type) });
		expect(drift).toEqual({ ...none, events: [type] });
	});
});

/** Written by hand: what the package has, in the ways in which such files say it. */
const known = `
openapi: 3.1.0
info: { title: Linq API V3, version: '3' }
servers: [{ url: 'https://api.linqapp.com/api/partner' }]
paths:
  /health:
    get: { parameters: [{ name: verbose, in: query }] }
  /v3/phonenumbers:
    get: {}
  /v3/chats:
    parameters: [{ name: X-Anything, in: cookie }]
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - $ref: '#/components/parameters/From'
    post:
      requestBody: { $ref: '#/components/requestBodies/NewChat' }
  /v3/messages/{message_id}/thread:
    get:
      parameters:
        - { name: message_id, in: path, schema: { type: string } }
        - { name: order, in: query, schema: { enum: [asc, desc] } }
  /v3/payments:
    post:
      parameters: [{ name: Idempotency-Key, in: header }]
      requestBody:
        content:
          application/json:
            schema:
              properties:
                metadata: { properties: { order: { type: string } } }
                currency: { enum: [usd, eur] }
  /v3/webhook-subscriptions:
    post:
      requestBody:
        content:
          application/json:
            schema:
              properties:
                subscribed_events:
                  type: array
                  items: { $ref: '#/components/schemas/WebhookEventType' }
webhooks:
  pollVoteAdded:
    post: { requestBody: { content: {} } }
components:
  parameters:
    From: { name: from, in: query, schema: { type: string } }
  requestBodies:
    NewChat:
      content:
        application/json:
          schema:
            allOf:
              - { properties: { from: { type: string }, override_optout: { type: boolean } } }
              - { properties: { message: { $ref: '#/components/schemas/Message' } } }
  schemas:
    Message:
      properties:
        parts:
          type: array
          items:
            oneOf:
              - { properties: { type: { const: text }, value: { type: [string, 'null'] } } }
              - { properties: { type: { const: app_clip }, value: { type: string } } }
        effect:
          properties:
            name: { anyOf: [{ enum: [confetti, null] }, { enum: [slam] }] }
        reply_to: { $ref: '#/components/schemas/Message' }
    WebhookEventType: { type: string, enum: [message.received, poll.vote.added] }
`;

type Entry = { [name: string]: Entry };

/** The same file with a change. */
function changed(change: (file: Entry) => void): string {
	const file = parse(known) as Entry;
	delete file.components!.schemas!.Message!.properties!.reply_to;
	change(file);
	return stringify(file);
}

const schemaOf = (file: Entry) => file.components!.schemas!;

describe('an OpenAPI file', () => {
	test('is read with all that it refers to', () => {
		const { source, calls: read } = readOpenApi(changed(() => {}));
		expect(source).toBe('Linq API V3 3');
		expect([...read.keys()]).toEqual([
			...['GET /v3/phonenumbers', 'GET /v3/chats', 'POST /v3/chats'],
			...['GET /v3/messages/{}/thread', 'POST /v3/payments', 'POST /v3/webhook-subscriptions'],
		]);
		expect([...read.get('GET /v3/chats')!.keys()]).toEqual(['limit', 'from']);
		const chat = read.get('POST /v3/chats')!;
		expect([...chat.keys()]).toEqual([
			...['from', 'override_optout', 'message', 'message.parts', 'message.parts.type'],
			...['message.parts.value', 'message.effect', 'message.effect.name'],
		]);
		expect([...chat.get('message.parts.type')!]).toEqual(['text', 'app_clip']);
		expect([...chat.get('message.effect.name')!]).toEqual(['confetti', 'slam']);
	});

	test('that holds nothing new', () => {
		expect(driftOf(readOpenApi(changed(() => {})))).toEqual(none);
	});

	test('as JSON', () => {
		expect(driftOf(readOpenApi(JSON.stringify(parse(changed(() => {})))))).toEqual(none);
	});

	test('that refers to itself', () => {
		expect(driftOf(readOpenApi(known)).fields).toEqual([
			'POST /v3/chats: message.reply_to.parts',
			'POST /v3/chats: message.reply_to.effect',
			'POST /v3/chats: message.reply_to.reply_to',
		]);
	});

	test.each<[string, (file: Entry) => void, object]>([
		[
			'a call',
			(file) => Object.assign(file.paths!, { '/v3/chats/{id}/pin': { put: {}, delete: {} } }),
			{ calls: ['PUT /v3/chats/{}/pin', 'DELETE /v3/chats/{}/pin'] },
		],
		[
			'a field of a body, with what is in it',
			(file) =>
				Object.assign(schemaOf(file).Message!.properties!, {
					hologram: { properties: { colour: { enum: ['red'] } } },
				}),
			{ fields: ['POST /v3/chats: message.hologram'] },
		],
		[
			'a field of a query',
			(file) => Object.assign(file.components!.parameters!.From!, { name: 'since' }),
			{ fields: ['GET /v3/chats: since'] },
		],
		[
			'a value',
			(file) =>
				Object.assign(schemaOf(file).Message!.properties!.effect!.properties!.name!, {
					enum: ['confetti', 'snow'],
				}),
			{ values: ['POST /v3/chats: message.effect.name: snow'] },
		],
		[
			'an event',
			(file) => Object.assign(schemaOf(file).WebhookEventType!, { enum: ['poll.closed'] }),
			{ events: ['poll.closed'] },
		],
	])('with %s that is new', (_what, change, expected) => {
		const linq = readOpenApi(changed(change));
		const drift = driftOf(linq);
		expect(drift).toEqual({ ...none, ...expected });
		expect(isThereDrift(drift)).toBe(true);
		const lines = Object.values(expected).flat() as string[];
		for (const line of lines) expect(driftReport(linq, drift)).toContain(`- \`${line}\``);
	});

	test('whose names are no names is shown as plain words', () => {
		const linq = readOpenApi(
			changed((file) => {
				Object.assign(schemaOf(file).WebhookEventType!, {
					enum: ['a`\n# Heading <img src=x> [x](y) ![z]'],
				});
			}),
		);
		const report = driftReport(linq, driftOf(linq));
		expect(report).toContain('- `a Heading img srcx xy z`\n');
	});

	test.each(['<html>Not found</html>', '{}', 'paths: []', 'paths: { /v2/chats: { get: {} } }', ''])(
		'%j is none of Linq’s',
		(text) => {
			expect(() => readOpenApi(text)).toThrow(/OpenAPI file/);
		},
	);
});

describe('npm run api:drift', () => {
	const run = (...given: string[]) => {
		const file = path.join(__dirname, '../../api/findDrift.ts');
		const { status, stdout, stderr } = spawnSync('node', ['--import', 'tsx', file, ...given]);
		return { status, stdout: stdout.toString(), stderr: stderr.toString() };
	};
	let folder: string;

	beforeAll(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'drift-'));
	});

	afterAll(() => rmSync(folder, { recursive: true }));

	const written = (text: string) => {
		const file = path.join(folder, 'linq.yaml');
		writeFileSync(file, text);
		return file;
	};

	test('ends with 0 where there is nothing new', () => {
		expect(run(written(changed(() => {})))).toMatchObject({
			status: 0,
			stdout: expect.stringMatching(/^The package has everything that Linq API V3 3 has/) as string,
		});
	}, 60_000);

	test('with 1 where there is', () => {
		expect(run(written(known))).toMatchObject({
			status: 1,
			stdout: expect.stringContaining('`POST /v3/chats: message.reply_to.parts`') as string,
		});
	}, 60_000);

	test.each([
		['no file is named', [], /^Name an OpenAPI file/],
		['there is none', ['nowhere.yaml'], /ENOENT/],
		['a folder holds no client', [__dirname], /no official client/],
	])(
		'and with 2 where %s',
		(_what, given, why) => {
			const { status, stdout, stderr } = run(...given);
			expect([status, stdout]).toEqual([2, '']);
			expect(stderr).toMatch(why);
		},
		60_000,
	);
});

test('a call of ours that nobody else has is no drift', () => {
	const all: Call[] = [...calls];
	expect(driftOf({ source: 'nothing', calls: new Map() }, { calls: all, events })).toEqual(none);
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { eventTypes } from '../../nodes/linq/webhooks/eventTypes';
import { Engine } from './engine';

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.load();
});

/** What n8n's list of steps searches beside the name. */
function searchWords(node: string): string[] {
	const folder = node[0]!.toUpperCase() + node.slice(1);
	const file = path.join(__dirname, `../../dist/nodes/${folder}/${folder}.node.json`);
	return (JSON.parse(readFileSync(file, 'utf8')) as { alias: string[] }).alias;
}

test('n8n takes the trigger for that of the step, by its name', () => {
	const { name, displayName } = engine.nodeType('linqChat').description;
	const trigger = engine.nodeType('linqChatTrigger').description;
	expect([trigger.name, trigger.displayName]).toEqual([`${name}Trigger`, `${displayName} Trigger`]);
});

test('events stand under a label that n8n reads, each with a sentence of its own', () => {
	const { properties } = engine.nodeType('linqChatTrigger').description;
	const events = properties.find(({ name }) => name === 'events') as INodeProperties;
	// n8n's editor offers what stands under "Event", "Events" or "Trigger On" one by one.
	expect(events.displayName).toBe('Events');
	const options = events.options as INodePropertyOptions[];
	expect(options.map(({ value }) => value)).toEqual(eventTypes.map(({ type }) => type));
	for (const { action, description } of options) {
		expect(action).toMatch(/^On (API )?[a-z][a-z ]+$/);
		expect(description).toBeTruthy();
	}
	expect(options[0]!.action).toBe('On message received');
	// One by one, 75 of them stay readable only where no two say the same.
	for (const words of ['action', 'name', 'description'] as const) {
		expect(new Set(options.map((option) => option[words])).size).toBe(options.length);
	}
});

const typed = [
	'add person',
	'send message',
	'mms',
	'whatsapp',
	'text message',
	'group chat',
	'sms',
];

test.each(['linqChat', 'linqChatTrigger'])('%s is found by what people type', (node) => {
	const words = searchWords(node).map((word) => word.toLowerCase());
	expect(words).toEqual(expect.arrayContaining(node === 'linqChat' ? typed : typed.slice(2)));
	expect(new Set(words).size).toBe(words.length);
});

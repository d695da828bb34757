/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import type { INodeProperties } from 'n8n-workflow';
import { eventTypes } from '../../nodes/linq/webhooks/eventTypes';
import { menu, titleOf } from './operations';
import { startSetting, type Setting } from './setting';

/** Everything that is known, as the editor shows it. */
const known = eventTypes.map(({ type, name, description }) => ({ name, value: type, description }));

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const events = async (credential = setting.credential) =>
	await setting.engine.menu('getEvents', credential);
const offer = (...offered: string[]) =>
	setting.linq.faults.add({ kind: 'raw', body: JSON.stringify({ events: offered }) });

test('there are 75, each with a group, a name and a sentence of its own', () => {
	expect(known).toHaveLength(75);
	for (const words of ['type', 'name', 'description'] as const) {
		expect(new Set(eventTypes.map((event) => event[words])).size).toBe(75);
	}
	for (const { type, group, name, description } of eventTypes) {
		expect(type).toMatch(/^[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)+$/);
		expect(name.startsWith(`${group}: `)).toBe(true);
		expect(description).toMatch(/^[A-Z][^.!]+$/);
	}
});

test('the events of a group stand together', () => {
	const groups = eventTypes.map(({ group }) => group);
	const begins = groups.filter((group, index) => group !== groups[index - 1]);
	expect(begins).toEqual([...new Set(groups)]);
});

test('a message that failed may still arrive, and a picture is called one', () => {
	const named = (type: string) => eventTypes.find((event) => event.type === type)!;
	expect(named('message.failed').description).toContain('may still be delivered later');
	expect(named('chat.group_icon_updated').name).toBe('Chat: Group Picture Updated');
	expect(JSON.stringify(known)).not.toMatch(/icon\b/i);
});

test.each(['webhookSubscription: create', 'webhookSubscription: update'])(
	'%s offers them',
	(title) => {
		const { fields } = menu.find((entry) => titleOf(entry) === title)!;
		const inside = fields.flatMap(({ type, options = [] }) =>
			type === 'collection' ? (options as INodeProperties[]) : [],
		);
		const field = [...fields, ...inside].find(({ name }) => name === 'subscribedEvents');
		expect(field?.typeOptions?.loadOptionsMethod).toBe('getEvents');
	},
);

test('what the account offers beyond them follows under its own name', async () => {
	expect(await events()).toEqual(known);
	offer('poll.closed', 'message.received', 'poll.closed', 'payment.refunded');
	expect(await events()).toEqual([
		...known,
		{ name: 'poll.closed', value: 'poll.closed' },
		{ name: 'payment.refunded', value: 'payment.refunded' },
	]);
});

test('all that are known are there for an account that offers fewer', async () => {
	offer('message.received');
	expect(await events()).toEqual(known);
});

test.each<[string, () => void]>([
	['refuses the key', () => (setting.credential.apiKey = 'another-key-0123456789')],
	['has no address', () => (setting.credential.baseUrl = '')],
	['is not there', () => (setting.credential.baseUrl = 'http://127.0.0.1:9')],
	[
		'fails',
		() => setting.linq.faults.add({ kind: 'error', status: 500, code: 3006, times: Infinity }),
	],
	['answers with a web page', () => setting.linq.faults.add({ kind: 'html', status: 200 })],
])('and where Linq %s', async (_what, happen) => {
	happen();
	expect(await events()).toEqual(known);
	expect(setting.linq.requests.length).toBeLessThanOrEqual(1);
});

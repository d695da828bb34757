import type { INode, INodeParameters } from 'n8n-workflow';
import { eventTypes } from '../../nodes/linq/webhooks/eventTypes';
import { Engine } from './engine';

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.load();
});

/** What stands under the trigger's name on the canvas. */
function subtitleWith(parameters: INodeParameters): unknown {
	const trigger: INode = {
		id: 'trigger',
		name: 'Linq Chat Trigger',
		type: 'n8n-nodes-linq-chat.linqChatTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const workflow = engine.workflow({ nodes: [trigger], connections: {} });
	const { subtitle } = engine.nodeType('linqChatTrigger').description;
	return workflow.expression.getSimpleParameterValue(
		workflow.getNode(trigger.name)!,
		subtitle,
		'internal',
		{},
	);
}

const all = eventTypes.map(({ type }) => type);

test.each<[string, INodeParameters, string]>([
	['the default', {}, 'On message received'],
	['one', { events: ['poll.vote.added'] }, 'On poll vote added'],
	['one that begins with capitals', { events: ['api_token.expired'] }, 'On API key expired'],
	[
		'some',
		{ events: ['message.received', 'reaction.added', 'chat.group_icon_updated'] },
		'On message received, reaction added, chat group picture updated',
	],
	['many', { events: all.slice(0, 4) }, 'On message received, message sent and 2 more'],
	['all', { events: all }, 'On message received, message sent and 73 more'],
	['none', { events: [] }, 'No event chosen'],
	['one that is not known here', { events: ['poll.closed'] }, 'On poll.closed'],
	['only one of the second list', opt([], ['poll.closed']), 'On poll.closed'],
	['both lists', opt(['poll.read'], ['poll.closed']), 'On poll read, poll.closed'],
	['one in both', opt(['poll.read'], ['poll.read']), 'On poll read'],
	[
		'an expression',
		{ events: "={{ ['call.ended', 'call.failed'] }}" },
		'On call ended, call failed',
	],
	['a text', { events: "={{ 'call.ended' }}" }, 'On call ended'],
	['an expression that gives nothing', { events: '={{ $vars.nothing }}' }, 'No event chosen'],
])('%s', (_what, parameters, subtitle) => {
	expect(subtitleWith(parameters)).toBe(subtitle);
});

test('any one of them', () => {
	for (const { type, happening } of eventTypes) {
		expect(subtitleWith({ events: [type] })).toBe(`On ${happening}`);
		expect(happening).toMatch(/^(API )?[a-z][a-z ]+$/);
	}
});

function opt(events: string[], moreEvents: string[]): INodeParameters {
	return { events, options: { moreEvents } };
}

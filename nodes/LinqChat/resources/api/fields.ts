import type { INodeProperties } from 'n8n-workflow';
import { idempotencyKeyOption } from '../../parameters/fields';

export const methodField: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: [
		{ name: 'DELETE', value: 'DELETE' },
		{ name: 'GET', value: 'GET', description: 'Only reads' },
		{ name: 'PATCH', value: 'PATCH' },
		{ name: 'POST', value: 'POST' },
		{ name: 'PUT', value: 'PUT' },
	],
	default: 'GET',
	description: "As Linq's documentation has it. Only GET changes nothing.",
};

export const pathField: INodeProperties = {
	displayName: 'Path',
	name: 'path',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. chats/550e8400-e29b-41d4-a716-446655440000/participants',
	description: "What follows /v3/ in Linq's documentation",
};

export const queryParametersField: INodeProperties = {
	displayName: 'Query Parameters',
	name: 'queryParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add parameter',
	default: {},
	description:
		'What stands behind the question mark of the address. A name that comes twice is sent twice.',
	options: [
		{
			displayName: 'Parameters',
			name: 'parameters',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. limit',
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};

export const bodyField: INodeProperties = {
	displayName: 'Body',
	name: 'body',
	type: 'json',
	displayOptions: { show: { method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
	default: '',
	placeholder: 'e.g. { "handle": "+12025550100" }',
	description:
		'What is sent, as a JSON object, or an expression that gives one. Empty for nothing.',
};

export const keyOption: INodeProperties = {
	...idempotencyKeyOption,
	description:
		'Linq does it only once under the same key, for calls whose documentation names one: messages, polls and payments, for instance. Only with a key is a request that changes something tried again after its answer got lost, so give one where Linq takes it, such as the ID of the order. It counts for this step only.',
};

export const laneOption: INodeProperties = {
	displayName: 'Keep in Order',
	name: 'lane',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.order_id }}',
	description:
		'Items with the same text here go one after another, in their order. Without it, only those do whose path names the same chat.',
};

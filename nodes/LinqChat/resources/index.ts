import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../linq/errors';
import { optionsWith } from '../parameters/options';
import { api } from './api';
import { attachment } from './attachment';
import { blockedHandle } from './blockedHandle';
import { chat } from './chat';
import { contactCard } from './contactCard';
import { experience } from './experience';
import { handle } from './handle';
import { location } from './location';
import { message } from './message';
import type { Operation, Resource } from './operation';
import { payment } from './payment';
import { paymentRequest } from './paymentRequest';
import { phoneNumber } from './phoneNumber';
import { poll } from './poll';
import { toolDescriptionField } from './toolDescription';
import { webhookSubscription } from './webhookSubscription';

/** Everything the node can do, in the order of the menus. */
const resources: Resource[] = [
	payment,
	blockedHandle,
	chat,
	contactCard,
	experience,
	attachment,
	api,
	location,
	message,
	paymentRequest,
	handle,
	phoneNumber,
	poll,
	webhookSubscription,
];

/** The node's parameters: the two menus, then each operation's own. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ entry }) => entry),
		default: 'chat',
	},
	...resources.map(({ entry, operations, defaultOperation }): INodeProperties => ({
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [entry.value] } },
		options: operations.map((operation) => operation.entry),
		default: defaultOperation,
	})),
	...resources.flatMap((resource) =>
		resource.operations.flatMap((operation) => parametersOf(operation, resource)),
	),
];

/** What the node does, as a sentence under its name on the canvas. */
export const subtitle = `={{ (${JSON.stringify(
	Object.fromEntries(
		resources.flatMap(({ entry, operations }) =>
			operations.map((operation) => [
				`${entry.value}:${operation.entry.value}`,
				operation.entry.action,
			]),
		),
	),
)})[$parameter["resource"] + ":" + $parameter["operation"]] }}`;

/** Whether the items of a resource are worked on chat by chat. */
export function hasChats(resource: unknown): boolean {
	return resources.some(({ entry, hasChats: has }) => entry.value === resource && has === true);
}

/** @throws LinqError `invalid_input` when there is no such operation */
export function findOperation(resource: unknown, operation: unknown): Operation {
	const found = resources
		.find(({ entry }) => entry.value === resource)
		?.operations.find(({ entry }) => entry.value === operation);
	if (found === undefined) {
		throw invalidInput(
			'There is no such resource or operation',
			'Open the step and pick what it should do from the menus Resource and Operation.',
		);
	}
	return found;
}

function parametersOf(operation: Operation, resource: Resource): INodeProperties[] {
	const { entry, fields, updateFields, options } = operation;
	const kind = {
		hasChats: hasChats(resource.entry.value),
		hasPreview: operation.preview !== undefined,
	};
	const ofOperation = { resource: [resource.entry.value], operation: [entry.value] };
	const collection: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: optionsWith(options, kind),
	};
	const changes = updateFields === undefined ? [] : [updateFieldsField(updateFields)];
	const told = operation.isNoTool ? [] : [toolDescriptionField(operation)];
	return [...told, ...fields, ...changes, collection].map((field) => ({
		...field,
		displayOptions: { show: { ...field.displayOptions?.show, ...ofOperation } },
	}));
}

function updateFieldsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		description: 'What is changed; everything else stays as it is',
		options,
	};
}

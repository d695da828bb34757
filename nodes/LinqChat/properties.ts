import type { INodeProperties } from 'n8n-workflow';
import { optionsWith } from './parameters/options';
import { resources } from './resources';
import type { Operation, Resource } from './resources/operation';
import { toolDescriptionField } from './resources/toolDescription';

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

function parametersOf(operation: Operation, resource: Resource): INodeProperties[] {
	const { entry, fields, updateFields, options, sort } = operation;
	const kind = {
		hasChats: resource.hasChats === true,
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
	const last = sort === undefined ? [] : [sort];
	return [...told, ...fields, ...changes, collection, ...last].map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, ...ofOperation },
		},
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

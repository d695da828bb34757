import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import type { Engine } from '../../engine/engine';

/** The node's two menus: the operations of each resource, in alphabetical order. */
export function menuOf(engine: Engine): Record<string, string[]> {
	const { properties } = engine.nodeType('linqChat').description;
	const operations = properties.filter(({ name }) => name === 'operation');
	return Object.fromEntries(
		operations.map(({ displayOptions, options = [] }) => {
			const [resource] = displayOptions?.show?.resource as [string];
			const values = (options as INodePropertyOptions[]).map(({ value }) => String(value));
			return [resource, values.sort()];
		}),
	);
}

/** Parameters that have to do with n8n, or with whether Linq is asked, not with what it is asked. */
const common = [
	'concurrency',
	'includeInputFields',
	'maxRetries',
	'output',
	'outputFields',
	'previewOnly',
	'simplify',
	'timeout',
	'toolDescription',
	'whenNothingWorks',
];

/** The names of an operation's own parameters, those within options, filters and rows among them. */
export function parametersOf(engine: Engine, resource: string, operation: string): string[] {
	return engine
		.nodeType('linqChat')
		.description.properties.filter(({ displayOptions: { show } = {} }) => {
			return show?.resource?.includes(resource) && show.operation?.includes(operation);
		})
		.flatMap(namesOf)
		.filter((name) => !common.includes(name));
}

function namesOf({ name, type, options = [] }: INodeProperties): string[] {
	if (type === 'collection') return (options as INodeProperties[]).flatMap(namesOf);
	if (type !== 'fixedCollection') return [name];
	const groups = options as INodePropertyCollection[];
	return [name, ...groups.flatMap(({ values }) => values.flatMap(namesOf))];
}

import type { INodePropertyOptions } from 'n8n-workflow';
import { properties } from '../../nodes/LinqChat/properties';

/**
 * An operation as people read it in the menus: `Chat → Add Participant`.
 *
 * @param operation `chat:addParticipant`
 * @throws Error when the menu has none such
 */
export function menuNameOf(operation: string): string {
	const [resource, value] = operation.split(':') as [string, string];
	const menus = properties.filter(({ name, displayOptions }) => {
		const shown = displayOptions?.show?.resource?.includes(resource) === true;
		return name === 'resource' || (name === 'operation' && shown);
	});
	const named = (name: string, wanted: string) =>
		menus
			.filter((menu) => menu.name === name)
			.flatMap(({ options }) => options as INodePropertyOptions[])
			.find((option) => option.value === wanted)?.name;
	const names = [named('resource', resource), named('operation', value)];
	if (names.includes(undefined)) throw new Error(`The menu has no ${operation}`);
	return names.join(' → ');
}

import type { INodeProperties } from 'n8n-workflow';
import { uuidPattern } from '../../linq/values/identifiers';

/** What may be given instead of picking from a list. */
interface GivenBy {
	name: string;
	/** In saved workflows. */
	mode: string;
	placeholder: string;
	/** Whether the editor checks that it is a UUID. */
	isUuid?: boolean;
}

/** How a list in the editor is filled, and what may be given instead. */
export interface Picker {
	/** A method of the node's `listSearch`. */
	search: string;
	/** Without the dots at the end. */
	placeholder: string;
	by: GivenBy;
}

const uuid = '550e8400-e29b-41d4-a716-446655440000';

/** By a UUID. */
export const byId: GivenBy = { name: 'ID', mode: 'id', placeholder: `e.g. ${uuid}`, isUuid: true };

/** By an ID of which Linq doesn't say that it is a UUID. */
export const byAnyId: GivenBy = { ...byId, isUuid: false };

/** A field that is picked from a list or typed in. */
export function picked(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'required'>,
	{ search, placeholder, by }: Picker,
): INodeProperties {
	const errorMessage = `${field.displayName}: this is not an ID. An ID has the form ${uuid}; to pick by name, choose From List.`;
	const isUuid = { type: 'regex', properties: { regex: uuidPattern, errorMessage } } as const;
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `${placeholder}...`,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: `By ${by.name}`,
				name: by.mode,
				type: 'string',
				placeholder: by.placeholder,
				validation: by.isUuid ? [isUuid] : undefined,
			},
		],
	};
}

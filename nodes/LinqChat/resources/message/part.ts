import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../parameters/itemParameters';

/** Which part of a message is meant. */
export const partIndexOption: INodeProperties = {
	displayName: 'Part',
	name: 'partIndex',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 99 },
	default: 0,
};

/** Which part of a message is meant, in Linq's words; nothing when it was not given. */
export function readPart({ options }: ItemParameters): { part_index?: number } {
	if (!options.has('partIndex')) return {};
	const range = { lowest: 0, highest: 99, fallback: 0 };
	return { part_index: options.wholeNumber('partIndex', 'Part', range) };
}

import type { INodeProperties } from 'n8n-workflow';
import { partNumbers } from '../../composer/replyTo';
import type { ItemParameters } from '../../parameters/itemParameters';
import { numberField } from '../../parameters/ranges';

/** Which part of a message is meant. */
export const partIndexOption: INodeProperties = {
	displayName: 'Part',
	name: 'partIndex',
	...numberField(partNumbers),
};

/** Which part of a message is meant, in Linq's words; nothing when it was not given. */
export function readPart({ options }: ItemParameters): { part_index?: number } {
	if (!options.has('partIndex')) return {};
	return { part_index: options.wholeNumber('partIndex', 'Part', partNumbers) };
}

import type { INodeProperties } from 'n8n-workflow';
import type { Values } from './values';

/** For operations of which a first run with a real list is worth a look beforehand. */
export const previewOnlyOption: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	default: true,
	description:
		'Whether to only look, and say for each item what would be done or refused. Nothing is sent, and nobody is added or removed.',
};

/**
 * Whether the item only asks what would be done.
 *
 * @throws LinqError `invalid_input` for a value that is neither yes nor no, also for nothing: whoever
 *   added the option doesn't want anything sent by mistake
 */
export function isPreview(options: Values): boolean {
	const { name, displayName } = previewOnlyOption;
	return options.isGiven(name) && options.yesOrNo(name, displayName);
}

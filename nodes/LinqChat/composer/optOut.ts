import type { INodeProperties } from 'n8n-workflow';
import type { Values } from '../parameters/values';

/** For all operations that send: https://docs.linqapp.com/, Opt-out. */
export const overrideOptoutOption: INodeProperties = {
	displayName: 'Send Despite Opt-Out',
	name: 'overrideOptout',
	type: 'boolean',
	default: true,
	description:
		'Whether to send this one message even to someone who asked not to be contacted. Meant for a single courtesy message: Linq keeps a record of it, and the person stays opted out.',
};

/** What of a request says so; nothing unless the option is switched on. */
export function readOverrideOptout(options: Values): { override_optout?: true } {
	const isOn = options.yesOrNo('overrideOptout', overrideOptoutOption.displayName, false);
	return isOn ? { override_optout: true } : {};
}

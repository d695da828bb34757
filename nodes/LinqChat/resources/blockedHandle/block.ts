import type { INodeProperties } from 'n8n-workflow';
import { isPerson } from '../../../linq/people/senders';
import { withOperation } from '../../../linq/wire/doubt';
import { isAbout, isAboutPerson, within } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { defaultCountryOption } from '../../parameters/fields';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';
import { senderField, senderForTools } from './fields';

const reasonOption: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	description: 'A note for yourself on why they are blocked; Linq shows it in the list only',
};

/** Blocked Person → Block: https://docs.linqapp.com/, Block a handle. */
export const block: Operation = {
	entry: {
		name: 'Block',
		value: 'block',
		description:
			'Get no more messages from someone, and send them none, except in groups with others',
		action: 'Block person',
	},
	toolDescription: `Block someone: their messages no longer arrive, and direct messages to them are refused; groups with others go on. Blocking someone twice changes nothing. ${senderForTools} Comes back: blocked_handle with handle and blocked_at.`,
	fields: [senderField],
	options: [defaultCountryOption, reasonOption],
	prepare(item) {
		const handle = item.sender();
		const reason = item.options.trimmedText('reason', 'Reason');
		const isIt = isPerson(handle) ? isAboutPerson('handle', handle) : isAbout('handle', handle);
		const asked = {
			method: 'POST',
			path: path`/v3/blocked_handles`,
			body: { handle, ...(reason !== '' && { reason }) },
			evidence: within('blocked_handle', isIt),
			write: { again: 'same', look: withOperation('Blocked Person → Get Many') },
		} as const;
		return request(asked, handle.toLowerCase());
	},
};

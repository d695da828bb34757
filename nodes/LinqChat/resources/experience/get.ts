import { experience } from '../../../linq/values/identifiers';
import { isNotOfAnother } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { picked } from '../../parameters/picked';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';

/** An experience, picked from the account's or given by its name. */
const experienceField = picked(
	{
		displayName: 'Experience',
		name: 'experience',
		required: true,
		description: 'The experience, picked from those of your account or given by its name',
	},
	{
		search: 'searchExperiences',
		placeholder: 'Select an experience',
		by: { name: 'Name', mode: 'name', placeholder: 'e.g. agentpay' },
	},
);

const unknown =
	'Your account has no such experience: Experience → Get Many shows those that it has.';

/** Experience → Get: https://docs.linqapp.com/, Get an experience. */
export const get: Operation = {
	entry: {
		name: 'Get',
		value: 'get',
		description: 'Get an experience, with its actions and the fields that each takes',
		action: 'Get experience',
	},
	toolDescription:
		'Look up one experience, a card that Linq puts together. Experience: its name, such as agentpay. Comes back: display_name, and its actions with the fields that each takes.',
	fields: [experienceField],
	options: [],
	prepare(item) {
		const name = item.anyIdentifier('experience', experience);
		const asked = {
			method: 'GET',
			path: path`/v3/experiences/${name}`,
			evidence: isNotOfAnother('experience', name),
			hints: { 404: unknown },
		} as const;
		return request(asked, name);
	},
};

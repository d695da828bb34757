import { Refusal } from './answers';
import { objectFrom, secureAddressFrom, textFrom } from './fields';
import type { AppCardPart } from './messages';
import { experiences, type ExperienceField } from './experiences';

/** Linq's own app, which shows the cards that Linq composes. */
const app = { name: 'Linq', team_id: 'LINQ000001', bundle_id: 'com.example.linq.messages' };

/** The card that Linq makes of `message.experience`, or 1004, 1005. */
export function experienceFrom(value: unknown): AppCardPart {
	const { name, action, params } = objectFrom(value, 'experience');
	const experience = experiences.find((one) => one.experience === textFrom(name, 'name'));
	const invoked = experience?.actions.find((one) => one.name === textFrom(action, 'action'));
	if (!invoked) throw refusal('name or action');
	const given = params === undefined ? {} : objectFrom(params, 'params');
	for (const [param, one] of Object.entries(given)) {
		const field = Object.hasOwn(invoked.fields, param) ? invoked.fields[param] : undefined;
		if (!field || !fits(one, field, param)) throw refusal(`params.${param}`);
	}
	const required = Object.entries(invoked.fields).filter(([, field]) => field.required);
	const missing = required.find(([param]) => !Object.hasOwn(given, param));
	if (missing) throw new Refusal(1001, `Missing required field: params.${missing[0]}`);
	return {
		type: 'imessage_app',
		app,
		layout: { caption: invoked.summary },
		url: '',
		fallback_text: invoked.summary,
		reactions: null,
	};
}

function fits(value: unknown, { type, max }: ExperienceField, name: string): boolean {
	if (type === 'cents' || type === 'int') return Number.isSafeInteger(value);
	if (type === 'url') return secureAddressFrom(value, name, 1005) !== '';
	return typeof value === 'string' && [...value].length <= (max ?? Number.POSITIVE_INFINITY);
}

function refusal(field: string): Refusal {
	return new Refusal(1005, `Invalid parameter value: experience.${field}`);
}

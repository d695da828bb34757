import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { message } from '../../../linq/values/identifiers';
import { inChat } from '../../../linq/wire/doubt';
import { hasText, within } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import {
	appFields,
	cardUrlField,
	fallbackTextField,
	interactiveField,
	layoutFields,
	readApp,
	readCardContent,
} from '../../composer/appCard';
import { experienceOption, readExperience } from '../../composer/experience';
import { chatOfMessageField, messageField } from '../../parameters/fields';
import { asOutput } from '../../steps/output';
import type { Operation } from '../operation';
import { hintsAboutItsChat } from './hints';

const notDelivered =
	'The card must have been delivered first: wait until the Linq Chat Trigger tells of message.delivered, then try this record again.';

const hints = {
	...hintsAboutItsChat,
	1008: 'Correct the card as Linq says; only cards that your own numbers sent can be updated.',
	2015: notDelivered,
	409: notDelivered,
};

/** A card of other numbers belongs to the app that it was sent with. */
const appOption: INodeProperties = {
	displayName: 'App',
	name: 'app',
	type: 'fixedCollection',
	placeholder: 'Add app',
	default: {},
	description:
		'The app that the card belongs to. Needed only for numbers with zero data retention, whose cards Linq does not keep.',
	options: [{ name: 'app', displayName: 'App', values: appFields }],
};

/** Message → Update App Card: https://docs.linqapp.com/, Update an app card. */
export const updateAppCard: Operation = {
	entry: {
		name: 'Update App Card',
		value: 'updateAppCard',
		description: 'Replace what stands on a card of your iMessage app that was delivered',
		action: 'Update app card',
	},
	fields: [chatOfMessageField, messageField, ...layoutFields],
	options: [
		appOption,
		cardUrlField,
		{
			...experienceOption,
			description:
				'An experience of your account that the card opens from now on. It takes the place of the option Web Address.',
		},
		fallbackTextField,
		interactiveField,
	],
	prepare(item) {
		const messageId = item.identifier('messageId', message);
		const content = readCardContent(item.fields, item.options);
		const [app] = item.options.rows('app', 'app').map(readApp);
		const experience = readExperience(item.options);
		if (experience && content.url !== undefined) throw notBoth();
		return {
			lane: item.laneOf(messageId),
			async run({ client, experiences }, patience) {
				const fitting = experience && (await experiences.fitted(experience, patience));
				const asked = {
					method: 'POST',
					path: path`/v3/messages/${messageId}/update`,
					body: { ...content, ...(app && { app }), ...(fitting && { experience: fitting }) },
					evidence: within('message', hasText('id')),
					write: { again: 'twice', look: inChat },
					hints,
				} as const;
				return [asOutput(await client.request(asked, patience))];
			},
		};
	},
};

function notBoth() {
	return invalidInput(
		"An experience can't be combined with a web address",
		'Remove one of the options Experience and Web Address.',
	);
}

import type { INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../linq/errors';
import type { MessageDraft } from '../../linq/messages/messages';
import { nameInMenu } from '../../linq/values/nameInMenu';
import type { Values } from '../parameters/values';

/** iMessage's effects (https://docs.linqapp.com/, Send a message), by where they show. */
const effects = {
	screen: [
		'balloons',
		'celebration',
		'confetti',
		'echo',
		'fireworks',
		'happy_birthday',
		'hearts',
		'lasers',
		'love',
		'sparkles',
		'spotlight',
	],
	bubble: ['gentle', 'invisible', 'loud', 'slam'],
} as const;

const places = { screen: 'whole screen', bubble: 'bubble' } as const;

export const effectOption: INodeProperties = {
	displayName: 'Effect',
	name: 'effect',
	type: 'options',
	options: (['bubble', 'screen'] as const).flatMap((type) =>
		effects[type].map((name) => ({ name: `${nameInMenu(name)} (${places[type]})`, value: name })),
	),
	default: 'confetti',
	description: 'How the message arrives. Shown on iMessage only.',
};

/** @throws LinqError `invalid_input` for an effect that Linq doesn't know */
export function readEffect(options: Values): MessageDraft['effect'] {
	if (!options.has('effect')) return undefined;
	const wanted = options.trimmedText('effect', 'Effect');
	const type = (['screen', 'bubble'] as const).find((place) =>
		(effects[place] as readonly string[]).includes(wanted),
	);
	if (type !== undefined) return { type, name: wanted };
	throw invalidInput(
		'There is no such effect',
		`Choose one of ${[...effects.screen, ...effects.bubble].join(', ')}.`,
	);
}

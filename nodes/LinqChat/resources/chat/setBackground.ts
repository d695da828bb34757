import type { INodeProperties } from 'n8n-workflow';
import {
	colors,
	looks,
	readPicture,
	readShade,
	type Background,
} from '../../../linq/chats/backgrounds';
import { alphabetical } from '../../../linq/values/alphabetical';
import { nameInMenu } from '../../../linq/values/nameInMenu';
import { inChat } from '../../../linq/wire/doubt';
import { path } from '../../../linq/wire/path';
import { chatField } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { requestWithoutAnswer } from '../../steps/requests';
import type { Operation } from '../operation';

const named = (value: string) => ({ name: nameInMenu(value), value });

const byName = (one: { name: string }, other: { name: string }) =>
	alphabetical(one.name, other.name);

const styles = ['aurora', 'sky', 'water'] as const;

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Color', value: 'color', description: 'One of a few colors, or two of your own' },
		{ name: 'Moving', value: 'dynamic', description: 'A sky, water or northern lights' },
		{ name: 'Photo', value: 'photo', description: 'A picture of your own' },
	],
	default: 'color',
};

const colorField: INodeProperties = {
	displayName: 'Color',
	name: 'variant',
	type: 'options',
	displayOptions: { show: { type: ['color'] } },
	options: [...colors.map(named), { name: 'Your Own', value: 'custom' }].sort(byName),
	default: 'ice',
};

const shades = [
	{ name: 'topShade', displayName: 'Color at the Top', color: '#FFFFFF' },
	{ name: 'bottomShade', displayName: 'Color at the Bottom', color: '#A0C4FF' },
];

const shadeFields = shades.map(({ name, displayName, color }): INodeProperties => ({
	displayName,
	name,
	type: 'color',
	displayOptions: { show: { type: ['color'], variant: ['custom'] } },
	default: color,
	description: 'In hexadecimal digits, such as #FF8800',
}));

const styleField: INodeProperties = {
	displayName: 'Style',
	name: 'style',
	type: 'options',
	displayOptions: { show: { type: ['dynamic'] } },
	options: styles.map(named),
	default: 'sky',
};

const lookFields = styles.map((style): INodeProperties => {
	const [first] = looks[style];
	return {
		displayName: 'Look',
		name: 'variant',
		type: 'options',
		displayOptions: { show: { type: ['dynamic'], style: [style] } },
		options: looks[style].map(named).sort(byName),
		default: first,
	};
});

const imageField: INodeProperties = {
	displayName: 'Picture',
	name: 'imageUrl',
	type: 'string',
	default: '',
	displayOptions: { show: { type: ['photo'] } },
	placeholder: 'e.g. https://example.com/beach.jpg',
	description:
		'A JPEG, PNG, HEIC or WebP picture, as a web address that begins with https:// and that everyone can open',
};

const hints = {
	5006: 'The web address holds no picture that Linq can use: give a JPEG, PNG, HEIC or WebP.',
	5007: 'Linq could not fetch the picture: give a web address that everyone can open without signing in.',
};

/** Chat → Set Background: https://docs.linqapp.com/, Set a chat background. */
export const setBackground: Operation = {
	entry: {
		name: 'Set Background',
		value: 'setBackground',
		description:
			'Change what everyone sees behind the messages of an iMessage chat. Linq queues it; on RCS and SMS nothing changes.',
		action: 'Set chat background',
	},
	toolDescription:
		'Change the background of an iMessage chat for everyone in it; on RCS and SMS nothing changes. Chat: the ID of the chat, a UUID, not its name. Type: color, dynamic or photo. Comes back: success and chat_id, once Linq has queued it.',
	fields: [chatField, typeField, colorField, ...shadeFields, styleField, ...lookFields, imageField],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const asked = {
			method: 'POST',
			path: path`/v3/chats/${chatId}/background`,
			body: readBackground(item),
			// Linq has only queued it.
			emptyStatus: 202,
			write: { again: 'same', look: inChat },
			hints,
		} as const;
		return requestWithoutAnswer(asked, { chat_id: chatId }, chatId);
	},
};

function readBackground({ fields }: ItemParameters): Background {
	const type = fields.choice('type', 'Type', ['color', 'dynamic', 'photo']) ?? 'color';
	if (type === 'photo') {
		return { type, image_url: readPicture(fields.requiredText('imageUrl', 'Picture')) };
	}
	if (type === 'dynamic') {
		const style = fields.choice('style', 'Style', styles) ?? 'sky';
		const ofStyle: readonly string[] = looks[style];
		return { type, style, variant: fields.choice('variant', 'Look', ofStyle) ?? ofStyle[0]! };
	}
	const variant = fields.choice('variant', 'Color', [...colors, 'custom']) ?? 'custom';
	if (variant !== 'custom') return { type, variant };
	const [top, bottom] = shades.map(({ name, displayName }) =>
		readShade(fields.trimmedText(name, displayName), displayName),
	);
	return { type, variant, shades: [top!, bottom!] };
}

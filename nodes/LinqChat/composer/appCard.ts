import type { GenericValue, INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../linq/errors';
import { secureAddress } from '../../linq/values/links';
import { trimmed } from '../../linq/values/trimmed';
import type { Values } from '../parameters/values';

/** The texts and the picture of a card, by Linq's names. */
const layout = [
	['caption', 'Caption', 'First line at the left, bold'],
	['subcaption', 'Subcaption', 'Second line at the left'],
	['trailing_caption', 'Trailing Caption', 'First line at the right'],
	['trailing_subcaption', 'Trailing Subcaption', 'Second line at the right'],
	[
		'image_url',
		'Picture',
		'A picture at the top, as a web address that begins with https://. It shows only where the people of the chat have written to you.',
	],
	['image_title', 'Picture Title', 'A title on the picture'],
	['image_subtitle', 'Picture Subtitle', 'A line below the title on the picture'],
] as const;

const camelCase = (name: string) =>
	name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What a card shows. */
export const layoutFields: INodeProperties[] = layout.map(([name, displayName, description]) => ({
	displayName,
	name: camelCase(name),
	type: 'string',
	default: '',
	description,
}));

export const fallbackTextField: INodeProperties = {
	displayName: 'Fallback Text',
	name: 'fallbackText',
	type: 'string',
	default: '',
	description: "Shown where the card can't be, such as on the lock screen",
};

export const interactiveField: INodeProperties = {
	displayName: 'Interactive',
	name: 'interactive',
	type: 'boolean',
	default: true,
	description: 'Whether people who have the app see its live view instead of the card',
};

export const cardUrlField: INodeProperties = {
	displayName: 'Web Address',
	name: 'url',
	type: 'string',
	default: '',
	description: 'What the app opens when someone taps the card',
};

/** The app that a card belongs to. */
export const appFields: INodeProperties[] = [
	{
		displayName: 'App Name',
		name: 'appName',
		type: 'string',
		default: '',
	},
	{
		displayName: 'Team ID',
		name: 'teamId',
		type: 'string',
		default: '',
		description: 'Ten capital letters and digits, from your Apple developer account',
	},
	{
		displayName: 'Bundle ID',
		name: 'bundleId',
		type: 'string',
		default: '',
		description: 'Of the Messages extension, such as com.example.app.messages',
	},
	{
		displayName: 'App Store ID',
		name: 'appStoreId',
		type: 'string',
		default: '',
		description: 'Lets people without the app get it',
	},
];

/** A card of an iMessage app. */
export const appCardOption: INodeProperties = {
	displayName: 'App Card',
	name: 'appCard',
	type: 'fixedCollection',
	placeholder: 'Add card',
	default: {},
	description:
		'A card of your iMessage app. It stands alone: leave the text and the files empty. Shown on iMessage only.',
	options: [
		{
			name: 'card',
			displayName: 'Card',
			values: [...appFields, ...layoutFields, cardUrlField, fallbackTextField, interactiveField],
		},
	],
};

/**
 * A card as Linq takes it.
 *
 * @throws LinqError `invalid_input` when its app is not described, or it would be empty
 */
export function readAppCard(card: Values): { type: 'imessage_app'; [field: string]: GenericValue } {
	return { type: 'imessage_app', app: readApp(card), ...readCardContent(card, card) };
}

/**
 * The app that a card belongs to.
 *
 * @throws LinqError `invalid_input` when it is not described
 */
export function readApp(card: Values): Record<string, string | number> {
	const teamId = trimmed(card.requiredText('teamId', 'Team ID'));
	if (!/^[A-Z0-9]{10}$/.test(teamId)) {
		throw invalidInput(
			'The team ID of the app card is none',
			'Take the ten capital letters and digits from your Apple developer account.',
		);
	}
	const bundleId = trimmed(card.requiredText('bundleId', 'Bundle ID'));
	if (bundleId.includes(':')) {
		throw invalidInput(
			'The bundle ID of the app card has a colon in it',
			'Take the one of the Messages extension, which has the form com.example.app.messages.',
		);
	}
	const range = { lowest: 1, highest: Number.MAX_SAFE_INTEGER, fallback: 0 };
	return {
		name: trimmed(card.requiredText('appName', 'App Name')),
		team_id: teamId,
		bundle_id: bundleId,
		...(card.has('appStoreId') && {
			app_store_id: card.wholeNumber('appStoreId', 'App Store ID', range),
		}),
	};
}

/**
 * What stands on a card, and what happens when it is tapped.
 *
 * @throws LinqError `invalid_input` when it would be empty
 */
export function readCardContent(
	shown: Values,
	behaviour: Values,
): {
	layout: Record<string, string>;
	url?: string;
	fallback_text?: string;
	interactive?: boolean;
} {
	const lines = Object.fromEntries(
		layout.flatMap(([name, label]) => {
			const text = shown.trimmedText(camelCase(name), label);
			return text === '' ? [] : [[name, text]];
		}),
	);
	const visible = Object.keys(lines).filter((name) => !/^image_(title|subtitle)$/.test(name));
	if (visible.length === 0) {
		throw invalidInput(
			'The app card would be empty',
			'Fill in a caption, a subcaption or a picture.',
		);
	}
	if (!('image_url' in lines) && ('image_title' in lines || 'image_subtitle' in lines)) {
		throw invalidInput(
			'The app card has a title for a picture, but no picture',
			'Fill in Picture, or use Caption instead of Picture Title.',
		);
	}
	const url = behaviour.trimmedText('url', 'Web Address');
	if (url !== '') checkCardAddress(url);
	const fallback = behaviour.text('fallbackText', 'Fallback Text');
	const interactive = behaviour.yesOrNo('interactive', 'Interactive', true);
	return {
		layout: lines,
		...(url !== '' && { url }),
		...(fallback !== '' && { fallback_text: fallback }),
		...(!interactive && { interactive }),
	};
}

/** What Linq takes (https://docs.linqapp.com/, Send a message): a page, or data within the address. */
function checkCardAddress(url: string): void {
	const isData = /^data:/i.test(url) && url.length <= 16_384;
	if (isData || secureAddress(url) !== undefined) return;
	throw invalidInput(
		"The app card's web address can't be used",
		'It begins with https:// and has at most 2,048 characters, or with data: and has at most 16,384.',
	);
}

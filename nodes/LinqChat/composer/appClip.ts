import type { INodeProperties } from 'n8n-workflow';
import type { Part } from '../../linq/messages/messages';
import { trimmed } from '../../linq/values/trimmed';
import type { Values } from '../parameters/values';

/** An App Clip, which a link of Linq's own checkout is, too. */
export const appClipOption: INodeProperties = {
	displayName: 'App Clip or Payment Card',
	name: 'appClip',
	type: 'fixedCollection',
	placeholder: 'Add card',
	default: {},
	description:
		'A card that opens an App Clip, or the payment of a payment request. It stands alone: leave the text and the files empty. It goes by iMessage only.',
	options: [
		{
			name: 'card',
			displayName: 'Card',
			values: [
				{
					displayName: 'Web Address',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/clip',
					description:
						'The checkout_url of a payment request, or the https:// address of a registered App Clip',
				},
				{
					displayName: 'Caption',
					name: 'caption',
					type: 'string',
					default: '',
					description: 'A line on the card',
				},
			],
		},
	],
};

/** @throws LinqError `invalid_input` when it has no address */
export function readAppClip(card: Values): Extract<Part, { type: 'app_clip' }> {
	const caption = card.trimmedText('caption', 'Caption');
	return {
		type: 'app_clip',
		value: trimmed(card.requiredText('url', 'Web Address')),
		...(caption !== '' && { caption }),
	};
}

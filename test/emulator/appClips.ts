import { Refusal } from './answers';
import { secureAddressFrom, textFrom } from './fields';
import type { AppClipPart } from './messages';

const longestAddress = 2048;

/** An `app_clip` part as Linq shows it again, or 1004. */
export function appClipFrom({ value, caption }: Record<string, unknown>): AppClipPart {
	const address = secureAddressFrom(value, 'value');
	if (address.length > longestAddress) {
		throw new Refusal(1004, `An address may have at most ${longestAddress} characters`);
	}
	return {
		type: 'app_clip',
		value: address,
		title: caption === undefined ? null : textFrom(caption, 'caption'),
		description: null,
		image_url: null,
		reactions: null,
	};
}

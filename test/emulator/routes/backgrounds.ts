import { Refusal } from '../answers';
import { invalid, secureAddressFrom } from '../fields';
import { bodyOf, requiredField, type Route } from '../routing';
import { usableChatOf } from './chats';

const colors = [
	...['mango', 'ice', 'plum', 'deep_sea', 'green_apple', 'cherry', 'bubblegum', 'tangerine'],
	...['magenta', 'lime', 'silver', 'carbon', 'stone'],
];

const looks: Record<string, string[]> = {
	sky: ['dusk', 'haze', 'sunset', 'clear', 'sunrise', 'dawn'],
	water: ['light', 'dark'],
	aurora: ['green', 'purple', 'pink'],
};

export const backgroundRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/chats/:chatId/background',
		answer(call) {
			const background = backgroundFrom(bodyOf(call));
			const chat = usableChatOf(call);
			// Elsewhere it is accepted, and nothing happens.
			if (chat.service === 'iMessage') call.account.backgrounds.set(chat.id, background);
			return { status: 202 };
		},
	},
	{
		method: 'DELETE',
		path: '/v3/chats/:chatId/background',
		answer(call) {
			call.account.backgrounds.delete(usableChatOf(call).id);
			return { status: 202 };
		},
	},
];

/** As it was asked for, or 1001, 1005, 5006, 5007. */
function backgroundFrom(body: Record<string, unknown>): Record<string, unknown> {
	const type = requiredField(body, 'type');
	switch (type) {
		case 'color': {
			const { variant = 'custom', shades } = body;
			if (colors.includes(String(variant))) return { type, variant };
			if (variant !== 'custom') throw invalid('variant', 1005);
			const isPair = Array.isArray(shades) && shades.length === 2 && shades.every(isHex);
			if (!isPair) throw invalid('shades', 1005);
			return { type, variant, shades };
		}
		case 'dynamic': {
			const { style, variant } = body;
			const known = typeof style === 'string' && Object.hasOwn(looks, style) && looks[style];
			if (!known) throw invalid('style', 1005);
			if (!known.includes(String(variant))) throw invalid('variant', 1005);
			return { type, style, variant };
		}
		case 'photo': {
			const image_url = secureAddressFrom(requiredField(body, 'image_url'), 'image_url', 1005);
			const { hostname, pathname } = new URL(image_url);
			if (hostname.endsWith('.invalid')) throw new Refusal(5007);
			if (/\.(?:txt|pdf|html)$/.test(pathname)) throw new Refusal(5006);
			return { type, image_url };
		}
		default:
			throw invalid('type', 1005);
	}
}

function isHex(shade: unknown): boolean {
	return typeof shade === 'string' && /^#?[\da-f]{6}$/i.test(shade);
}

import { Refusal } from './answers';
import type { AppCardPart } from './messages';
import { objectFrom, textFrom } from './fields';

/** What of a card is seen; without any of it the bubble is empty. */
const visible = [
	'caption',
	'subcaption',
	'trailing_caption',
	'trailing_subcaption',
	'image_url',
] as const;
const overlaid = ['image_title', 'image_subtitle'] as const;

const longestAddress = 2048;
const longestData = 16_384;

/** An `imessage_app` part as Linq shows it again, or 1008. */
export function appCardFrom(part: Record<string, unknown>): AppCardPart {
	return { type: 'imessage_app', app: appFrom(part.app), ...cardFrom(part), reactions: null };
}

/** The app that a card belongs to, null where none is named, or 1008. */
export function ownAppFrom(value: unknown): AppCardPart['app'] | null {
	return value === undefined || value === null ? null : appFrom(value);
}

/** What of a card can change later on, or 1008. */
export function cardFrom(
	given: Record<string, unknown>,
): Pick<AppCardPart, 'layout' | 'url' | 'fallback_text'> {
	const { url, fallback_text, interactive } = given;
	const layout = layoutFrom(given.layout);
	if (interactive !== undefined && typeof interactive !== 'boolean') throw refusal('interactive');
	return {
		layout,
		url: url === undefined ? '' : addressFrom(url),
		fallback_text:
			fallback_text === undefined
				? (layout.caption ?? null)
				: textFrom(fallback_text, 'fallback_text', 1008),
	};
}

function appFrom(value: unknown): AppCardPart['app'] {
	const app = objectFrom(value, 'app', 1008);
	const team_id = textFrom(app.team_id, 'team_id', 1008);
	if (!/^[A-Z\d]{10}$/.test(team_id)) throw refusal('team_id');
	const bundle_id = textFrom(app.bundle_id, 'bundle_id', 1008);
	if (bundle_id.includes(':')) throw refusal('bundle_id');
	const { app_store_id } = app;
	if (app_store_id !== undefined && !Number.isSafeInteger(app_store_id)) {
		throw refusal('app_store_id');
	}
	return {
		name: textFrom(app.name, 'name', 1008),
		team_id,
		bundle_id,
		...(app_store_id !== undefined && { app_store_id: app_store_id as number }),
	};
}

function layoutFrom(value: unknown): AppCardPart['layout'] {
	const given = objectFrom(value, 'layout', 1008);
	const layout = Object.fromEntries(
		[...visible, ...overlaid]
			.filter((name) => given[name] !== undefined && given[name] !== '')
			.map((name) => [name, textFrom(given[name], name, 1008)]),
	);
	if (!visible.some((name) => name in layout)) {
		throw new Refusal(1008, 'The layout of an iMessage app message must show something');
	}
	if (overlaid.some((name) => name in layout) && !('image_url' in layout)) {
		throw new Refusal(1008, 'image_title and image_subtitle require image_url');
	}
	return layout;
}

function addressFrom(value: unknown): string {
	const address = textFrom(value, 'url', 1008);
	const most = address.startsWith('data:') ? longestData : longestAddress;
	const known = address.startsWith('data:') || address.startsWith('https://');
	if (known && URL.canParse(address) && address.length <= most) return address;
	throw refusal('url');
}

function refusal(field: string): Refusal {
	return new Refusal(1008, `Invalid iMessage app message: ${field}`);
}

import { LinkifyIt } from 'linkify-it';

export type { LinkifyIt } from 'linkify-it';

export function newLinkifyIt(...given: ConstructorParameters<typeof LinkifyIt>): LinkifyIt {
	return new LinkifyIt(...given);
}

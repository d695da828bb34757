import { isIdentifier } from '../values/identifiers';
import type { JsonObject } from '../values/json';
import type { Chat } from './chats';

/**
 * A chat that would be created, for those who look what comes after it: no UUID is its ID.
 *
 * @param details what is told of it where it is found
 */
export function plannedChat({
	from,
	to,
	details,
}: {
	from: string;
	to: string[];
	details: JsonObject;
}): Chat {
	return {
		id: `planned ${JSON.stringify([to, details])}`,
		name: '',
		isGroup: to.length > 1,
		service: undefined,
		participants: [from, ...to].map((handle) => {
			return { handle, isOwn: handle === from, isActive: true, details: {} };
		}),
		createdAt: undefined,
		updatedAt: Date.now(),
		details,
	};
}

/** The ID of a chat that Linq has; null for one that is planned. */
export function knownIdOf({ id }: Chat): string | null {
	return isIdentifier(id) ? id : null;
}

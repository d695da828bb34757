/** What can be said in a request, by where it stands: `message.parts.type` with the values it takes. */
export type Fields = Map<string, Set<string>>;

/** What a version of Linq's API takes, as a file or a client describes it. */
export interface Surface {
	/** What describes it, with its version: `@linqapp/sdk 0.28.2`. */
	source: string;
	/** By method and path, as in `POST /v3/chats/{chatId}/polls`. */
	calls: Map<string, Fields>;
}

/** The field whose values are the types of events. */
export const subscribing = 'POST /v3/webhook-subscriptions';
export const eventField = 'subscribed_events';

/** The types of events that can be subscribed to. */
export function eventsOf({ calls }: Surface): Set<string> {
	return calls.get(subscribing)?.get(eventField) ?? new Set();
}

/**
 * A call whatever the pieces of its path are called: `GET /v3/chats/{}` for
 * `get /api/partner/v3/chats/{chatID}`.
 */
export function callKey(method: string, path: string): string {
	const below = path.slice(Math.max(0, path.indexOf('/v3/')));
	return `${method.toUpperCase()} ${below.replace(/\{[^}]*\}/g, '{}')}`;
}

/** The same for a call in one piece. */
export function keyOf(call: string): string {
	const [method, path] = call.split(' ') as [string, string];
	return callKey(method, path);
}

/** Notes a field, and values that it takes. */
export function note(fields: Fields, path: string, values: Iterable<string> = []): void {
	const known = fields.get(path) ?? new Set();
	for (const value of values) known.add(value);
	fields.set(path, known);
}

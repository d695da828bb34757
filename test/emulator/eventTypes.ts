import type { LinqAPIV3 } from '@linqapp/sdk';

/** What Linq tells of since the official client that is installed here was made. */
const newerEvents = [
	...['poll.received', 'poll.sent', 'poll.delivered', 'poll.read', 'poll.failed'],
	...['poll.updated', 'poll.vote.added', 'poll.vote.removed', 'poll.reaction.added'],
	...['chat.background_updated', 'chat.background_update_failed', 'contact_card.received'],
	...['payment.succeeded', 'payment.canceled', 'payment.expired'],
	...['payment.declined', 'payment.authorized', 'connection.created', 'connection.revoked'],
	...['phone_number.assigned', 'phone_number.released', 'phone_number.forwarding_updated'],
	...['zero_day_retention.updated', 'environment.created', 'environment.renamed'],
	...['environment.deleted', 'environment.line_moved'],
	...['contact_card.created', 'contact_card.updated', 'contact_card.deleted'],
	...['api_token.created', 'api_token.renamed', 'api_token.expiry_scheduled'],
	...['api_token.expired', 'api_token.activated', 'api_token.deleted'],
	...['webhook_subscription.created', 'webhook_subscription.deleted'],
	...['webhook_subscription.target_url_changed', 'webhook_subscription.enabled'],
	...['webhook_subscription.disabled', 'webhook_subscription.events.updated'],
	...['webhook_subscription.phone_numbers.updated'],
	...['webhook_subscription.routing_headers_set', 'webhook_subscription.routing_headers_cleared'],
	...['team_member.added', 'team_member.signed_in', 'team_member.signed_out'],
] as const;

export type NewerEventType = (typeof newerEvents)[number];
export type EventType = LinqAPIV3.WebhookEventType | NewerEventType;

/** Keyed by event type, so that the compiler sees when one of the client's is missing or none of its. */
const eventsOfTheClient: Record<LinqAPIV3.WebhookEventType, true> = {
	'message.sent': true,
	'message.received': true,
	'message.read': true,
	'message.delivered': true,
	'message.failed': true,
	'message.edited': true,
	'reaction.added': true,
	'reaction.removed': true,
	'participant.added': true,
	'participant.removed': true,
	'chat.created': true,
	'chat.group_name_updated': true,
	'chat.group_icon_updated': true,
	'chat.group_name_update_failed': true,
	'chat.group_icon_update_failed': true,
	'chat.typing_indicator.started': true,
	'chat.typing_indicator.stopped': true,
	'phone_number.status_updated': true,
	'call.initiated': true,
	'call.ringing': true,
	'call.answered': true,
	'call.ended': true,
	'call.failed': true,
	'call.declined': true,
	'call.no_answer': true,
	'location.sharing.started': true,
	'location.sharing.stopped': true,
};

/** Every event that an account can subscribe to. */
export const everyEvent = [
	...(Object.keys(eventsOfTheClient) as LinqAPIV3.WebhookEventType[]),
	...newerEvents,
];

export function isEventType(value: unknown): value is EventType {
	return everyEvent.some((type) => type === value);
}

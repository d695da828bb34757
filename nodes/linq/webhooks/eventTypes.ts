/** One kind of event that Linq tells of. */
export interface EventType {
	/** Linq's own name, such as `message.received`. */
	type: string;
	/** What it belongs to, such as `Message`. */
	group: string;
	/** For the editor: the group, then what happened. */
	name: string;
	/** What happened, as in "On message received". */
	happening: string;
	description: string;
}

/** Of each event of a group: Linq's own name, what happened, and that in a sentence. */
type Group = [name: string, events: Array<[type: string, what: string, description: string]>];

/** In groups, the most useful first; what happens in the account itself stands last. */
const groups: Group[] = [
	[
		'Message',
		[
			[
				'message.received',
				'Received',
				'Someone wrote to one of your numbers or to a group with it',
			],
			['message.sent', 'Sent', 'A message left one of your numbers'],
			['message.delivered', 'Delivered', 'A message you sent reached a device'],
			['message.read', 'Read', 'Someone read a message you sent'],
			[
				'message.failed',
				'Failed',
				'A message you sent could not be delivered; it may still be delivered later',
			],
			['message.edited', 'Edited', 'The text of a message was changed afterwards'],
		],
	],
	[
		'Reaction',
		[
			['reaction.added', 'Added', 'Someone reacted to a message'],
			['reaction.removed', 'Removed', 'Someone took a reaction back'],
		],
	],
	[
		'Poll',
		[
			['poll.received', 'Received', 'Someone sent a poll to one of your numbers or to its group'],
			['poll.vote.added', 'Vote Added', 'Someone voted in a poll'],
			['poll.vote.removed', 'Vote Removed', 'Someone took a vote in a poll back'],
			['poll.updated', 'Choices Added', 'Someone added choices to a poll'],
			['poll.reaction.added', 'Reaction Added', 'Someone reacted to a poll'],
			['poll.sent', 'Sent', 'A poll left one of your numbers'],
			['poll.delivered', 'Delivered', 'A poll you sent reached a device'],
			['poll.read', 'Read', 'Someone read a poll you sent'],
			['poll.failed', 'Failed', 'A poll you sent could not be delivered'],
		],
	],
	[
		'Participant',
		[
			['participant.added', 'Added', 'Someone joined a group chat'],
			['participant.removed', 'Removed', 'Someone left a group chat or was removed from it'],
		],
	],
	[
		'Chat',
		[
			['chat.created', 'Created', 'A new chat began'],
			['chat.group_name_updated', 'Group Name Updated', 'A group chat got another name'],
			['chat.group_icon_updated', 'Group Picture Updated', 'A group chat got another picture'],
			[
				'chat.group_name_update_failed',
				'Group Name Update Failed',
				'The name of a group chat could not be changed',
			],
			[
				'chat.group_icon_update_failed',
				'Group Picture Update Failed',
				'The picture of a group chat could not be changed',
			],
			[
				'chat.background_updated',
				'Background Updated',
				'A chat got another background, or its own was taken away',
			],
			[
				'chat.background_update_failed',
				'Background Update Failed',
				'The background of a chat could not be changed',
			],
			['chat.typing_indicator.started', 'Typing Started', 'Someone began to type'],
			['chat.typing_indicator.stopped', 'Typing Stopped', 'Someone stopped typing'],
		],
	],
	[
		'Contact Card',
		[
			[
				'contact_card.received',
				'Received',
				'Someone shared name and picture with one of your numbers',
			],
			['contact_card.created', 'Created', 'A contact card was set up in your Linq account'],
			['contact_card.updated', 'Updated', 'A contact card of your Linq account was changed'],
			['contact_card.deleted', 'Deleted', 'A contact card of your Linq account was deleted'],
		],
	],
	[
		'Payment',
		[
			['payment.succeeded', 'Succeeded', 'What you asked for was paid'],
			['payment.authorized', 'Authorized', 'A payment was authorized'],
			['payment.declined', 'Declined', 'A payment was declined'],
			['payment.canceled', 'Canceled', 'A payment you asked for was canceled'],
			['payment.expired', 'Expired', 'A payment you asked for was not made in time'],
		],
	],
	[
		'Connection',
		[
			['connection.created', 'Created', 'A connection for payments was made'],
			['connection.revoked', 'Revoked', 'A connection for payments was taken back'],
		],
	],
	[
		'Location',
		[
			['location.sharing.started', 'Sharing Started', 'Someone began to share where they are'],
			['location.sharing.stopped', 'Sharing Stopped', 'Someone stopped sharing where they are'],
		],
	],
	[
		'Call',
		[
			['call.initiated', 'Initiated', 'A call was started'],
			['call.ringing', 'Ringing', 'A call is ringing'],
			['call.answered', 'Answered', 'A call was answered'],
			['call.ended', 'Ended', 'A call is over'],
			['call.failed', 'Failed', 'A call could not be made'],
			['call.declined', 'Declined', 'A call was declined'],
			['call.no_answer', 'No Answer', 'Nobody took a call'],
		],
	],
	[
		'Phone Number',
		[
			['phone_number.status_updated', 'Status Updated', 'The state of one of your numbers changed'],
			['phone_number.assigned', 'Assigned', 'Your Linq account got a number'],
			['phone_number.released', 'Released', 'Your Linq account no longer has a number'],
			[
				'phone_number.forwarding_updated',
				'Forwarding Updated',
				'Calls to one of your numbers now go elsewhere',
			],
		],
	],
	[
		'API Key',
		[
			['api_token.created', 'Created', 'Your Linq account got a new API key'],
			['api_token.renamed', 'Renamed', 'An API key got another name'],
			['api_token.expiry_scheduled', 'Expiry Scheduled', 'An API key will end at a set time'],
			['api_token.expired', 'Expired', 'An API key came to its end'],
			['api_token.activated', 'Activated', 'An API key can be used from now on'],
			['api_token.deleted', 'Deleted', 'An API key was deleted'],
		],
	],
	[
		'Data Retention',
		[
			[
				'zero_day_retention.updated',
				'Updated',
				'Whether Linq keeps the content of messages was changed',
			],
		],
	],
	[
		'Environment',
		[
			['environment.created', 'Created', 'Your Linq account got a new environment'],
			['environment.renamed', 'Renamed', 'An environment got another name'],
			['environment.deleted', 'Deleted', 'An environment was deleted'],
			['environment.line_moved', 'Number Moved', 'One of your numbers went to another environment'],
		],
	],
	[
		'Team Member',
		[
			['team_member.added', 'Added', 'Someone was added to your Linq account'],
			['team_member.signed_in', 'Signed In', 'Someone signed in to your Linq account'],
			['team_member.signed_out', 'Signed Out', 'Someone signed out of your Linq account'],
		],
	],
	[
		'Webhook Subscription',
		[
			[
				'webhook_subscription.created',
				'Created',
				'A webhook subscription was created, such as the one of a trigger',
			],
			['webhook_subscription.deleted', 'Deleted', 'A webhook subscription was deleted'],
			[
				'webhook_subscription.target_url_changed',
				'Web Address Changed',
				'The events of a webhook subscription now go to another address',
			],
			['webhook_subscription.enabled', 'Enabled', 'A webhook subscription was switched on'],
			['webhook_subscription.disabled', 'Disabled', 'A webhook subscription was switched off'],
			[
				'webhook_subscription.events.updated',
				'Events Updated',
				'A webhook subscription is for other events now',
			],
			[
				'webhook_subscription.phone_numbers.updated',
				'Numbers Updated',
				'A webhook subscription is for other numbers now',
			],
			[
				'webhook_subscription.routing_headers_set',
				'Routing Headers Set',
				'Routing headers of a webhook subscription were set',
			],
			[
				'webhook_subscription.routing_headers_cleared',
				'Routing Headers Cleared',
				'Routing headers of a webhook subscription were taken away',
			],
		],
	],
];

/**
 * Every event of Linq's API v3 that is known (https://docs.linqapp.com/guides/webhooks/events). An
 * account may offer fewer or more: `GET /v3/webhook-events`.
 */
export const eventTypes: EventType[] = groups.flatMap(([group, events]) =>
	events.map(([type, what, description]) => {
		const happening = `${group} ${what}`.replace(/\b[A-Z][a-z]*\b/g, (word) => word.toLowerCase());
		return { type, group, name: `${group}: ${what}`, happening, description };
	}),
);

const known = new Set(eventTypes.map(({ type }) => type));

/** Of the events that an account offers, those that have no name here. */
export function unnamed(offered: string[]): string[] {
	return [...new Set(offered)].filter((type) => !known.has(type));
}

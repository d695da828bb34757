/** One kind of event that Linq tells of. */
export interface EventType {
	/** Linq's own name, such as `message.received`. */
	type: string;
	/** For the editor: what it belongs to, then what happened. */
	name: string;
	description: string;
}

/**
 * Every event of Linq's API v3 (https://docs.linqapp.com/guides/webhooks/events), in groups, the
 * most useful first. An account may offer fewer or more: `GET /v3/webhook-events`.
 */
export const eventTypes: EventType[] = [
	{
		type: 'message.received',
		name: 'Message: Received',
		description: 'Someone wrote to one of your numbers or to a group with it',
	},
	{
		type: 'message.sent',
		name: 'Message: Sent',
		description: 'A message left one of your numbers',
	},
	{
		type: 'message.delivered',
		name: 'Message: Delivered',
		description: 'A message you sent reached a device',
	},
	{ type: 'message.read', name: 'Message: Read', description: 'Someone read a message you sent' },
	{
		type: 'message.failed',
		name: 'Message: Failed',
		description: 'A message you sent could not be delivered',
	},
	{
		type: 'message.edited',
		name: 'Message: Edited',
		description: 'The text of a message was changed afterwards',
	},
	{
		type: 'reaction.added',
		name: 'Reaction: Added',
		description: 'Someone reacted to a message',
	},
	{
		type: 'reaction.removed',
		name: 'Reaction: Removed',
		description: 'Someone took a reaction back',
	},
	{
		type: 'participant.added',
		name: 'Participant: Added',
		description: 'Someone joined a group chat',
	},
	{
		type: 'participant.removed',
		name: 'Participant: Removed',
		description: 'Someone left a group chat or was removed from it',
	},
	{ type: 'chat.created', name: 'Chat: Created', description: 'A new chat began' },
	{
		type: 'chat.group_name_updated',
		name: 'Chat: Group Name Updated',
		description: 'A group chat got another name',
	},
	{
		type: 'chat.group_icon_updated',
		name: 'Chat: Group Icon Updated',
		description: 'A group chat got another picture',
	},
	{
		type: 'chat.group_name_update_failed',
		name: 'Chat: Group Name Update Failed',
		description: 'The name of a group chat could not be changed',
	},
	{
		type: 'chat.group_icon_update_failed',
		name: 'Chat: Group Icon Update Failed',
		description: 'The picture of a group chat could not be changed',
	},
	{
		type: 'chat.typing_indicator.started',
		name: 'Chat: Typing Started',
		description: 'Someone began to type',
	},
	{
		type: 'chat.typing_indicator.stopped',
		name: 'Chat: Typing Stopped',
		description: 'Someone stopped typing',
	},
	{
		type: 'phone_number.status_updated',
		name: 'Phone Number: Status Updated',
		description: 'The state of one of your numbers changed',
	},
	{ type: 'call.initiated', name: 'Call: Initiated', description: 'A call was started' },
	{ type: 'call.ringing', name: 'Call: Ringing', description: 'A call is ringing' },
	{ type: 'call.answered', name: 'Call: Answered', description: 'A call was answered' },
	{ type: 'call.ended', name: 'Call: Ended', description: 'A call is over' },
	{ type: 'call.failed', name: 'Call: Failed', description: 'A call could not be made' },
	{ type: 'call.declined', name: 'Call: Declined', description: 'A call was declined' },
	{ type: 'call.no_answer', name: 'Call: No Answer', description: 'Nobody took a call' },
	{
		type: 'location.sharing.started',
		name: 'Location: Sharing Started',
		description: 'Someone began to share where they are',
	},
	{
		type: 'location.sharing.stopped',
		name: 'Location: Sharing Stopped',
		description: 'Someone stopped sharing where they are',
	},
];

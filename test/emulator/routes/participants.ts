import { Refusal } from '../answers';
import {
	activeParticipants,
	addParticipant,
	participantOf,
	removeParticipant,
	type AccountChat,
} from '../chats';
import { participantData } from '../events';
import { handleFrom } from '../handles';
import { bodyOf, queued, requiredField, type Call, type Route } from '../routing';
import { changeableGroupOf } from './chats';

/** Linq's least number of participants in a group, your own line among them. */
const leastParticipants = 3;

export const participantRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/chats/:chatId/participants',
		answer(call) {
			const { chat, handle } = asked(call);
			if (participantOf(chat, handle)?.status === 'active') {
				throw new Refusal(2015, 'Participant is already in this chat');
			}
			if (activeParticipants(chat).length < leastParticipants) {
				throw new Refusal(2015, 'Group must have at least 3 participants');
			}
			const { service } = chat;
			if (service && !call.account.capabilities(handle).includes(service)) throw new Refusal(2017);
			call.later(handle, () => {
				addParticipant(chat, handle);
				const data = participantData(chat, handle, 'added_at');
				void call.webhooks.tellOf(chat, 'participant.added', data);
			});
			return queued('Participant addition queued', call);
		},
	},
	{
		method: 'DELETE',
		path: '/v3/chats/:chatId/participants',
		answer(call) {
			const { chat, handle } = asked(call);
			const participant = participantOf(chat, handle);
			if (participant?.status !== 'active' || participant.is_me) {
				throw new Refusal(2015, 'Participant cannot be removed from this chat');
			}
			if (activeParticipants(chat).length - 1 < leastParticipants) {
				throw new Refusal(2015, 'At least 3 participants must remain');
			}
			call.later(handle, () => {
				removeParticipant(chat, handle);
				const data = participantData(chat, handle, 'removed_at');
				void call.webhooks.tellOf(chat, 'participant.removed', data);
			});
			return queued('Participant removal queued', call);
		},
	},
];

function asked(call: Call): { chat: AccountChat; handle: string } {
	const handle = handleFrom(requiredField(bodyOf(call), 'handle'));
	return { chat: changeableGroupOf(call), handle };
}

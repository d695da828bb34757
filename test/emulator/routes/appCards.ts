import { cardFrom, ownAppFrom } from '../appCards';
import { Refusal } from '../answers';
import { experienceFrom } from '../experienceMessages';
import { asSent, type AccountMessage, type AppCardPart } from '../messages';
import { bodyOf, type Route } from '../routing';
import { sendInto } from '../sending';
import { requireUsable } from './chats';
import { messageOf } from './messages';

export const appCardRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/messages/:messageId/update',
		answer(call) {
			const { app, experience, ...body } = bodyOf(call);
			const changes = cardFrom(body);
			const named = ownAppFrom(app);
			if (experience !== undefined) {
				if (body.url !== undefined) throw new Refusal(1008, 'experience excludes url');
				experienceFrom(experience);
			}
			const message = messageOf(call);
			const card = ownCardOf(message);
			if (!message.is_delivered) throw new Refusal(2015, 'The card is not delivered yet');
			const chat = requireUsable(call.account.chat(message.chat_id));
			const content = {
				parts: [{ ...card, ...changes, ...(named && { app: named }), reactions: null }],
				effect: null,
				reply_to: null,
				preferred_service: null,
				idempotency_key: null,
			};
			const updated = sendInto(chat, content, call);
			return { status: 202, body: { chat_id: chat.id, message: asSent(updated) } };
		},
	},
];

function ownCardOf({ parts: [part], is_from_me }: AccountMessage): AppCardPart {
	if (part?.type === 'imessage_app' && is_from_me) return part;
	throw new Refusal(1008, 'Only an iMessage app message sent by you can be updated');
}

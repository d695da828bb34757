import { Refusal, type Answer } from '../answers';
import { requireUnblocked } from '../blockedHandles';
import { ownLineOf, type AccountChat } from '../chats';
import { linkedMedia, uploadedAttachment, uploadedMedia } from '../content';
import { secureAddressFrom } from '../fields';
import type { AccountMessage, MessagePart } from '../messages';
import { bodyOf, type Call, type Route } from '../routing';
import { othersIn, requireWilling } from '../sending';
import { usableChatOf } from './chats';

type Recording = Extract<MessagePart, { type: 'media' }>;

export const voiceMemoRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/chats/:chatId/voicememo',
		answer(call) {
			const recording = recordingFrom(call);
			const chat = usableChatOf(call);
			requireUnblocked(othersIn(chat), call);
			requireWilling(othersIn(chat), call);
			call.countMessage(chat);
			const message = call.account.addMessage(chat, { parts: [recording] });
			call.deliver(message);
			return sent(chat, message, recording);
		},
	},
];

function recordingFrom(call: Call): Recording {
	const { voice_memo_url, attachment_id } = bodyOf(call);
	if (voice_memo_url === undefined && attachment_id === undefined) {
		throw new Refusal(1001, 'Missing required field: voice_memo_url or attachment_id');
	}
	if (voice_memo_url !== undefined && attachment_id !== undefined) {
		throw new Refusal(1005, 'Either voice_memo_url or attachment_id, but not both');
	}
	if (attachment_id === undefined) {
		return linkedMedia(secureAddressFrom(voice_memo_url, 'voice_memo_url', 1005));
	}
	const attachment = uploadedAttachment(call, attachment_id);
	if (attachment.content_type.startsWith('audio/')) return uploadedMedia(attachment, call);
	throw new Refusal(1005, 'Invalid parameter value: attachment_id must be an audio file');
}

function sent(chat: AccountChat, message: AccountMessage, recording: Recording): Answer {
	const { id, filename, mime_type, size_bytes, url } = recording;
	const { is_group, service, handles, state } = chat;
	return {
		status: 202,
		body: {
			voice_memo: {
				id: message.id,
				from: ownLineOf(chat),
				to: othersIn(chat),
				status: message.delivery_status,
				service,
				created_at: message.created_at,
				voice_memo: { id, filename, mime_type, size_bytes, url, duration_ms: null },
				chat: { id: chat.id, handles, is_active: state === 'ready', is_group, service },
			},
		},
	};
}

import type { AccountChat } from '../chats';
import { handleOf, ownerOf } from '../events';

/** What `chat.background_updated` holds; the background is null when it was taken away. */
export function backgroundData(
	chat: AccountChat,
	actor: string,
	background: Record<string, unknown> | null,
): Record<string, unknown> {
	return {
		chat: { id: chat.id, is_group: chat.is_group, owner_handle: ownerOf(chat) },
		actor_handle: handleOf(chat, actor),
		background,
	};
}

/** What `chat.background_update_failed` holds. */
export function backgroundFailureData(chat: AccountChat): Record<string, unknown> {
	return { chat_id: chat.id, error_code: 4001, failed_at: new Date().toISOString() };
}

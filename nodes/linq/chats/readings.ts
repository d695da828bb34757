import { isSameHandle } from '../people/sameHandle';
import type { LinqClient, Patience } from '../wire/client';
import { describedChat, type Chat } from './chats';

/**
 * What one execution knows of the chats it works on: each is read once, and what the execution
 * itself changed since is remembered on top.
 */
export class ChatReadings {
	private readonly chats = new Map<string, Promise<Chat>>();

	constructor(private readonly client: LinqClient) {}

	/**
	 * The chat as it was when it was first asked for, with the changes made here.
	 *
	 * @throws LinqError of the reading, for everyone who asks
	 */
	async of(chatId: string, patience: Patience): Promise<Chat> {
		const known = this.chats.get(chatId) ?? this.read(chatId, patience);
		this.chats.set(chatId, known);
		return await known;
	}

	/** Linq took the change; the chat will be so before long. Chats that were not read stay so. */
	async changed(chatId: string, handle: string, change: 'add' | 'remove'): Promise<void> {
		const chat = await this.chats.get(chatId)?.catch(() => undefined);
		if (chat === undefined) return;
		const others = chat.participants.filter((one) => !isSameHandle(one.handle, handle));
		const isActive = change === 'add';
		const participant = { handle, isOwn: false, isActive, isQueued: true, details: {} } as const;
		chat.participants = [...others, participant];
	}

	private async read(chatId: string, patience: Patience): Promise<Chat> {
		const reading = describedChat(this.client, chatId, patience).catch((error: unknown) => {
			// Linq is asked nothing more then: whoever comes later is told so without a request.
			if (this.client.isRefused) this.chats.delete(chatId);
			throw error;
		});
		return (await reading).chat;
	}
}

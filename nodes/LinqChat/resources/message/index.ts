import type { Resource } from '../operation';
import { deleteMessage } from './delete';
import { edit } from './edit';
import { get } from './get';
import { getAll } from './getAll';
import { getThread } from './getThread';
import { placeSticker } from './placeSticker';
import { react } from './react';
import { send } from './send';
import { sendAndWait } from './sendAndWait';
import { sendToHandles } from './sendToHandles';
import { updateAppCard } from './updateAppCard';

export const message: Resource = {
	entry: { name: 'Message', value: 'message' },
	operations: [
		deleteMessage,
		edit,
		get,
		getAll,
		getThread,
		placeSticker,
		react,
		send,
		sendAndWait,
		sendToHandles,
		updateAppCard,
	],
	defaultOperation: send.entry.value,
	hasChats: true,
};

import type { Resource } from '../operation';
import { addParticipant } from './addParticipant';
import { removeParticipant } from './removeParticipant';

export const chat: Resource = {
	entry: { name: 'Chat', value: 'chat' },
	operations: [addParticipant, removeParticipant],
	defaultOperation: addParticipant.entry.value,
};

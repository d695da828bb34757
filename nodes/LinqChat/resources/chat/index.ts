import type { Resource } from '../operation';
import { addParticipant } from './addParticipant';

export const chat: Resource = {
	entry: { name: 'Chat', value: 'chat' },
	operations: [addParticipant],
	defaultOperation: addParticipant.entry.value,
};

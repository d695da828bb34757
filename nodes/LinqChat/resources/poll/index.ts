import type { Resource } from '../operation';
import { addChoices } from './addChoices';
import { create } from './create';
import { get } from './get';
import { vote } from './vote';

export const poll: Resource = {
	entry: { name: 'Poll', value: 'poll' },
	operations: [addChoices, create, get, vote],
	defaultOperation: create.entry.value,
	hasChats: true,
};

import type { Resource } from '../operation';
import { checkIMessage } from './checkIMessage';
import { checkRcs } from './checkRcs';

export const handle: Resource = {
	entry: { name: 'Person', value: 'handle' },
	operations: [checkIMessage, checkRcs],
	defaultOperation: checkIMessage.entry.value,
};

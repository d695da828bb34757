import type { Resource } from '../operation';
import { block } from './block';
import { getAll } from './getAll';
import { unblock } from './unblock';

export const blockedHandle: Resource = {
	entry: { name: 'Blocked Person', value: 'blockedHandle' },
	operations: [block, getAll, unblock],
	defaultOperation: block.entry.value,
};

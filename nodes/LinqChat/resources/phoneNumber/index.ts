import type { Resource } from '../operation';
import { getAll } from './getAll';
import { getAvailable } from './getAvailable';
import { update } from './update';

export const phoneNumber: Resource = {
	entry: { name: 'Phone Number', value: 'phoneNumber' },
	operations: [getAll, getAvailable, update],
	defaultOperation: getAll.entry.value,
};

import type { Resource } from '../operation';
import { get } from './get';
import { getAll } from './getAll';

export const experience: Resource = {
	entry: { name: 'Experience', value: 'experience' },
	operations: [get, getAll],
	defaultOperation: getAll.entry.value,
};

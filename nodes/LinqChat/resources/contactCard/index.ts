import type { Resource } from '../operation';
import { create } from './create';
import { get } from './get';
import { update } from './update';

export const contactCard: Resource = {
	entry: { name: 'Contact Card', value: 'contactCard' },
	operations: [create, get, update],
	defaultOperation: get.entry.value,
};

import type { Resource } from '../operation';
import { cancel } from './cancel';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';

export const paymentRequest: Resource = {
	entry: { name: 'Payment Request', value: 'paymentRequest' },
	operations: [cancel, create, get, getAll],
	defaultOperation: create.entry.value,
};

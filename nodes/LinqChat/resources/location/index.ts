import type { Resource } from '../operation';
import { get } from './get';
import { requestLocation } from './request';

export const location: Resource = {
	entry: { name: 'Location', value: 'location' },
	operations: [get, requestLocation],
	defaultOperation: get.entry.value,
	hasChats: true,
};

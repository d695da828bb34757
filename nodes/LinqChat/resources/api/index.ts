import type { Resource } from '../operation';
import { request } from './request';

export const api: Resource = {
	entry: { name: 'Linq API', value: 'api' },
	operations: [request],
	defaultOperation: request.entry.value,
};

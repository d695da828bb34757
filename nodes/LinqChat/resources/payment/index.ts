import type { Resource } from '../operation';
import { cancel } from './cancel';
import { connectHandle } from './connectHandle';
import { connectProvider } from './connectProvider';
import { create } from './create';
import { get } from './get';
import { getConnection } from './getConnection';
import { getCredentials } from './getCredentials';
import { getProvider } from './getProvider';
import { revokeConnection } from './revokeConnection';
import { verifyHandle } from './verifyHandle';

export const payment: Resource = {
	entry: {
		name: 'Agent Payment',
		value: 'payment',
		description: "Payments on a customer's behalf, with virtual cards",
	},
	operations: [
		cancel,
		connectHandle,
		connectProvider,
		create,
		get,
		getConnection,
		getCredentials,
		getProvider,
		revokeConnection,
		verifyHandle,
	],
	defaultOperation: create.entry.value,
};

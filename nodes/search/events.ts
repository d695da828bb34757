import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { eventTypes, unnamed } from '../linq/webhooks/eventTypes';
import { listEventTypes } from '../linq/webhooks/webhookSubscriptions';
import type { Patience } from '../linq/wire/client';
import { connect } from '../linq/wire/connect';

/** What the account adds is seldom anything. */
const patience: Patience = { maxRetries: 0, timeout: 5_000 };

/**
 * Every event that is known, then those that the account offers beyond them, under Linq's own names.
 * Where Linq can't be asked there are the known ones, so that the step can be set up before there is
 * a credential.
 */
export async function getEvents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const offered = await connect(this)
		.then(async (client) => await listEventTypes(client, patience))
		.catch(() => []);
	return [
		...eventTypes.map(({ type, name, description }) => ({ name, value: type, description })),
		...unnamed(offered).map((type) => ({ name: type, value: type })),
	];
}

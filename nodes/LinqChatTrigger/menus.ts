import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { listLines } from '../linq/people/lines';
import { unnamed } from '../linq/webhooks/eventTypes';
import { listEventTypes } from '../linq/webhooks/webhookSubscriptions';
import type { Patience } from '../linq/wire/client';
import { connect } from '../linq/wire/connect';
import { asNodeError } from './failures';

/** Someone is waiting in front of the list. */
const patience: Patience = { maxRetries: 1, timeout: 20_000 };

/**
 * The account's own lines.
 *
 * @throws NodeApiError with Linq's reason
 */
export async function getPhoneNumbers(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const lines = await connect(this)
		.then(async (client) => await listLines(client, patience))
		.catch((error: unknown) => {
			throw asNodeError(this.getNode(), error);
		});
	return lines.map(({ phoneNumber }) => ({ name: phoneNumber, value: phoneNumber }));
}

/**
 * The events that the account offers beyond those that have a name here.
 *
 * @throws NodeApiError with Linq's reason
 */
export async function getMoreEvents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const offered = await connect(this)
		.then(async (client) => await listEventTypes(client, patience))
		.catch((error: unknown) => {
			throw asNodeError(this.getNode(), error);
		});
	return unnamed(offered).map((type) => ({ name: type, value: type }));
}

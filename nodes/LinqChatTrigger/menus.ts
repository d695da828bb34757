import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { listLines } from '../linq/people/lines';
import { unnamed } from '../linq/webhooks/eventTypes';
import { listEventTypes } from '../linq/webhooks/webhookSubscriptions';
import type { LinqClient } from '../linq/wire/client';
import { connect } from '../linq/wire/connect';
import { patience } from '../search/picker';
import { asNodeError } from './failures';

/**
 * The account's own lines.
 *
 * @throws NodeApiError with Linq's reason
 */
export async function getPhoneNumbers(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const lines = await answered(this, async (client) => await listLines(client, patience));
	return lines.map(({ phoneNumber }) => ({ name: phoneNumber, value: phoneNumber }));
}

/**
 * The events that the account offers beyond those that have a name here.
 *
 * @throws NodeApiError with Linq's reason
 */
export async function getMoreEvents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const offered = await answered(this, async (client) => await listEventTypes(client, patience));
	return unnamed(offered).map((type) => ({ name: type, value: type }));
}

async function answered<Result>(
	context: ILoadOptionsFunctions,
	ask: (client: LinqClient) => Promise<Result>,
): Promise<Result> {
	return await connect(context)
		.then(ask)
		.catch((error: unknown) => {
			throw asNodeError(context.getNode(), error);
		});
}

import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Patience } from '../linq/client';
import { connect } from '../linq/connect';
import { eventTypes } from '../linq/eventTypes';
import { listLines } from '../linq/lines';
import { listEventTypes } from '../linq/webhookSubscriptions';
import { asNodeError } from './failures';

/** Someone is waiting in front of the list. */
const patience: Patience = { maxRetries: 1, timeout: 20_000 };

/**
 * The events the account offers, in the order and with the descriptions known here; new ones
 * follow under Linq's own names. All that are known when Linq can't be asked, so that the step can
 * be set up before there is a credential.
 */
export async function getEvents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const offered = new Set(
		await connect(this)
			.then(async (client) => await listEventTypes(client, patience))
			.catch(() => []),
	);
	const known = eventTypes.filter(({ type }) => offered.size === 0 || offered.delete(type));
	return [
		...known.map(({ type, name, description }) => ({ name, value: type, description })),
		...[...offered].map((type) => ({ name: type, value: type })),
	];
}

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

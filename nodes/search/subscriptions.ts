import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { invalidInput } from '../linq/errors';
import { listSubscriptions } from '../linq/webhooks/webhookSubscriptions';
import { answerPicker, holding, patience, typed } from './picker';

/**
 * The account's webhook subscriptions, for the picker, by the address that they send events to.
 *
 * @param filter what was typed: part of the address
 * @throws NodeApiError with Linq's reason, which the picker shows
 */
export async function searchSubscriptions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const isWanted = holding(filter);
	return await answerPicker(this, async (client) => {
		const subscriptions = await listSubscriptions(client, patience);
		if (subscriptions.length === 0 && typed(filter) === '') throw noneYet();
		return {
			results: subscriptions
				.filter(({ targetUrl }) => isWanted(targetUrl))
				.map(({ id, targetUrl, isActive, events }) => ({
					name: isActive ? targetUrl : `${targetUrl} (paused)`,
					value: id,
					description: events.join(', '),
				})),
		};
	});
}

function noneYet() {
	return invalidInput(
		'Your Linq account has no webhook subscriptions yet',
		'Create one first, with the operation Create of the resource Webhook Subscription.',
	);
}

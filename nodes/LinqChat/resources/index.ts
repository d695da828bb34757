import { invalidInput } from '../../linq/errors';
import { api } from './api';
import { attachment } from './attachment';
import { blockedHandle } from './blockedHandle';
import { chat } from './chat';
import { contactCard } from './contactCard';
import { experience } from './experience';
import { handle } from './handle';
import { location } from './location';
import { message } from './message';
import type { Operation, Resource } from './operation';
import { payment } from './payment';
import { paymentRequest } from './paymentRequest';
import { phoneNumber } from './phoneNumber';
import { poll } from './poll';
import { webhookSubscription } from './webhookSubscription';

/** Everything the node can do, in the order of the menus. */
export const resources: Resource[] = [
	payment,
	blockedHandle,
	chat,
	contactCard,
	experience,
	attachment,
	api,
	location,
	message,
	paymentRequest,
	handle,
	phoneNumber,
	poll,
	webhookSubscription,
];

/** Whether the items of a resource are worked on chat by chat. */
export function hasChats(resource: unknown): boolean {
	return resources.some(({ entry, hasChats: has }) => entry.value === resource && has === true);
}

/** @throws LinqError `invalid_input` when there is no such operation */
export function findOperation(resource: unknown, operation: unknown): Operation {
	const found = resources
		.find(({ entry }) => entry.value === resource)
		?.operations.find(({ entry }) => entry.value === operation);
	if (found === undefined) {
		throw invalidInput(
			'There is no such resource or operation',
			'Open the step and pick what it should do from the menus Resource and Operation.',
		);
	}
	return found;
}

import { blockableFrom, type BlockedHandle } from '../blockedHandles';
import { textFrom } from '../fields';
import { bodyOf, requiredField, type Route } from '../routing';

export const blockedHandleRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/blocked_handles',
		answer: ({ account }) => ({
			status: 200,
			body: { blocked_handles: account.blockedHandles.toReversed() },
		}),
	},
	{
		method: 'POST',
		path: '/v3/blocked_handles',
		answer(call) {
			const body = bodyOf(call);
			const handle = blockableFrom(requiredField(body, 'handle'));
			const reason =
				body.reason === undefined ? {} : { reason: textFrom(body.reason, 'reason', 1005) };
			const { blockedHandles } = call.account;
			const known = blockedHandles.find((entry) => entry.handle === handle);
			if (known) return { status: 200, body: { blocked_handle: known } };
			const blocked_handle: BlockedHandle = {
				handle,
				blocked_at: new Date().toISOString(),
				...reason,
			};
			blockedHandles.push(blocked_handle);
			return { status: 201, body: { blocked_handle } };
		},
	},
	{
		method: 'DELETE',
		path: '/v3/blocked_handles',
		answer(call) {
			const handle = blockableFrom(requiredField(bodyOf(call), 'handle'));
			const { blockedHandles } = call.account;
			const index = blockedHandles.findIndex((entry) => entry.handle === handle);
			if (index >= 0) blockedHandles.splice(index, 1);
			return { status: 204 };
		},
	},
];

import { APIResource } from '@linqapp/sdk/core/resource';
import LinqAPIV3 from '@linqapp/sdk';
import { Engine } from '../../engine/engine';
import { menuOf } from './menu';

/** Every method of the official client, with the operation of the node's menu that does the same. */
const operations: Record<string, string> = {
	'attachments.create': 'attachment:upload',
	'attachments.delete': 'attachment:delete',
	'attachments.retrieve': 'attachment:get',
	'availableNumber.retrieve': 'phoneNumber:getAvailable',
	'capability.checkIMessage': 'handle:checkIMessage',
	'capability.checkRCS': 'handle:checkRcs',
	'chats.create': 'chat:create',
	'chats.leaveChat': 'chat:leave',
	'chats.listChats': 'chat:getAll',
	'chats.location.request': 'location:request',
	'chats.location.retrieve': 'location:get',
	'chats.markAsRead': 'chat:markAsRead',
	'chats.messages.list': 'message:getAll',
	'chats.messages.send': 'message:send',
	'chats.participants.add': 'chat:addParticipant',
	'chats.participants.remove': 'chat:removeParticipant',
	'chats.retrieve': 'chat:get',
	'chats.sendVoicememo': 'chat:sendVoiceMemo',
	'chats.shareContactCard': 'chat:shareContactCard',
	'chats.typing.start': 'chat:startTyping',
	'chats.typing.stop': 'chat:stopTyping',
	'chats.update': 'chat:update',
	'contactCard.create': 'contactCard:create',
	'contactCard.retrieve': 'contactCard:get',
	'contactCard.update': 'contactCard:update',
	'messages.addReaction': 'message:react',
	'messages.create': 'message:sendToHandles',
	'messages.delete': 'message:delete',
	'messages.listMessagesThread': 'message:getThread',
	'messages.retrieve': 'message:get',
	'messages.update': 'message:edit',
	'messages.updateAppCard': 'message:updateAppCard',
	'phoneNumbers.list': 'phoneNumber:getAll',
	'phoneNumbers.update': 'phoneNumber:update',
	'webhookEvents.list': 'webhookSubscription:getEventTypes',
	'webhookSubscriptions.create': 'webhookSubscription:create',
	'webhookSubscriptions.delete': 'webhookSubscription:delete',
	'webhookSubscriptions.list': 'webhookSubscription:getAll',
	'webhookSubscriptions.retrieve': 'webhookSubscription:get',
	'webhookSubscriptions.update': 'webhookSubscription:update',
};

/** Operations for calls that the official client doesn't have yet, by resource. */
const newer: Record<string, string[]> = {
	blockedHandle: ['block', 'getAll', 'unblock'],
	experience: ['get', 'getAll'],
	payment: [
		...['cancel', 'connectHandle', 'connectProvider', 'create', 'get', 'getConnection'],
		...['getCredentials', 'getProvider', 'revokeConnection', 'verifyHandle'],
	],
	paymentRequest: ['cancel', 'create', 'get', 'getAll'],
};

/** Methods that the node needs no operation for. */
const excluded = {
	'phonenumbers.list': 'the old name of phoneNumbers.list, deprecated by Linq',
	'webhooks.unwrap': 'reads what Linq sends to a webhook, which is the trigger’s business',
};

/** `chats.participants.add` and so on: the methods of the client's resources and of theirs. */
function methodsOf(owner: object, path: string[] = []): string[] {
	const own = Object.getOwnPropertyNames(Object.getPrototypeOf(owner)).filter(
		(name) => path.length > 0 && name !== 'constructor',
	);
	const below = Object.entries(owner).flatMap(([name, value]) =>
		value instanceof APIResource ? methodsOf(value, [...path, name]) : [],
	);
	return [...own.map((name) => [...path, name].join('.')), ...below];
}

test('there is an operation for every method of the official client, and besides for newer calls only', async () => {
	const methods = methodsOf(new LinqAPIV3({ apiKey: 'key' }));
	const known = [...Object.keys(operations), ...Object.keys(excluded)];
	expect(methods.sort()).toEqual(known.sort());

	const menu = menuOf(await Engine.load());
	const entries = Object.entries(menu).flatMap(([resource, names]) =>
		names.map((name) => `${resource}:${name}`),
	);
	const others = Object.entries(newer).flatMap(([resource, names]) =>
		names.map((name) => `${resource}:${name}`),
	);
	expect(entries.sort()).toEqual([...Object.values(operations), ...others].sort());
});

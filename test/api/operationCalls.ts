import type { Call } from './requests';

/** What an operation is there for: the calls that it makes whatever its options are. */
export const operationCalls: Record<string, Call[]> = {
	'chat:addParticipant': ['POST /v3/chats/{chatId}/participants'],
	'chat:create': ['POST /v3/chats'],
	'chat:findOrCreate': ['GET /v3/chats'],
	'chat:get': ['GET /v3/chats/{chatId}'],
	'chat:getAll': ['GET /v3/chats'],
	'chat:getParticipants': ['GET /v3/chats/{chatId}'],
	'chat:leave': ['POST /v3/chats/{chatId}/leave'],
	'chat:markAsRead': ['POST /v3/chats/{chatId}/read'],
	'chat:removeBackground': ['DELETE /v3/chats/{chatId}/background'],
	'chat:removeParticipant': ['DELETE /v3/chats/{chatId}/participants'],
	'chat:sendVoiceMemo': ['POST /v3/chats/{chatId}/voicememo'],
	'chat:setBackground': ['POST /v3/chats/{chatId}/background'],
	'chat:setParticipants': ['POST /v3/chats/{chatId}/participants'],
	'chat:shareContactCard': ['POST /v3/chats/{chatId}/share_contact_card'],
	'chat:startTyping': ['POST /v3/chats/{chatId}/typing'],
	'chat:stopTyping': ['DELETE /v3/chats/{chatId}/typing'],
	'chat:update': ['PUT /v3/chats/{chatId}'],
	'poll:addChoices': ['POST /v3/messages/{messageId}/poll/options'],
	'poll:create': ['POST /v3/chats/{chatId}/polls'],
	'poll:get': ['GET /v3/messages/{messageId}/poll'],
	'poll:vote': ['POST /v3/messages/{messageId}/poll/votes'],
	'contactCard:create': ['POST /v3/contact_card'],
	'contactCard:get': ['GET /v3/contact_card'],
	'contactCard:update': ['PATCH /v3/contact_card'],
	'attachment:delete': ['DELETE /v3/attachments/{attachmentId}'],
	'attachment:get': ['GET /v3/attachments/{attachmentId}'],
	'attachment:upload': ['POST /v3/attachments'],
	'location:get': ['GET /v3/chats/{chatId}/location'],
	'location:request': ['POST /v3/chats/{chatId}/location/request'],
	'message:delete': ['DELETE /v3/messages/{messageId}'],
	'message:edit': ['PATCH /v3/messages/{messageId}'],
	'message:get': ['GET /v3/messages/{messageId}'],
	'message:getAll': ['GET /v3/chats/{chatId}/messages'],
	'message:getThread': ['GET /v3/messages/{messageId}/thread'],
	'message:placeSticker': ['PATCH /v3/messages/{messageId}/reactions/{reactionId}'],
	'message:react': ['POST /v3/messages/{messageId}/reactions'],
	'message:send': ['POST /v3/chats/{chatId}/messages'],
	'message:sendAndWait': ['POST /v3/messages'],
	'message:sendToHandles': ['POST /v3/messages'],
	'message:updateAppCard': ['POST /v3/messages/{messageId}/update'],
	'handle:checkIMessage': ['POST /v3/capability/check_imessage'],
	'handle:checkRcs': ['POST /v3/capability/check_rcs'],
	'blockedHandle:block': ['POST /v3/blocked_handles'],
	'blockedHandle:getAll': ['GET /v3/blocked_handles'],
	'blockedHandle:unblock': ['DELETE /v3/blocked_handles'],
	'paymentRequest:cancel': ['POST /v3/payment_requests/{paymentRequestId}/cancel'],
	'paymentRequest:create': ['POST /v3/payment_requests'],
	'paymentRequest:get': ['GET /v3/payment_requests/{paymentRequestId}'],
	'paymentRequest:getAll': ['GET /v3/payment_requests'],
	'payment:cancel': ['POST /v3/payments/{paymentId}/cancel'],
	'payment:connectHandle': ['POST /v3/payments/handles/{handle}/connect'],
	'payment:connectProvider': ['POST /v3/payments/providers/{provider}/connect'],
	'payment:create': ['POST /v3/payments'],
	'payment:get': ['GET /v3/payments/{paymentId}'],
	'payment:getConnection': ['GET /v3/payments/handles/{handle}/connection'],
	'payment:getCredentials': ['GET /v3/payments/{paymentId}/credentials'],
	'payment:getProvider': ['GET /v3/payments/providers/{provider}'],
	'payment:revokeConnection': ['DELETE /v3/payments/handles/{handle}/connection'],
	'payment:verifyHandle': ['POST /v3/payments/handles/{handle}/verify'],
	'experience:get': ['GET /v3/experiences/{experience}'],
	'experience:getAll': ['GET /v3/experiences'],
	'phoneNumber:auditReputation': ['POST /v3/phone_numbers/{phoneNumber}/reputation_audit'],
	'phoneNumber:getAll': ['GET /v3/phone_numbers'],
	'phoneNumber:getAvailable': ['GET /v3/available_number'],
	'phoneNumber:getReputationAudit': [
		'GET /v3/phone_numbers/{phoneNumber}/reputation_audit/{auditId}',
	],
	'phoneNumber:update': ['PUT /v3/phone_numbers/{phoneNumberId}'],
	'webhookSubscription:create': ['POST /v3/webhook-subscriptions'],
	'webhookSubscription:delete': ['DELETE /v3/webhook-subscriptions/{subscriptionId}'],
	'webhookSubscription:get': ['GET /v3/webhook-subscriptions/{subscriptionId}'],
	'webhookSubscription:getAll': ['GET /v3/webhook-subscriptions'],
	'webhookSubscription:getEventTypes': ['GET /v3/webhook-events'],
	'webhookSubscription:update': ['PUT /v3/webhook-subscriptions/{subscriptionId}'],
};

/** Makes any call that it is told to. */
export const anyCall = 'api:request';

const upload: Call = 'POST /v3/attachments';
/** What an experience takes. */
const experiences: Call = 'GET /v3/experiences';

/** What shows what became of a message, and what was answered to it. */
const outcomes: Call[] = [
	...(['GET /v3/messages/{messageId}', 'GET /v3/chats/{chatId}/messages'] as const),
	'GET /v3/phone_numbers',
];

/** What an operation may ask besides, where its options or a file of the item say so. */
export const besides: Record<string, Call[]> = {
	'chat:addParticipant': [
		...(['GET /v3/chats', 'GET /v3/chats/{chatId}'] as const),
		...(['POST /v3/capability/check_imessage', 'POST /v3/capability/check_rcs'] as const),
		// The group that takes the place of one that not everyone can join.
		...(['POST /v3/chats', 'PUT /v3/chats/{chatId}'] as const),
	],
	'chat:create': [upload, experiences, 'PUT /v3/chats/{chatId}'],
	'chat:findOrCreate': [
		...([upload, experiences, 'POST /v3/chats', 'PUT /v3/chats/{chatId}'] as const),
		...(['GET /v3/available_number', 'GET /v3/phone_numbers', 'GET /v3/chats/{chatId}'] as const),
	],
	'chat:removeParticipant': ['GET /v3/chats/{chatId}'],
	'chat:sendVoiceMemo': [upload],
	'chat:setParticipants': [
		...(['GET /v3/chats/{chatId}', 'DELETE /v3/chats/{chatId}/participants'] as const),
		'GET /v3/phone_numbers',
	],
	'chat:update': [upload, 'GET /v3/chats/{chatId}'],
	'poll:create': [
		...(['GET /v3/chats/{chatId}', 'POST /v3/chats/{chatId}/messages'] as const),
		...outcomes,
		'GET /v3/messages/{messageId}/poll',
	],
	'message:react': [upload],
	'message:send': [upload, experiences, ...outcomes],
	'message:sendAndWait': [
		...([upload, 'GET /v3/chats/{chatId}', 'POST /v3/chats/{chatId}/messages'] as const),
		...(['POST /v3/chats/{chatId}/polls', 'GET /v3/messages/{messageId}/poll'] as const),
		...(['GET /v3/webhook-subscriptions', 'POST /v3/webhook-subscriptions'] as const),
		'PUT /v3/webhook-subscriptions/{subscriptionId}',
		'DELETE /v3/webhook-subscriptions/{subscriptionId}',
		...(['GET /v3/chats/{chatId}/messages', 'GET /v3/phone_numbers'] as const),
	],
	'message:sendToHandles': [upload, experiences, ...outcomes],
	'message:updateAppCard': [experiences],
	'phoneNumber:auditReputation': ['GET /v3/phone_numbers/{phoneNumber}/reputation_audit/{auditId}'],
};

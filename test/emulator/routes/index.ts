import type { Route } from '../routing';
import { appCardRoutes } from './appCards';
import { attachmentRoutes } from './attachments';
import { availableNumberRoutes } from './availableNumber';
import { blockedHandleRoutes } from './blockedHandles';
import { backgroundRoutes } from './backgrounds';
import { capabilityRoutes } from './capability';
import { chatActionRoutes } from './chatActions';
import { chatMessageRoutes } from './chatMessages';
import { chatRoutes } from './chats';
import { contactCardRoutes } from './contactCards';
import { experienceRoutes } from './experiences';
import { locationRoutes } from './location';
import { messageRoutes } from './messages';
import { newChatRoutes } from './newChats';
import { newMessageRoutes } from './newMessages';
import { participantRoutes } from './participants';
import { paymentRequestRoutes } from './paymentRequests';
import { paymentRoutes } from './payments';
import { phoneNumberRoutes } from './phoneNumbers';
import { pollRoutes } from './polls';
import { reactionRoutes } from './reactions';
import { reputationAuditRoutes } from './reputationAudits';
import { typingRoutes } from './typing';
import { voiceMemoRoutes } from './voiceMemos';
import { webhookSubscriptionRoutes } from './webhookSubscriptions';

/** Every call this emulator answers. */
export const routes: Route[] = [
	...chatRoutes,
	...newChatRoutes,
	...chatActionRoutes,
	...voiceMemoRoutes,
	...participantRoutes,
	...typingRoutes,
	...backgroundRoutes,
	...locationRoutes,
	...chatMessageRoutes,
	...newMessageRoutes,
	...messageRoutes,
	...reactionRoutes,
	...pollRoutes,
	...appCardRoutes,
	...attachmentRoutes,
	...phoneNumberRoutes,
	...reputationAuditRoutes,
	...availableNumberRoutes,
	...contactCardRoutes,
	...capabilityRoutes,
	...blockedHandleRoutes,
	...experienceRoutes,
	...paymentRequestRoutes,
	...paymentRoutes,
	...webhookSubscriptionRoutes,
];

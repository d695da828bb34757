import type { Route } from '../routing';
import { appCardRoutes } from './appCards';
import { attachmentRoutes } from './attachments';
import { availableNumberRoutes } from './availableNumber';
import { capabilityRoutes } from './capability';
import { chatActionRoutes } from './chatActions';
import { chatMessageRoutes } from './chatMessages';
import { chatRoutes } from './chats';
import { contactCardRoutes } from './contactCards';
import { locationRoutes } from './location';
import { messageRoutes } from './messages';
import { newChatRoutes } from './newChats';
import { newMessageRoutes } from './newMessages';
import { participantRoutes } from './participants';
import { phoneNumberRoutes } from './phoneNumbers';
import { reactionRoutes } from './reactions';
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
	...locationRoutes,
	...chatMessageRoutes,
	...newMessageRoutes,
	...messageRoutes,
	...reactionRoutes,
	...appCardRoutes,
	...attachmentRoutes,
	...phoneNumberRoutes,
	...availableNumberRoutes,
	...contactCardRoutes,
	...capabilityRoutes,
	...webhookSubscriptionRoutes,
];

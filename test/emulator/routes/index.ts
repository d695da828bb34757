import type { Route } from '../routing';
import { capabilityRoutes } from './capability';
import { chatRoutes } from './chats';
import { newChatRoutes } from './newChats';
import { participantRoutes } from './participants';
import { phoneNumberRoutes } from './phoneNumbers';
import { webhookSubscriptionRoutes } from './webhookSubscriptions';

/** Every call this emulator answers. */
export const routes: Route[] = [
	...chatRoutes,
	...newChatRoutes,
	...participantRoutes,
	...phoneNumberRoutes,
	...capabilityRoutes,
	...webhookSubscriptionRoutes,
];

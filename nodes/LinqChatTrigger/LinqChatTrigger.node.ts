import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { linqApiTest } from '../credentialTest';
import { searchChats } from '../search/chats';
import { receive } from './deliveries';
import { getMoreEvents, getPhoneNumbers } from './menus';
import { properties, subtitle } from './parameters';
import { isSubscribed, subscribe, unsubscribe } from './subscription';

export class LinqChatTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Linq Chat Trigger',
		name: 'linqChatTrigger',
		icon: { light: 'file:linqChatTrigger.svg', dark: 'file:linqChatTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle,
		eventTriggerDescription:
			'Write to one of your Linq numbers now, or do what you chose to wait for',
		activationMessage:
			'From now on this workflow starts by itself when something you chose happens in Linq.',
		description:
			'Add people to Linq group chats, write to them, ask and wait for the answer, or start a workflow when a message arrives or someone joins',
		defaults: { name: 'Linq Chat Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'linqApi', required: true, testedBy: 'linqApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// The step gives the answer's body itself: see `run` in deliveries.
				responseData: '',
				path: 'webhook',
				// The step tells Linq its address by itself.
				ndvHideUrl: true,
				ndvHideMethod: true,
			},
		],
		properties,
	};

	methods = {
		credentialTest: { linqApiTest },
		loadOptions: { getMoreEvents, getPhoneNumbers },
		listSearch: { searchChats },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isSubscribed(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await subscribe(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await unsubscribe(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}

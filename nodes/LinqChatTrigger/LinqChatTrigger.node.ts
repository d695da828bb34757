import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { whenCalled } from '../whenCalled';
import { properties, subtitle } from './parameters';

const work = async () => await import('./work');

const menus = async () => await import('./menus');

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
		credentialTest: {
			linqApiTest: whenCalled(async () => (await import('../credentialTest')).linqApiTest),
		},
		loadOptions: {
			getMoreEvents: whenCalled(async () => (await menus()).getMoreEvents),
			getPhoneNumbers: whenCalled(async () => (await menus()).getPhoneNumbers),
		},
		listSearch: {
			searchChats: whenCalled(async () => (await import('../search/pickers')).searchChats),
		},
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const { isSubscribed } = await work();
				return await isSubscribed(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				const { subscribe } = await work();
				await subscribe(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				const { unsubscribe } = await work();
				await unsubscribe(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { receive } = await work();
		return await receive(this);
	}
}

import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { whenCalled } from '../whenCalled';
import { properties, subtitle } from './properties';
import { waitingTooltip, waitingWebhooks } from './questions/webhooks';

const pickers = async () => await import('../search/pickers');

export class LinqChat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Linq Chat',
		name: 'linqChat',
		icon: { light: 'file:linqChat.svg', dark: 'file:linqChat.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description: 'Add people to Linq group chats, and write to them on iMessage, RCS and SMS',
		defaults: { name: 'Linq Chat' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Success' },
			{ type: NodeConnectionTypes.Main, displayName: 'Error', category: 'error' },
		],
		credentials: [{ name: 'linqApi', required: true, testedBy: 'linqApiTest' }],
		webhooks: waitingWebhooks,
		waitingNodeTooltip: waitingTooltip,
		properties,
	};

	methods = {
		credentialTest: {
			linqApiTest: whenCalled(async () => (await import('../credentialTest')).linqApiTest),
		},
		loadOptions: {
			getEvents: whenCalled(async () => (await pickers()).getEvents),
			getExperienceActions: whenCalled(async () => (await pickers()).getExperienceActions),
			getExperienceFields: whenCalled(async () => (await pickers()).getExperienceFields),
			getExperiences: whenCalled(async () => (await pickers()).getExperiences),
		},
		listSearch: {
			searchChats: whenCalled(async () => (await pickers()).searchChats),
			searchDirectChats: whenCalled(async () => (await pickers()).searchDirectChats),
			searchExperiences: whenCalled(async () => (await pickers()).searchExperiences),
			searchGroupChats: whenCalled(async () => (await pickers()).searchGroupChats),
			searchMessages: whenCalled(async () => (await pickers()).searchMessages),
			searchPaymentRequests: whenCalled(async () => (await pickers()).searchPaymentRequests),
			searchPhoneNumberIds: whenCalled(async () => (await pickers()).searchPhoneNumberIds),
			searchPhoneNumbers: whenCalled(async () => (await pickers()).searchPhoneNumbers),
			searchPollChoices: whenCalled(async () => (await pickers()).searchPollChoices),
			searchStickers: whenCalled(async () => (await pickers()).searchStickers),
			searchSubscriptions: whenCalled(async () => (await pickers()).searchSubscriptions),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { runItems } = await import('./work');
		return await runItems(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { ring } = await import('./work');
		return await ring(this);
	}
}

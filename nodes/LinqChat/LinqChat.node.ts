import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { linqApiTest } from '../credentialTest';
import { searchChats, searchDirectChats, searchGroupChats } from '../search/chats';
import { getEvents } from '../search/events';
import {
	getExperienceActions,
	getExperienceFields,
	getExperiences,
} from '../search/experienceFields';
import { searchExperiences } from '../search/experiences';
import { searchMessages } from '../search/messages';
import { searchPaymentRequests } from '../search/paymentRequests';
import { searchPhoneNumberIds, searchPhoneNumbers } from '../search/phoneNumbers';
import { searchPollChoices } from '../search/polls';
import { searchStickers } from '../search/stickers';
import { searchSubscriptions } from '../search/subscriptions';
import { properties, subtitle } from './resources';
import { runItems } from './runItems';
import { ring } from './questions/ring';
import { waitingTooltip, waitingWebhooks } from './questions/webhooks';

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
		credentialTest: { linqApiTest },
		loadOptions: { getEvents, getExperienceActions, getExperienceFields, getExperiences },
		listSearch: {
			searchChats,
			searchDirectChats,
			searchExperiences,
			searchGroupChats,
			searchMessages,
			searchPaymentRequests,
			searchPhoneNumberIds,
			searchPhoneNumbers,
			searchPollChoices,
			searchStickers,
			searchSubscriptions,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await ring(this);
	}
}

/* eslint-disable @n8n/community-nodes/icon-validation, @n8n/community-nodes/node-usable-as-tool, @n8n/community-nodes/require-node-description-fields -- n8n never runs this */
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { n8nTransport } from '../../../nodes/linq/wire/transport';

/**
 * The least that adds people: so many loops side by side over n8n's request helper, with the very
 * options this package's node sends. Nothing is checked, sorted by chat or tried again. With
 * `readsParameters` the chat and the handle come from parameters with an expression for each item,
 * as in any node; else they are taken from the items. Of the first so many records it reads who is to
 * be in the group besides, as a step does that keeps groups in step.
 */
export class BareLoop implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bare Loop',
		name: 'bareLoop',
		group: ['output'],
		version: 1,
		description: 'Adds people with nothing but requests',
		defaults: { name: 'Bare Loop' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'linqApi', required: true }],
		properties: [
			{ displayName: 'Chat', name: 'chatId', type: 'string', default: '' },
			{ displayName: 'Handle', name: 'handle', type: 'string', default: '' },
			{ displayName: 'To', name: 'to', type: 'string', default: '' },
			{ displayName: 'Groups', name: 'groups', type: 'number', default: 0 },
			{ displayName: 'Width', name: 'width', type: 'number', default: 25 },
			{ displayName: 'Reads', name: 'readsParameters', type: 'boolean', default: false },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const credential = await this.getCredentials('linqApi');
		const transport = n8nTransport(this, 'linqApi', credential);
		const baseUrl = credential.baseUrl as string;
		const readsParameters = this.getNodeParameter('readsParameters', 0) as boolean;
		const groups = this.getNodeParameter('groups', 0) as number;
		const whoAndWhere = (item: number): { chat: string; handle: string } => {
			if (item < groups) this.getNodeParameter('to', item);
			if (readsParameters) {
				const chat = this.getNodeParameter('chatId', item) as string;
				return { chat, handle: this.getNodeParameter('handle', item) as string };
			}
			const { chat_id, handle } = items[item]!.json;
			return { chat: chat_id as string, handle: handle as string };
		};

		// All of them first: that takes n8n less processor time than one before each request.
		const people = items.map((_, item) => whoAndWhere(item));

		const results: INodeExecutionData[] = [];
		let next = 0;
		const loop = async () => {
			while (next < items.length) {
				const item = next++;
				const { chat, handle } = people[item]!;
				const { status, text } = await transport({
					method: 'POST',
					url: `${baseUrl}/v3/chats/${chat}/participants`,
					body: { handle },
					timeout: 60_000,
				});
				if (status !== 202) throw new Error(`Linq answered ${status}`);
				results[item] = { json: JSON.parse(text ?? '') as IDataObject, pairedItem: { item } };
			}
		};
		const width = this.getNodeParameter('width', 0) as number;
		await Promise.all(Array.from({ length: width }, loop));
		return [results];
	}
}

/* eslint-disable @n8n/community-nodes/icon-validation, @n8n/community-nodes/node-usable-as-tool, @n8n/community-nodes/require-node-description-fields -- n8n never runs this */
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { recordOf } from '../records';
import { processorTime } from './processorTime';

/**
 * Puts out as many records as asked for. The first one also carries `cpu`, the processor time n8n
 * had used by then, in milliseconds.
 */
export class Records implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Records',
		name: 'records',
		group: ['input'],
		version: 1,
		description: 'Puts out records for a measurement',
		defaults: { name: 'Records' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Count', name: 'count', type: 'number', default: 1000 }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const count = this.getNodeParameter('count', 0) as number;
		const items = Array.from({ length: count }, (_, record): INodeExecutionData => ({
			json: recordOf(record),
			pairedItem: { item: 0 },
		}));
		if (items[0]) items[0].json.cpu = processorTime();
		return await Promise.resolve([items]);
	}
}

/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/icon-validation, @n8n/community-nodes/node-usable-as-tool, @n8n/community-nodes/require-node-description-fields -- n8n never runs this */
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { processorTime } from './processorTime';

/**
 * Puts out one item about the n8n it runs in: `cpu`, the processor time used so far in
 * milliseconds, and `pid`.
 */
export class Meter implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Meter',
		name: 'meter',
		group: ['output'],
		version: 1,
		description: 'Says how much processor time n8n has used',
		defaults: { name: 'Meter' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const json = { cpu: processorTime(), pid: process.pid };
		return await Promise.resolve([[{ json, pairedItem: { item: 0 } }]]);
	}
}

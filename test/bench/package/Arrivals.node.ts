/* eslint-disable @n8n/community-nodes/icon-validation, @n8n/community-nodes/node-usable-as-tool, @n8n/community-nodes/require-node-description-fields -- n8n never runs this */
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { processorTime } from './processorTime';

/** What came by in this process. */
const arrivals = { count: 0, last: 0 };

/**
 * Counts the executions that come by. With `tells` it puts out one item instead: `count`, how many
 * came by since it told before, `last`, when the last one did, in milliseconds since 1970, and `cpu`,
 * the processor time n8n has used, in milliseconds.
 */
export class Arrivals implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Arrivals',
		name: 'arrivals',
		group: ['output'],
		version: 1,
		description: 'Counts executions',
		defaults: { name: 'Arrivals' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Tells', name: 'tells', type: 'boolean', default: false }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getNodeParameter('tells', 0) === true) {
			const json = { ...arrivals, cpu: processorTime() };
			arrivals.count = 0;
			return await Promise.resolve([[{ json, pairedItem: { item: 0 } }]]);
		}
		arrivals.count++;
		arrivals.last = Date.now();
		return [this.getInputData()];
	}
}

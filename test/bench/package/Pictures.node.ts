/* eslint-disable @n8n/community-nodes/icon-validation, @n8n/community-nodes/node-usable-as-tool, @n8n/community-nodes/require-node-description-fields -- n8n never runs this */
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { pictureSize, recordOf } from '../records';
import { processorTime } from './processorTime';

const beginningOfPng = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Puts out as many records as asked for, each with a picture of its own as the file `data`, whose
 * size is in the field `bytes`. The first record also carries `cpu`, as those of `Records` do.
 */
export class Pictures implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pictures',
		name: 'pictures',
		group: ['input'],
		version: 1,
		description: 'Puts out records with pictures for a measurement',
		defaults: { name: 'Pictures' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Count', name: 'count', type: 'number', default: 1000 }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const count = this.getNodeParameter('count', 0) as number;
		const items: INodeExecutionData[] = [];
		for (let record = 0; record < count; record++) {
			const data = await this.helpers.prepareBinaryData(
				pictureOf(record),
				`picture-${record}.png`,
				'image/png',
			);
			const json = { ...recordOf(record), bytes: pictureSize };
			items.push({ json, binary: { data }, pairedItem: { item: 0 } });
		}
		if (items[0]) items[0].json.cpu = processorTime();
		return [items];
	}
}

/** No picture to look at, but it begins as one and is like no other. */
function pictureOf(record: number): Buffer {
	const picture = Buffer.alloc(pictureSize, `picture ${record} `);
	beginningOfPng.copy(picture);
	return picture;
}

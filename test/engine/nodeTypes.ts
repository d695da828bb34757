import {
	NodeConnectionTypes,
	NodeHelpers,
	type INodeType,
	type INodeTypeData,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';
import type { PackageDirectoryLoader } from 'n8n-core';

/**
 * The package's nodes as n8n loaded them, and two of n8n's own that workflows here begin and end
 * with, which only hand items on.
 */
export class NodeTypes implements INodeTypes {
	/** By their type: n8n makes each once. */
	private readonly tools = new Map<string, INodeType>();

	constructor(private readonly loader: PackageDirectoryLoader) {}

	getByName(type: string): INodeType {
		if (type.startsWith('n8n-nodes-base.')) return passThrough(type);
		const [, name = '', tool] = /^n8n-nodes-linq-chat\.(.+?)((?:Hitl)?Tool)?$/.exec(type) ?? [];
		const node = this.loader.getNode(name).type as INodeType;
		return tool === undefined ? node : this.toolOf(node, tool);
	}

	/** What n8n makes of a node for agents: of another name, by which its fields are shown or not. */
	private toolOf(node: INodeType, tool: string): INodeType {
		const name = `${node.description.name}${tool}`;
		const made =
			this.tools.get(name) ??
			(Object.create(node, {
				description: { value: { ...node.description, name } },
			}) as INodeType);
		this.tools.set(name, made);
		return made;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): INodeTypeData {
		return {};
	}
}

function passThrough(name: string): INodeType {
	const description: INodeTypeDescription = {
		displayName: name,
		name,
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};
	return {
		description,
		async execute() {
			return await Promise.resolve([this.getInputData()]);
		},
	};
}

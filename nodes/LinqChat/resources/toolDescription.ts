import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from './operation';

/** A refusal reaches the model as the result of its call, so it can do something about it. */
const onFailure = 'If it fails, error says why and what to do about it.';

/**
 * What an agent's model is told about the step as a tool, ready to be changed. Without it, n8n
 * would tell the model no more than the action: "Add person to chat in Linq Chat". It is
 * there for n8n's `linqChatTool` only.
 */
export function toolDescriptionField({ entry, toolDescription }: Operation): INodeProperties {
	const told = toolDescription ?? entry.description.replace(/\.?$/, '.');
	return {
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 5 },
		displayOptions: { show: { '@tool': [true] } },
		default: `${told} ${onFailure}`,
		required: true,
		description:
			'What the agent is told about this tool: what it does, in which form it takes things, and what comes back. Add here when it should be used.',
	};
}

import type { INode, INodeParameters } from 'n8n-workflow';
import type { LinqServer } from './linq';
import { benchPackage } from './package';
import { busyChatId } from './records';

/** One way to add people, as a node in a workflow. */
export interface Candidate {
	/** As it is called in the tables. */
	name: string;
	/** Everything of the node but its place in a workflow. */
	node: (linq: LinqServer) => Pick<INode, 'type' | 'typeVersion' | 'parameters'> & Partial<INode>;
}

const chatId = '={{ $json.chat_id }}';
const handle = '={{ $json.handle }}';

/**
 * This package's node; options that are left out have their defaults.
 *
 * @param parameters of another operation of chats than Add Participant
 */
export function thisNode(
	name: string,
	options: INodeParameters = {},
	parameters: INodeParameters = {},
): Candidate {
	return {
		name,
		node: () => ({
			type: 'n8n-nodes-linq-chat.linqChat',
			typeVersion: 1,
			parameters: {
				resource: 'chat',
				operation: 'addParticipant',
				chatId: { __rl: true, mode: 'id', value: chatId },
				handle,
				...parameters,
				options,
			},
		}),
	};
}

/** n8n's HTTP Request node as someone sets it up for Linq, with its defaults. */
export function httpRequest(name: string, settings: Partial<INode> = {}): Candidate {
	return {
		name,
		node: ({ baseUrl }) => ({
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.5,
			parameters: {
				method: 'POST',
				url: `=${baseUrl}/v3/chats/{{ $json.chat_id }}/participants`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'linqApi',
				sendBody: true,
				bodyParameters: { parameters: [{ name: 'handle', value: handle }] },
				options: {},
			},
			...settings,
		}),
	};
}

/**
 * This package's node, which sends a message for each record, with its defaults.
 *
 * @param intoBusyChat how many messages go into the busy chat first; the others go where their
 *   records belong
 */
export function thisNodeSending(name: string, intoBusyChat: number): Candidate {
	const value = `={{ $itemIndex < ${intoBusyChat} ? '${busyChatId}' : $json.chat_id }}`;
	return {
		name,
		node: () => ({
			type: 'n8n-nodes-linq-chat.linqChat',
			typeVersion: 1,
			parameters: {
				resource: 'message',
				operation: 'send',
				chatId: { __rl: true, mode: 'id', value },
				text: handle,
			},
		}),
	};
}

/**
 * So many loops side by side over n8n's request helper and nothing else.
 *
 * @param readsParameters whether chat and handle are parameters with expressions, as in any node
 */
export function bareLoop(name: string, width: number, readsParameters: boolean): Candidate {
	return {
		name,
		node: () => ({
			type: `${benchPackage}.bareLoop`,
			typeVersion: 1,
			parameters: { chatId, handle, width, readsParameters },
		}),
	};
}

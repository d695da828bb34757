import type { INode, INodeParameters } from 'n8n-workflow';
import type { LinqServer } from './linq';
import { benchPackage } from './package';
import { busyChatId } from './records';

/** Everything of a node but its place in a workflow. */
export type Step = Pick<INode, 'type' | 'typeVersion' | 'parameters'> &
	Partial<INode> & {
		/** Whether the records come in at its second input, as they were. */
		takesRecords?: boolean;
	};

/** One way to do something, as one node in a workflow or as several. */
export interface Candidate {
	/** As it is called in the tables. */
	name: string;
	/** One after another; see `stepName`. */
	steps: (linq: LinqServer) => Step[];
}

/** What a candidate's steps are called in a workflow: `Candidate`, `Candidate 2` and so on. */
export function stepName(place: number): string {
	return place === 0 ? 'Candidate' : `Candidate ${place + 1}`;
}

const chatId = '={{ $json.chat_id }}';
const handle = '={{ $json.handle }}';

/** This package's node. */
function linqChat(parameters: INodeParameters): Step {
	return { type: 'n8n-nodes-linq-chat.linqChat', typeVersion: 1, parameters };
}

/** n8n's HTTP Request node as someone sets it up for Linq. */
function requestToLinq(parameters: INodeParameters): Step {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'linqApi',
			options: {},
			...parameters,
		},
	};
}

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
		steps: () => [
			linqChat({
				resource: 'chat',
				operation: 'addParticipant',
				chatId: { __rl: true, mode: 'id', value: chatId },
				handle,
				...parameters,
				options,
			}),
		],
	};
}

/** n8n's HTTP Request node, which adds people, with its defaults. */
export function httpRequest(name: string, settings: Partial<INode> = {}): Candidate {
	return {
		name,
		steps: ({ baseUrl }) => [
			{
				...requestToLinq({
					method: 'POST',
					url: `=${baseUrl}/v3/chats/{{ $json.chat_id }}/participants`,
					sendBody: true,
					bodyParameters: { parameters: [{ name: 'handle', value: handle }] },
				}),
				...settings,
			},
		],
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
		steps: () => [
			linqChat({
				resource: 'message',
				operation: 'send',
				chatId: { __rl: true, mode: 'id', value },
				text: handle,
			}),
		],
	};
}

/** This package's node, which sends a message with the record's picture, with its defaults. */
export function thisNodeSendingPictures(name: string): Candidate {
	return {
		name,
		steps: () => [
			linqChat({
				resource: 'message',
				operation: 'send',
				chatId: { __rl: true, mode: 'id', value: chatId },
				text: handle,
				files: { file: [{ source: 'binaryData', binaryPropertyName: 'data' }] },
			}),
		],
	};
}

/**
 * The same without this package: HTTP Request asks Linq for a place, Merge puts the picture back
 * beside the answer, HTTP Request uploads it, and a third HTTP Request sends the message.
 */
export function httpRequestsSendingPictures(name: string): Candidate {
	const message = `={{ { message: { parts: [
		{ type: 'text', value: $('${stepName(1)}').item.json.handle },
		{ type: 'media', attachment_id: $('${stepName(1)}').item.json.attachment_id },
	] } } }}`;
	return {
		name,
		steps: ({ baseUrl }) => [
			requestToLinq({
				method: 'POST',
				url: `${baseUrl}/v3/attachments`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody:
					'={{ { filename: $binary.data.fileName, content_type: $binary.data.mimeType, size_bytes: $json.bytes } }}',
			}),
			{
				type: 'n8n-nodes-base.merge',
				typeVersion: 3.2,
				parameters: { mode: 'combine', combineBy: 'combineByPosition', options: {} },
				takesRecords: true,
			},
			{
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.5,
				parameters: {
					method: 'PUT',
					url: '={{ $json.upload_url }}',
					sendHeaders: true,
					specifyHeaders: 'json',
					jsonHeaders: '={{ JSON.stringify($json.required_headers) }}',
					sendBody: true,
					contentType: 'binaryData',
					inputDataFieldName: 'data',
					options: {},
				},
			},
			requestToLinq({
				method: 'POST',
				url: `=${baseUrl}/v3/chats/{{ $('${stepName(1)}').item.json.chat_id }}/messages`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: message,
			}),
		],
	};
}

/** This package's node, which reads all chats. */
export function thisNodeListing(name: string): Candidate {
	return {
		name,
		steps: () => [linqChat({ resource: 'chat', operation: 'getAll', returnAll: true })],
	};
}

/** The same without this package: HTTP Request with its pagination, then Split Out. */
export function httpRequestListing(name: string): Candidate {
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: {
			parameters: [{ type: 'qs', name: 'cursor', value: '={{ $response.body?.next_cursor }}' }],
		},
		paginationCompleteWhen: 'other',
		completeExpression: '={{ !$response.body.next_cursor }}',
	};
	return {
		name,
		steps: ({ baseUrl }) => [
			requestToLinq({
				method: 'GET',
				url: `${baseUrl}/v3/chats`,
				sendQuery: true,
				queryParameters: { parameters: [{ name: 'limit', value: '100' }] },
				options: { pagination: { pagination } },
			}),
			{
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'chats', options: {} },
			},
		],
	};
}

/**
 * So many loops side by side over n8n's request helper and nothing else.
 *
 * @param readsParameters whether chat and handle are parameters with expressions, as in any node
 * @param groups who is to be in the group is read besides, of so many records
 */
export function bareLoop(
	name: string,
	width: number,
	readsParameters: boolean,
	groups: { to?: string; groups?: number } = {},
): Candidate {
	return {
		name,
		steps: () => [
			{
				type: `${benchPackage}.bareLoop`,
				typeVersion: 1,
				parameters: { chatId, handle, width, readsParameters, ...groups },
			},
		],
	};
}

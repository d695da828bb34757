import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { inMemory, itemWith } from './files';
import { byId } from './setting';

/** One operation of each kind that the node has, to stand for the others. */
export interface Kind {
	kind: string;
	resource: string;
	operation: string;
	parameters: INodeParameters;
	/** What it works on, in the chat with this ID. */
	item: (chatId: string) => INodeExecutionData;
	/** Whether the item's chat is known from its parameters. */
	hasChat: boolean;
}

const chatId = byId('={{ $json.chat }}');
const inChat = (chat: string): INodeExecutionData => ({ json: { chat } });

export const kinds: Kind[] = [
	{
		...{ kind: 'a write', resource: 'message', operation: 'send', hasChat: true },
		parameters: { chatId, text: 'Hello' },
		item: inChat,
	},
	{
		...{ kind: 'an empty answer', resource: 'chat', operation: 'markAsRead', hasChat: true },
		parameters: { chatId },
		item: inChat,
	},
	{
		...{ kind: 'a list', resource: 'chat', operation: 'getAll', hasChat: false },
		parameters: {},
		item: inChat,
	},
	{
		...{ kind: 'any request', resource: 'api', operation: 'request', hasChat: false },
		parameters: { path: '=chats/{{ $json.chat }}' },
		item: inChat,
	},
	{
		...{ kind: 'an upload', resource: 'attachment', operation: 'upload', hasChat: false },
		parameters: {},
		item: (chat) => itemWith(inMemory(), { chat }),
	},
];

import type { INodeTypeDescription } from 'n8n-workflow';

/** The address at which an execution waits: n8n takes the node's ID for a path there. */
export const waitingWebhooks: INodeTypeDescription['webhooks'] = [
	{
		name: 'default',
		httpMethod: 'POST',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
		responseMode: 'onReceived',
		responseData: '',
		ndvHideUrl: true,
		ndvHideMethod: true,
	},
];

/** What the editor says of a step that waits. */
export const waitingTooltip =
	'={{ $parameter["operation"] === "sendAndWait" ? "The execution goes on when somebody answers in the chat" : "" }}';

import type { INodeParameters } from 'n8n-workflow';
import { proveOperations, type Case } from './facts';
import { byId, picked } from './oracle';
import { ids } from './testAccount';

const chatId = byId(` ${ids.group.toUpperCase()}`);
const path = `/v3/chats/${ids.group}/background`;
const output = { success: true, chat_id: ids.group };

const setting = (name: string, parameters: INodeParameters, body: object): Case => ({
	name,
	parameters: { chatId, ...parameters },
	sends: () => [{ method: 'POST', path, body, accept: '*/*' }],
	output,
});

proveOperations('chat', {
	setBackground: [
		setting('a color', { type: 'color', variant: 'mango' }, { type: 'color', variant: 'mango' }),
		setting(
			'two shades',
			{ type: 'color', variant: 'custom', topShade: '#FF8800', bottomShade: '#0088FF' },
			{ type: 'color', variant: 'custom', shades: ['#FF8800', '#0088FF'] },
		),
		setting(
			'something moving',
			{ type: 'dynamic', style: 'aurora', variant: 'purple' },
			{ type: 'dynamic', style: 'aurora', variant: 'purple' },
		),
		setting(
			'a photo',
			{ type: 'photo', imageUrl: 'https://example.com/beach.jpg' },
			{ type: 'photo', image_url: 'https://example.com/beach.jpg' },
		),
	],

	removeBackground: [
		{
			name: 'of a chat',
			parameters: { chatId: picked(ids.group) },
			sends: () => [{ method: 'DELETE', path, accept: '*/*' }],
			output,
		},
	],
});

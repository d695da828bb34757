import { proveOperations } from './facts';
import { byId, picked } from './oracle';
import { ids } from './testAccount';

proveOperations('message', {
	placeSticker: [
		{
			name: 'place, size and turn',
			parameters: {
				...{ chatId: byId(ids.group), messageId: picked(ids.message) },
				...{ reactionId: byId(ids.sticker), x: 0.5, y: '-1', scale: 1.25, rotation: 15 },
			},
			sends: () => [
				{
					...{ method: 'PATCH', accept: '*/*' },
					path: `/v3/messages/${ids.message}/reactions/${ids.sticker}`,
					body: { placement: { x: 0.5, y: -1, scale: 1.25, rotation: 15 } },
				},
			],
			output: { status: 'accepted' },
		},
	],
});

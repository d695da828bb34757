import { byId, compareOperations, picked } from './oracle';
import { ids } from './testAccount';

compareOperations('location', {
	get: [
		{
			name: 'of a chat in which someone shares it',
			parameters: { chatId: byId(ids.direct.toUpperCase()) },
			ask: async (official) => {
				const answer = await official.chats.location.retrieve(ids.direct);
				expect(answer.data.features).toHaveLength(1);
				return answer;
			},
		},
		{
			name: 'of a chat in which nobody does',
			parameters: { chatId: picked(ids.flagged) },
			ask: async (official) => await official.chats.location.retrieve(ids.flagged),
		},
	],

	request: [
		{
			name: 'in a chat between two people',
			parameters: { chatId: byId(ids.askable) },
			ask: async (official) => await official.chats.location.request(ids.askable),
		},
	],
});

import type { LinqAPIV3 } from '@linqapp/sdk';
import type { Position } from '../account';
import { Refusal } from '../answers';
import { activeParticipants } from '../chats';
import type { Route } from '../routing';
import { chatOf, usableChatOf } from './chats';

type Feature = LinqAPIV3.Chats.GetChatLocationResponse['data']['features'][number];

export const locationRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/chats/:chatId/location/request',
		answer(call) {
			const chat = usableChatOf(call);
			if (chat.is_group) throw new Refusal(2016);
			if (chat.service !== 'iMessage') throw new Refusal(2017);
			const { positions } = call.account;
			if (chat.handles.some(({ is_me, handle }) => !is_me && positions.has(handle.toLowerCase()))) {
				throw new Refusal(2015, 'The contact is already sharing their location');
			}
			return { status: 200, body: { success: true, message: 'Location request sent' } };
		},
	},
	{
		method: 'GET',
		path: '/v3/chats/:chatId/location',
		answer(call) {
			const features = activeParticipants(chatOf(call)).flatMap(({ handle, is_me }) => {
				const position = is_me ? undefined : call.account.positions.get(handle.toLowerCase());
				return position ? [featureOf(handle, position)] : [];
			});
			return {
				status: 200,
				body: { success: true, data: { type: 'FeatureCollection', features } },
				headers: { 'Content-Type': 'application/geo+json' },
			};
		},
	},
];

function featureOf(handle: string, position: Position): Feature {
	const { longitude, latitude, altitude, ...described } = position;
	return {
		type: 'Feature',
		geometry: {
			type: 'Point',
			coordinates: [longitude, latitude, ...(altitude === undefined ? [] : [altitude])],
		},
		properties: { handle, ...described },
	};
}

import { Refusal } from '../answers';
import { ownLineOf } from '../chats';
import type { Route } from '../routing';
import { recipientsFrom } from './newChats';

export const availableNumberRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/available_number',
		answer({ account, queryAll, storage }) {
			// Documented as repeated, while the official client joins its values with commas.
			const to = (queryAll.to ?? []).flatMap((value) => value.split(','));
			const sticky = to.length > 0 ? account.chatsWith(recipientsFrom(to)) : [];
			const lines = [...sticky.map(ownLineOf), account.bestLine];
			const line = lines.find((each) => each !== undefined && !account.flaggedLines.has(each));
			if (line === undefined) throw new Refusal(4002);
			const vcf_url = `${storage.url}/vcards/${encodeURIComponent(line)}.vcf`;
			return { status: 200, body: { phone_number: line, vcf_url } };
		},
	},
];

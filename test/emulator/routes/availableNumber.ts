import { Refusal } from '../answers';
import { ownLineOf } from '../chats';
import type { Route } from '../routing';
import { recipientsFrom } from './newChats';
import { excludedFrom } from './newMessages';

export const availableNumberRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/available_number',
		answer(call) {
			const { account, queryAll, storage } = call;
			// Documented as repeated, while the official client joins its values with commas.
			const to = (queryAll.to ?? []).flatMap((value) => value.split(','));
			const excluded = excludedFrom(
				queryAll.exclude_from?.flatMap((value) => value.split(',')),
				call,
			);
			const sticky = to.length > 0 ? account.chatsWith(recipientsFrom(to)) : [];
			const lines = [...sticky.map(ownLineOf), account.bestLineBut(excluded)];
			const line = lines.find((each) => each !== undefined && account.canBePicked(each));
			if (line === undefined) throw new Refusal(4002);
			const others = account.availableLines.filter((each) => !excluded.includes(each));
			const vcf_url = storage.contactAddressOf([...new Set([line, ...others])]);
			return { status: 200, body: { phone_number: line, vcf_url } };
		},
	},
];

import type { IDataObject } from 'n8n-workflow';
import type { LinqError } from '../../../linq/errors';
import { messageToNewChat, sendMessage, type MessageDraft } from '../../../linq/messages/messages';
import { inAnyOrder } from '../../../linq/people/sameHandle';
import type { Session } from '../../../linq/session';
import { isObject, type JsonObject } from '../../../linq/values/json';
import type { Patience } from '../../../linq/wire/client';
import { foreseenRefusal } from '../../../linq/wire/foreseen';
import { composeMessage, firstMessageOptions, messageFields } from '../../composer';
import { readOverrideOptout } from '../../composer/optOut';
import { defaultCountryOption, fromField, toGroupField } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { checkedLine } from '../../parameters/line';
import { asOutput } from '../../steps/output';
import { previewToPeople } from '../../steps/previews';
import type { Operation } from '../operation';
import { nameAfterwards, nameOption, notYourLine, readGroupName } from './newChat';

/** Where the first message has an effect or is a reply, which Linq takes only where there is a chat. */
const hintsOfDecorated = {
	1005: 'A new chat takes neither an effect nor a reply in its first message: remove the options Effect and Reply To, or send this with Message → Send once the chat is there.',
};

/** Chat → Create: https://docs.linqapp.com/, Create a new chat. */
export const create: Operation = {
	entry: {
		name: 'Create',
		value: 'create',
		description:
			"Begin a chat with one person, or a group with several who see each other's numbers, and send its first message",
		action: 'Create chat or new group',
	},
	toolDescription:
		"Begin a chat with one person, or one group with several who see each other's numbers, and send its first message. Your number: one of the phone numbers of the Linq account. To: phone numbers with + and country code, or email addresses, separated by commas, 31 at most. Text: the first message, without links. Comes back: chat with its id, is_group, handles with everyone in it, and the message.",
	fields: [fromField, toGroupField, ...messageFields],
	options: [defaultCountryOption, nameOption, ...firstMessageOptions],
	prepare(item) {
		const { from, to, lane, name, draft, despite } = readCreation(item);
		const hints = isDecorated(draft) ? hintsOfDecorated : undefined;
		return {
			lane,
			async run(session, patience) {
				const request = (message: IDataObject) => ({
					...messageToNewChat({ from, to }, message, despite),
					hints,
				});
				const created = await sendMessage(draft, request, session, patience);
				if (name === '') return [asOutput(created)];
				return [asOutput({ ...created, ...(await named(created, name, session, patience)) })];
			},
		};
	},
	preview(item) {
		const { from, to, lane, name, draft, despite } = readCreation(item);
		const asked = {
			...{ draft, to, from, ...(name !== '' && { name }), ...despite },
			refusalIfFirst: isDecorated(draft) ? notYetDecorated() : undefined,
		};
		return {
			lane,
			looksAhead: true,
			foresee({ knownChats }) {
				knownChats.expect({ people: to, from }, to);
			},
			async run(session, patience) {
				if (!(await session.ownLines.has(from, patience))) throw notYourLine();
				const lineFor = async () => await Promise.resolve(from);
				return await previewToPeople(asked, lineFor, session, patience);
			},
		};
	},
};

function isDecorated({ effect, reply_to }: MessageDraft): boolean {
	return Boolean(effect ?? reply_to);
}

function notYetDecorated(): LinqError {
	const message = 'These people have no chat with this number yet';
	return foreseenRefusal(message, { status: 400, code: 1005 }, hintsOfDecorated);
}

function readCreation(item: ItemParameters) {
	const from = checkedLine(item, item.fields.value('from'));
	const to = item.handles();
	const people = [from, ...inAnyOrder(to)];
	return {
		...{ from, to, name: readGroupName(item, to) },
		lane: people.join(' '),
		draft: composeMessage(item, { to: people, people: to, isFirst: true }),
		despite: readOverrideOptout(item.options),
	};
}

/** What is said of the name, besides Linq's answer. */
async function named(
	{ chat }: JsonObject,
	name: string,
	session: Session,
	patience: Patience,
): Promise<JsonObject> {
	const id = isObject(chat) ? chat.id : undefined;
	const reason = await nameAfterwards(id, name, session, patience);
	if (reason === undefined) return { named: true };
	return { named: false, message: `The chat was created, but not named: ${reason}` };
}

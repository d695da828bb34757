import { inShort, isOfExactly, isUnnamed } from '../../../linq/chats/fitting';
import { knownIdOf, plannedChat } from '../../../linq/chats/plannedChats';
import type { MessageDraft } from '../../../linq/messages/messages';
import { previewMessage } from '../../../linq/messages/previews';
import { availableLine } from '../../../linq/people/lines';
import type { Session } from '../../../linq/session';
import type { JsonObject } from '../../../linq/values/json';
import type { Patience } from '../../../linq/wire/client';
import { checkNotToOneself, notYourLine } from './newChat';
import { chatOutput, nothingFound, type WantedChat } from './wantedChat';

/**
 * What Find or Create would come to, after the items that were looked at before, by what can be read.
 *
 * @throws LinqError where it would be refused
 */
export async function previewOfChat(
	wanted: WantedChat,
	session: Session,
	patience: Patience,
): Promise<JsonObject> {
	const found = await find(wanted, session, patience);
	if (found) return found;
	const { draft, to } = wanted;
	if (draft === undefined) throw nothingFound(wanted);
	return await session.knownChats.inTurn(to, async () => {
		const since = await find(wanted, session, patience);
		return since ?? (await previewOfCreation(wanted, draft, session, patience));
	});
}

async function find(
	{ wish, to }: WantedChat,
	{ knownChats }: Session,
	patience: Patience,
): Promise<JsonObject | undefined> {
	const [chat, ...others] = await knownChats.find(wish, patience);
	if (chat === undefined) return undefined;
	const further = {
		others: others.map((other) => ({ ...inShort(other), chat_id: knownIdOf(other) })),
	};
	if (knownIdOf(chat) !== null) return chatOutput(chat.id, false, chat.details, further);
	const message = 'The chat that is created for an item before this one would be found';
	const details = { status: 'would_find', message, ...chat.details, to };
	return chatOutput(null, false, details, further);
}

async function previewOfCreation(
	{ wish, to, name, further }: WantedChat,
	draft: MessageDraft,
	session: Session,
	patience: Patience,
): Promise<JsonObject> {
	const { client, knownChats, ownLines } = session;
	if (wish.from !== undefined && !(await ownLines.has(wish.from, patience))) throw notYourLine();
	const shown = await previewMessage(draft, { to, ...further }, session, patience);
	const from = wish.from ?? (await availableLine(client, { to }, patience)).line;
	checkNotToOneself(from, to);
	const called = name === '' ? {} : { display_name: name };
	const others = { others: [] };

	// Linq takes the chat that these people have for a new one, unless that is a group with a name.
	const used =
		'name' in wish &&
		knownChats.with(to[0]!).find((chat) => isOfExactly(chat, to, from) && isUnnamed(chat));
	if (used) {
		knownChats.named(used.id, name, false);
		const message =
			'These people have a group without a name: the message would be sent into it, and it would get the name';
		const details = { status: 'would_send', message, from, to, ...called, ...shown };
		return chatOutput(knownIdOf(used), false, details, others);
	}
	knownChats.add(plannedChat({ from, to, details: { from, ...called } }));
	const message = 'The chat would be created with the message';
	const details = { status: 'would_create', message, from, to, ...called, ...shown };
	return chatOutput(null, false, details, others);
}

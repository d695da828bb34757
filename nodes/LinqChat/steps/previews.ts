import type { Output } from '../../items/outputs';
import type { Chat } from '../../linq/chats/chats';
import { ownLinesBeside } from '../../linq/chats/fitting';
import { knownIdOf, plannedChat } from '../../linq/chats/plannedChats';
import type { LinqError } from '../../linq/errors';
import type { MessageDraft } from '../../linq/messages/messages';
import { previewMessage } from '../../linq/messages/previews';
import type { Session } from '../../linq/session';
import type { JsonObject } from '../../linq/values/json';
import type { Patience } from '../../linq/wire/client';
import { asOutput } from './output';

/** What would be done for an item, and for whom. */
interface Preview extends JsonObject {
	/** The same words for the same, such as `would_send`. */
	status: string;
	/** The same for people. */
	message: string;
}

/** What comes out for an item for which something would be sent. */
export function previewed({ status, message, ...further }: Preview): Output[] {
	return [asOutput({ status, message, trace_id: null, ...further })];
}

/** A first message to people, who may have a chat already. */
interface FirstMessage {
	draft: MessageDraft;
	to: string[];
	/** One's own line; any of them where there is none. */
	from?: string;
	/** What the chat is to be called, where it is. */
	name?: string;
	/** Sent in place of the text where their chat is with another of one's own lines. */
	continuation?: string;
	/** See `Destination`. */
	override_optout?: true;
	/** What refuses the message where it would be the first of a new chat. */
	refusalIfFirst?: LinqError;
}

/**
 * What would come of a message to people: it goes into the chat that they have with the number it
 * comes from, also one that an item before this one would begin, or begins a new one.
 *
 * @param lineFor the number that it would come from, unless an item before this one settles that
 * @throws LinqError where it would be refused
 */
export async function previewToPeople(
	{ draft, to, from: wanted, name, continuation, refusalIfFirst, ...further }: FirstMessage,
	lineFor: () => Promise<string>,
	session: Session,
	patience: Patience,
): Promise<Output[]> {
	const { knownChats } = session;
	const likely = await knownChats.goneOnIn({ people: to, from: wanted }, patience);
	// Linq knows nothing of a chat that is only planned when it is asked for a number.
	const planned = likely && knownIdOf(likely) === null ? likely : undefined;
	const from = (planned && ownLinesBeside(planned, to)[0]) ?? (await lineFor());
	const chat = planned ?? (await knownChats.goneOnIn({ people: to, from }, patience));
	if (chat === undefined && refusalIfFirst) throw refusalIfFirst;
	const shown = await previewMessage(draft, { to, chat, ...further }, session, patience);
	const isContinued = !chat && likely && continuation;
	const called = name === undefined ? {} : { display_name: name };
	if (chat === undefined) knownChats.add(plannedChat({ from, to, details: { from, ...called } }));
	else if (name !== undefined) knownChats.named(chat.id, name, false);
	return previewed({
		...{ chat_id: chat ? knownIdOf(chat) : null },
		status: chat ? 'would_send' : 'would_create',
		message: unlessDone(messageInto(chat, to, name), draft.write.isPerhapsDone),
		...{ from, to, ...called },
		service: draft.preferred_service ?? chat?.service ?? null,
		...shown,
		...(isContinued && { text: continuation }),
	});
}

/** @param name what the chat is to be called, where it is */
function messageInto(chat: Chat | undefined, to: string[], name: string | undefined): string {
	if (chat === undefined)
		return `A chat with ${countedPeople(to)} would be created with the message`;
	const place =
		knownIdOf(chat) === null
			? 'that is created for an item before this one'
			: `that you have with ${countedPeople(to)}`;
	const naming = name === undefined ? '' : ', and it would get the name';
	return `The message would be sent into the chat ${place}${naming}`;
}

/** How many people, as a sentence takes them. */
export function countedPeople({ length }: string[]): string {
	return length === 1 ? '1 person' : `${length} people`;
}

/** The sentence, where an earlier run of the record may have done it already, under the same key. */
export function unlessDone(sentence: string, isPerhapsDone: boolean | undefined): string {
	return isPerhapsDone ? `${sentence}, unless an earlier try that failed has sent it` : sentence;
}

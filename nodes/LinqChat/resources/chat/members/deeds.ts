import { alreadyIn, getChat, type Chat } from '../../../../linq/chats/chats';
import { asFailure, LinqError } from '../../../../linq/errors';
import type { Session } from '../../../../linq/session';
import type { Patience } from '../../../../linq/wire/client';
import { confirmed, type Accepted } from '../confirmed';
import { change, findActive } from './membership';

/** The chat in which people are added and removed, and how. */
export interface Place {
	/** As it was read, with what Linq took since. */
	chat: Chat;
	chatId: string;
	/** Milliseconds to wait until the chat shows what Linq took. */
	time: number;
	session: Session;
	patience: Patience;
}

/** What came of the change for one person. */
export interface Deed {
	kind: 'add' | 'remove';
	handle: string;
	/** `found`: Linq refused it, and the chat is so already. */
	result: Accepted | LinqError | 'found';
	/** Requests it took. */
	attempts: number;
}

/** Linq's number for what a chat does not allow, such as to add someone who is in it. */
const notAllowed = 2015;

const additionNotAllowed =
	'The chat does not allow this now: see whether it is on iMessage (others may not be changed), and whether it has at least three people.';

const lookForThem =
	'The chat does not show this person yet: they may have been added a moment ago, so look into the chat.';

/** Asks Linq to add someone, or to remove them; a refusal is a result, too. */
export async function ask(
	kind: Deed['kind'],
	handle: string,
	{ chatId, session, patience }: Place,
): Promise<Deed> {
	const result = await change(kind, { chatId, handle }, session, patience).catch(asFailure);
	return { kind, handle, result, attempts: result.attempts };
}

/** The deeds, of which those count as done that somebody else has done since the chat was read. */
export async function withFound(deeds: Deed[], place: Place): Promise<Deed[]> {
	if (!deeds.some(isNotAllowed)) return deeds;
	const { chatId, session, patience } = place;
	const chat = await getChat(session.client, chatId, patience).catch(asFailure);
	return deeds.map((deed) => {
		if (!isNotAllowed(deed)) return deed;
		return isSo(deed, chat) ? { ...deed, result: 'found' } : withOwnHint(deed);
	});
}

/** Whether Linq took it. */
export function isAccepted(deed: Deed): deed is Deed & { result: Accepted } {
	return deed.result !== 'found' && !(deed.result instanceof LinqError);
}

/** Whether it did not work. */
export function isFailed(deed: Deed): deed is Deed & { result: LinqError } {
	return deed.result instanceof LinqError;
}

/** Waits for something, and lets other items go on meanwhile. */
export async function waitedAside<Value>(
	wait: Promise<Value>,
	{ patience: { lane } }: Pick<Place, 'patience'>,
): Promise<Value> {
	return await (lane?.aside === undefined ? wait : lane.aside(wait));
}

/** Whether the person may be out of the chat after a removal, or on their way out. */
export function mayBeOut(deed: Deed): boolean {
	if (!(deed.result instanceof LinqError)) return true;
	return deed.result.failure.isPerhapsDone === true || isNotAllowed(deed);
}

/** The deed once the chat shows what Linq took; a failure where it doesn't in time. */
export async function shown(deed: Deed, { time, session, patience }: Place): Promise<Deed> {
	if (!isAccepted(deed)) return deed;
	const { kind, handle, result } = deed;
	const isShown = (chat: Chat) => (isSo({ kind, handle }, chat) ? {} : undefined);
	const { later } = confirmed(result, isShown, session, { time, patience });
	const failure = await later.then(() => undefined, asFailure);
	return failure === undefined ? deed : { ...deed, result: failure };
}

function isSo(
	{ kind, handle }: Pick<Deed, 'kind' | 'handle'>,
	chat: Chat | LinqError | undefined,
): boolean {
	if (chat === undefined || chat instanceof LinqError) return false;
	return (findActive(chat, handle) !== undefined) === (kind === 'add');
}

function isNotAllowed({ result }: Deed): boolean {
	return result instanceof LinqError && result.failure.code === notAllowed;
}

/** The usual advice names an option of another operation. */
function withOwnHint(deed: Deed): Deed {
	const { kind, result } = deed;
	if (kind === 'remove' || !(result instanceof LinqError)) return deed;
	const { failure } = result;
	if (failure.isPerhapsDone) return deed;
	const hint = failure.hint === alreadyIn ? lookForThem : additionNotAllowed;
	return { ...deed, result: new LinqError({ ...failure, hint }) };
}

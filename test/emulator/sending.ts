import { Refusal, type Answer } from './answers';
import { requireUnblocked } from './blockedHandles';
import { activeParticipants, type AccountChat, type Service } from './chats';
import type { Content } from './content';
import type { AccountMessage } from './messages';
import { bodyOf, type Call } from './routing';

/** Checks what the chat has a say in, and sends: 2002, 1004, 2018, 2026, 1007. */
export function sendInto(chat: AccountChat, content: Content, call: Call): AccountMessage {
	const others = othersIn(chat);
	requireFit(content, call, chat.service, { others, chat });
	requireUnblocked(others, call);
	call.countMessage(chat);
	const service = content.preferred_service ? serviceFor(others, content, call) : chat.service;
	const message = Object.assign(call.account.addMessage(chat, content), { service });
	if (content.preferred_service !== 'iMessage' || haveAll(others, 'iMessage', call)) {
		call.deliver(message);
	} else call.fail(message);
	return message;
}

/** The same checks for a chat yet to be created, without sending. */
export function requireFit(
	{ parts, reply_to, preferred_service }: Content,
	{ account }: Call,
	service: Service | null | undefined,
	{ others, chat }: { others: string[]; chat?: AccountChat },
): void {
	const [first] = parts;
	const isCard = first?.type === 'imessage_app' || first?.type === 'app_clip';
	if (isCard && service !== 'iMessage') throw new Refusal(2018);
	const isElsewhere = preferred_service !== null && preferred_service !== 'iMessage';
	if (first?.type === 'app_clip' && isElsewhere) throw new Refusal(2028);
	for (const part of parts) {
		if (part.type === 'text' && part.mention !== undefined) requireMember(part.mention, others);
	}
	if (!reply_to) return;
	const target = account.message(reply_to.message_id);
	if (!target || target.chat_id !== chat?.id) throw new Refusal(2002);
	if (!target.parts[reply_to.part_index ?? 0]) {
		throw new Refusal(1004, 'Invalid message content: reply_to.part_index');
	}
}

/** Someone of a group, or 2023 where it is none, 2015 where they are not in it. */
function requireMember(handle: string, others: string[]): void {
	if (others.length < 2) throw new Refusal(2023);
	if (others.some((other) => other.toLowerCase() === handle.toLowerCase())) return;
	throw new Refusal(2015, 'The mentioned participant is not in the chat');
}

/** 2024 for a person who asked not to be written to; groups are never held back. */
export function requireWilling(others: string[], call: Call): void {
	const { override_optout = false } = bodyOf(call);
	if (typeof override_optout !== 'boolean') {
		throw new Refusal(1005, 'Invalid parameter value: override_optout');
	}
	const [only = ''] = others;
	const isHeldBack = others.length === 1 && call.account.optedOut.has(only.toLowerCase());
	if (isHeldBack && !override_optout) throw new Refusal(2024);
}

/** The handles of everyone in the chat besides one's own line. */
export function othersIn(chat: AccountChat): string[] {
	return activeParticipants(chat).flatMap(({ handle, is_me }) => (is_me ? [] : [handle]));
}

/**
 * The service of a message to these others, as Linq's page Protocol Selection has it. iMessage is
 * iMessage even for those who don't have it: such a message fails.
 */
export function serviceFor(handles: string[], { preferred_service }: Content, call: Call): Service {
	if (preferred_service === 'iMessage') return preferred_service;
	const wishes: Service[] = preferred_service ? ['RCS'] : ['iMessage', 'RCS'];
	return wishes.find((service) => haveAll(handles, service, call)) ?? 'SMS';
}

function haveAll(handles: string[], service: Service, { account }: Call): boolean {
	return handles.every((handle) => account.capabilities(handle).includes(service));
}

/**
 * What this kind of request was answered under the same key before, or else what `work` answers
 * now: a copy, since an answer given again shows everything as it was.
 */
export function once(key: string | null, { account, route }: Call, work: () => Answer): Answer {
	if (key === null) return work();
	const known = account.answersByIdempotencyKey.get(`${route} ${key}`);
	if (known) return known;
	const answer = structuredClone(work());
	account.answersByIdempotencyKey.set(`${route} ${key}`, answer);
	return answer;
}

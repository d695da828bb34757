import { asFailure, LinqError } from '../errors';
import type { OtherQuestion } from '../messages/answers';
import { isIdentifier } from '../values/identifiers';
import type { LinqClient, Patience } from '../wire/client';
import { payloadVersion } from './events';
import {
	deactivateSubscription,
	deleteSubscription,
	listSubscriptions,
	type Subscription,
} from './webhookSubscriptions';

/** What the address of a subscription says of the execution that waits behind it. */
export interface WaitMark {
	/** The chat that was asked, in lower case; undefined until Linq has said which. */
	chatId: string | undefined;
	/** The message that asks; undefined until it is sent. */
	questionId: string | undefined;
	/** When the wait ends by itself, in milliseconds since 1970; undefined for never. */
	until: number | undefined;
}

/** A subscription with such an address. */
export interface Wait extends WaitMark {
	subscription: Subscription;
}

/** A wait that has ended by itself may still be resuming for so long, in milliseconds. */
const afterTheEnd = 5 * 60_000;

/** n8n is asked about waits that are older than this, in milliseconds. */
const oldEnough = 60 * 60_000;

/** So many are asked about at once: others the next time, since what waits for long must not hide them. */
const mostAskedAbout = 5;

/** So many are removed at once: whoever sweeps has something else to do. */
const mostRemoved = 20;

/** By this a subscription is known as one of a waiting execution. */
const mark = { name: 'linq-chat', value: 'wait' } as const;

/** What n8n is to put into the address of a wait, and to sign. */
export function markOf({ chatId, questionId, until }: WaitMark): Record<string, string> {
	return {
		version: payloadVersion,
		[mark.name]: mark.value,
		...(chatId !== undefined && { chat: chatId }),
		...(questionId !== undefined && { question: questionId }),
		...(until !== undefined && { until: String(until) }),
	};
}

/** Those of all subscriptions that waiting executions made, of any n8n. */
export function waitsAmong(all: Subscription[]): Wait[] {
	return all.flatMap((subscription) => {
		const { targetUrl } = subscription;
		if (!URL.canParse(targetUrl)) return [];
		const { searchParams } = new URL(targetUrl);
		if (searchParams.get(mark.name) !== mark.value) return [];
		const [chatId, questionId] = ['chat', 'question'].map((name) => {
			const id = searchParams.get(name)?.toLowerCase();
			return isIdentifier(id) ? id : undefined;
		});
		const until = /^\d{1,15}$/.test(searchParams.get('until') ?? '')
			? Number(searchParams.get('until'))
			: undefined;
		return [{ subscription, chatId, questionId, until }];
	});
}

/** Whether nothing waits behind this address any more, as far as n8n says so; false in doubt. */
export type IsOver = (targetUrl: string) => Promise<boolean>;

/**
 * Removes what waits of this n8n have left: those whose time is over, and those that n8n says have
 * ended. What Linq doesn't let go waits for the next time.
 *
 * @param all every subscription of the account; those that no wait of this n8n made stay untouched
 * @param here an address of this n8n
 * @param now milliseconds since 1970
 */
export async function sweepWaits(
	client: LinqClient,
	all: Subscription[],
	{ here, isOver, now }: { here: string; isOver: IsOver; now: number },
	patience: Patience,
): Promise<void> {
	const waits = waitsAmong(all);
	const own = waits.filter(({ subscription }) => isAtSameOrigin(subscription.targetUrl, here));
	const overdue = own.filter((wait) => isOverdue(wait, now));
	const old = own.filter((wait) => {
		const { isActive, createdAt } = wait.subscription;
		return isActive && !isOverdue(wait, now) && now - (createdAt ?? now) > oldEnough;
	});
	// Those in front may all be waiting still, for weeks.
	const from = now % old.length;
	const doubtful = [...old.slice(from), ...old.slice(0, from)].slice(0, mostAskedAbout);
	const answers = await Promise.all(
		doubtful.map(async (wait) => ({
			wait,
			over: await isOver(wait.subscription.targetUrl).catch(() => false),
		})),
	);
	const ended = [...overdue, ...answers.flatMap(({ wait, over }) => (over ? [wait] : []))];
	const silent = own.filter((wait) => !wait.subscription.isActive && !ended.includes(wait));
	const isOpen = (wait: Wait) =>
		wait.subscription.isActive && !ended.includes(wait) && !isOverdue(wait, now);
	const open = waits.filter(isOpen);
	const removable = [...ended, ...silent].filter(
		(wait) => !open.some((other) => isAskedBefore(other, wait)),
	);
	for (const wait of removable.slice(0, mostRemoved)) {
		await deleteSubscription(client, wait.subscription.id, patience).catch(asFailure);
	}
}

/**
 * Ends the subscription of a wait. Where an older question is open in the same chat, it falls silent
 * instead: that one has to know that what people write now was an answer to another question.
 *
 * @throws LinqError when Linq doesn't let it go
 */
export async function endWait(client: LinqClient, id: string, patience: Patience): Promise<void> {
	const waits = waitsAmong(await listSubscriptions(client, patience));
	const own = waits.find(({ subscription }) => subscription.id === id);
	const beside = waits.filter((wait) => wait !== own && isInSameChat(wait, own));
	const isOpen = ({ subscription: { isActive } }: Wait) => isActive;
	if (own && beside.some((other) => isOpen(other) && isAskedBefore(other, own))) {
		await deactivateSubscription(client, id, patience);
	} else {
		await deleteSubscription(client, id, patience);
	}
	// Another may have ended at the same moment, and have seen this one open.
	if (own && beside.length > 0) await removeSilent(client, own, patience);
}

/** Removes what nobody has to know of any more in the chat of a wait, as far as it is this n8n's. */
async function removeSilent(client: LinqClient, own: Wait, patience: Patience): Promise<void> {
	const waits = waitsAmong(await listSubscriptions(client, patience));
	const inChat = waits.filter((wait) => isInSameChat(wait, own));
	const open = inChat.filter(({ subscription }) => subscription.isActive);
	const silent = inChat.filter(
		(wait) =>
			!wait.subscription.isActive &&
			isAtSameOrigin(wait.subscription.targetUrl, own.subscription.targetUrl) &&
			!open.some((other) => isAskedBefore(other, wait)),
	);
	for (const { subscription } of silent) {
		await deleteSubscription(client, subscription.id, patience).catch(asFailure);
	}
}

/** So long it may take until Linq knows in which chat people are asked, in milliseconds. */
const longestAsking = 2 * 60_000;

/**
 * What else is asked in a chat, or was while this question was open.
 *
 * @param now milliseconds since 1970
 * @throws LinqError `conflict`, to be tried again, while someone is asked in a chat yet unknown
 */
export function otherQuestions(
	all: Subscription[],
	id: string,
	chatId: string,
	now: number,
): OtherQuestion[] {
	return waitsAmong(all).flatMap(({ subscription, until, ...wait }) => {
		const { isActive, createdAt = 0, updatedAt = 0 } = subscription;
		if (subscription.id === id) return [];
		if (wait.chatId === undefined && isActive && now - createdAt < longestAsking) throw unknown();
		if (wait.chatId !== chatId.toLowerCase()) return [];
		const closedAt = isActive ? until : updatedAt;
		return [{ messageId: wait.questionId, askedAt: createdAt, closedAt }];
	});
}

function unknown(): LinqError {
	return new LinqError({
		message: 'Another question is just being sent',
		hint: 'Try again in a minute.',
		category: 'conflict',
		retryable: true,
	});
}

function isOverdue({ until }: Wait, now: number): boolean {
	return until !== undefined && now > until + afterTheEnd;
}

function isInSameChat({ chatId }: Wait, other: Wait | undefined): boolean {
	return chatId !== undefined && chatId === other?.chatId;
}

function isAskedBefore(one: Wait, other: Wait): boolean {
	if (one === other || !isInSameChat(one, other)) return false;
	return (one.subscription.createdAt ?? 0) <= (other.subscription.createdAt ?? 0);
}

function isAtSameOrigin(one: string, other: string): boolean {
	return URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}

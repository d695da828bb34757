import pLimit from 'p-limit';
import { asFailure, LinqError } from '../errors';
import type { LinqClient, Patience } from '../wire/client';
import { now } from '../wire/clock';
import { firstPause, lastAnswer, nextPause } from '../wire/readingPace';
import { sleep } from '../wire/sleep';
import { getChat, type Chat } from './chats';

/** Chats that are read at the same time, however many are waited for. */
const width = 5;

interface Waiting {
	/** By the clock of `now`. */
	deadline: number;
	/** Told of every reading; true once there is nothing left to wait for. */
	see: (chat: Chat) => boolean;
	/** Told that there won't be another: the time is up, or readings fail for good. */
	giveUp: (failure?: Error) => void;
}

/** What is waited for in one chat. */
interface Watch {
	all: Waiting[];
	/** How long the next pause is, in milliseconds. */
	pause: number;
	/** When the chat is read next, or was read last; by the clock of `now`. */
	due: number;
	/** Ends a pause in which `due` has changed. */
	wake: () => void;
}

/**
 * Waits for what Linq has queued to be done, by reading the chats: one loop for a chat, however many
 * people are waited for in it.
 */
export class Confirmations {
	private readonly watches = new Map<string, Watch>();
	private readonly limit = pLimit(width);

	constructor(
		private readonly client: LinqClient,
		private readonly signal?: AbortSignal,
	) {}

	/**
	 * Reads the chat until `find` finds what is waited for.
	 *
	 * @param time milliseconds until it is given up
	 * @returns what was found, or undefined when the time is up
	 * @throws LinqError when the chat can't be read; the signal's reason when cancelled
	 */
	async until<Found>(
		chatId: string,
		find: (chat: Chat) => Found | undefined,
		time: number,
		patience: Patience,
	): Promise<Found | undefined> {
		return await new Promise((resolve, reject) => {
			const waiting: Waiting = {
				deadline: now() + time,
				see: (chat) => {
					const found = find(chat);
					if (found !== undefined) resolve(found);
					return found !== undefined;
				},
				giveUp: (failure) => {
					if (failure === undefined) resolve(undefined);
					else reject(failure);
				},
			};
			const known = this.watches.get(chatId);
			if (known) {
				join(known, waiting);
				return;
			}
			const watch = { all: [waiting], pause: firstPause, due: 0, wake: () => {} };
			this.watches.set(chatId, watch);
			this.follow(chatId, watch, patience).catch((failure: Error) => {
				this.watches.delete(chatId);
				for (const one of watch.all) one.giveUp(failure);
			});
		});
	}

	private async follow(chatId: string, watch: Watch, patience: Patience): Promise<void> {
		const { all } = watch;
		while (all.length > 0) {
			watch.due = nextReading(all, watch.pause);
			await this.untilDue(watch);
			watch.pause = nextPause(watch.pause);
			const asked = all.length;
			const chat = await this.limit(async () => await this.read(chatId, watch, patience));
			const time = now();
			const left = all.slice(0, asked).filter((one) => {
				if (chat && one.see(chat)) return false;
				if (one.deadline > time) return true;
				one.giveUp();
				return false;
			});
			all.splice(0, asked, ...left);
		}
		this.watches.delete(chatId);
	}

	private async untilDue(watch: Watch): Promise<void> {
		let waking: AbortController;
		do {
			waking = new AbortController();
			watch.wake = () => waking.abort();
			const signal = AbortSignal.any([waking.signal, ...(this.signal ? [this.signal] : [])]);
			const wait = Math.max(0, watch.due - now());
			await sleep(wait, signal).catch(() => this.signal?.throwIfAborted());
		} while (waking.signal.aborted);
	}

	/** Undefined when the next reading may do better. */
	private async read(
		chatId: string,
		{ all }: Watch,
		patience: Patience,
	): Promise<Chat | undefined> {
		const until = Math.min(...all.map(({ deadline }) => deadline)) + lastAnswer;
		const timeout = Math.floor(Math.min(patience.timeout, until - now()));
		if (timeout <= 0) return undefined;
		const once = { timeout, until, maxRetries: 0, lane: { name: chatId } };
		const result = await getChat(this.client, chatId, once).catch(asFailure);
		if (!(result instanceof LinqError)) return result;
		if (result.failure.retryable) return undefined;
		throw result;
	}
}

/** Someone new is looked for as soon as the first one was, and at the pace the first one was. */
function join(watch: Watch, newcomer: Waiting): void {
	watch.all.push(newcomer);
	watch.pause = firstPause;
	const due = nextReading([newcomer], firstPause);
	if (due >= watch.due) return;
	watch.due = due;
	watch.wake();
}

/** After the pause, and when someone's time is up at the latest. */
function nextReading(waiting: Waiting[], pause: number): number {
	return Math.min(now() + pause, ...waiting.map(({ deadline }) => deadline));
}

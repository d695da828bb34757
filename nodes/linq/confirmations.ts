import pLimit from 'p-limit';
import { getChat, type Chat } from './chats';
import type { LinqClient, Patience } from './client';
import { asFailure, LinqError } from './errors';
import { sleep } from './sleep';

/** Chats that are read at the same time, however many are waited for. */
const width = 5;

/** The pause between readings of a chat, in milliseconds: it doubles from the first to the last. */
const shortestPause = 1_000;
const longestPause = 10_000;

interface Waiting {
	/** Milliseconds since 1970. */
	deadline: number;
	/** Told of every reading; true once there is nothing left to wait for. */
	see: (chat: Chat) => boolean;
	/** Told that there won't be another: the time is up, or readings fail for good. */
	giveUp: (failure?: Error) => void;
}

/**
 * Waits for what Linq has queued to be done, by reading the chats: one loop for a chat, however many
 * people are waited for in it.
 */
export class Confirmations {
	private readonly waiting = new Map<string, Waiting[]>();
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
				deadline: Date.now() + time,
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
			const others = this.waiting.get(chatId);
			if (others) {
				others.push(waiting);
				return;
			}
			const all = [waiting];
			this.waiting.set(chatId, all);
			this.watch(chatId, all, patience).catch((failure: Error) => {
				this.waiting.delete(chatId);
				for (const one of all) one.giveUp(failure);
			});
		});
	}

	private async watch(chatId: string, all: Waiting[], patience: Patience): Promise<void> {
		let seen = 0;
		for (let pause = shortestPause; all.length > 0; pause = Math.min(pause * 2, longestPause)) {
			// Someone new is looked for as soon as the first one was.
			if (all.length > seen) pause = shortestPause;
			const deadline = Math.min(...all.map((one) => one.deadline));
			await sleep(Math.max(0, Math.min(pause, deadline - Date.now())), this.signal);
			const asked = all.length;
			const chat = await this.limit(async () => await this.read(chatId, patience));
			const now = Date.now();
			const left = all.slice(0, asked).filter((one) => {
				if (chat && one.see(chat)) return false;
				if (one.deadline > now) return true;
				one.giveUp();
				return false;
			});
			all.splice(0, asked, ...left);
			seen = left.length;
		}
		this.waiting.delete(chatId);
	}

	/** Undefined when the next reading may do better. */
	private async read(chatId: string, patience: Patience): Promise<Chat | undefined> {
		const once = { ...patience, maxRetries: 0 };
		const result = await getChat(this.client, chatId, once).catch(asFailure);
		if (!(result instanceof LinqError)) return result;
		if (result.failure.retryable) return undefined;
		throw result;
	}
}

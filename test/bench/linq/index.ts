/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- n8n never runs this */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type {
	Beginning,
	CommandMessage,
	EventTaker,
	EventTally,
	GroupTally,
	LinqCommands,
	MessageTally,
	OpenedServer,
	PictureTally,
	ReplyMessage,
	Tally,
} from './commands';

export type { EventTaker, GroupTally, MessageTally, PictureTally, Stage, Tally } from './commands';

/** Linq servers in one process of their own. */
export class LinqProcess {
	private readonly child: ChildProcess = fork(path.join(__dirname, 'main.ts'));
	private readonly waiting = new Map<number, (reply: ReplyMessage) => void>();
	private commands = 0;

	constructor() {
		this.child.on('message', (message) => {
			const reply = message as ReplyMessage;
			this.waiting.get(reply.id)?.(reply);
			this.waiting.delete(reply.id);
		});
		this.child.once('exit', () => {
			for (const [id, resolve] of this.waiting) resolve({ id, error: 'The Linq servers ended' });
		});
	}

	/** Starts a server that takes so many milliseconds for every answer. */
	async open(answerTime: number): Promise<LinqServer> {
		return new LinqServer(this, await this.ask('open', { answerTime }));
	}

	/** @throws Error when the command failed or the process has ended */
	async ask<Name extends keyof LinqCommands>(
		name: Name,
		argument: Parameters<LinqCommands[Name]>[0],
	): Promise<Awaited<ReturnType<LinqCommands[Name]>>> {
		const id = this.commands++;
		const message: CommandMessage = { id, name, argument };
		const { result, error } = await new Promise<ReplyMessage>((resolve) => {
			this.waiting.set(id, resolve);
			this.child.send(message);
		});
		if (error !== undefined) throw new Error(error);
		return result as Awaited<ReturnType<LinqCommands[Name]>>;
	}

	/** Ends the process and with it all servers. */
	end(): void {
		if (this.child.connected) this.child.disconnect();
	}
}

/** One Linq server with `chatCount` group chats, and the busy one beside them. */
export class LinqServer {
	constructor(
		private readonly process: LinqProcess,
		private readonly opened: OpenedServer,
	) {}

	get baseUrl(): string {
		return this.opened.baseUrl;
	}

	get apiKey(): string {
		return this.opened.apiKey;
	}

	/** Nobody is in the chats any more but their first members, and nothing was asked for. */
	async begin(beginning: Beginning = {}): Promise<void> {
		await this.process.ask('begin', { ...beginning, ...this.place });
	}

	/** Each chat has `groupSize` people, of whom so many are others than a deal team has. */
	async beginGroups(changed: number): Promise<void> {
		await this.process.ask('beginGroups', { changed, ...this.place });
	}

	/** There are so many chats instead. */
	async beginList(chats: number): Promise<void> {
		await this.process.ask('beginList', { chats, ...this.place });
	}

	/** Resolves once so many requests have come in since `begin`. */
	async received(requests: number): Promise<void> {
		await this.process.ask('received', { requests, ...this.place });
	}

	async tally(): Promise<Tally> {
		return await this.process.ask('tally', this.place);
	}

	async tallyMessages(): Promise<MessageTally> {
		return await this.process.ask('tallyMessages', this.place);
	}

	async tallyPictures(): Promise<PictureTally> {
		return await this.process.ask('tallyPictures', this.place);
	}

	async tallyGroups(): Promise<GroupTally> {
		return await this.process.ask('tallyGroups', this.place);
	}

	/** See `LinqCommands`. */
	async sendEvents(to: EventTaker, count: number, atOnce: number): Promise<EventTally> {
		return await this.process.ask('sendEvents', { to, count, atOnce, ...this.place });
	}

	private get place(): { server: number } {
		return { server: this.opened.server };
	}
}

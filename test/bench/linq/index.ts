import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Limit } from '../../emulator/rateLimit';
import type {
	CommandMessage,
	GroupTally,
	LinqCommands,
	MessageTally,
	OpenedServer,
	ReplyMessage,
	Stage,
	Tally,
} from './commands';

export type { MessageTally, Stage, Tally } from './commands';

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

	/**
	 * Nobody is in the chats any more, and nothing was asked for; no limit unless there are stages.
	 *
	 * @param messageLimit of each chat's own
	 */
	async begin(stages: Stage[] = [], messageLimit?: Limit): Promise<void> {
		await this.process.ask('begin', { server: this.opened.server, stages, messageLimit });
	}

	/** Resolves once so many requests have come in since `begin`. */
	async received(requests: number): Promise<void> {
		await this.process.ask('received', { server: this.opened.server, requests });
	}

	async tally(): Promise<Tally> {
		return await this.process.ask('tally', { server: this.opened.server });
	}

	/** Each chat has `groupSize` people, of whom so many are others than a deal team has. */
	async beginGroups(changed: number): Promise<void> {
		await this.process.ask('beginGroups', { server: this.opened.server, changed });
	}

	async tallyGroups(): Promise<GroupTally> {
		return await this.process.ask('tallyGroups', { server: this.opened.server });
	}

	async tallyMessages(): Promise<MessageTally> {
		return await this.process.ask('tallyMessages', { server: this.opened.server });
	}
}

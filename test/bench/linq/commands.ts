import type { Limit } from '../../emulator';

/** A Linq server in the process that runs them. */
export interface OpenedServer {
	/** Its number, by which the other commands name it. */
	server: number;
	baseUrl: string;
	apiKey: string;
}

/** What a server allows, from the beginning or from a certain number of additions on. */
export interface Stage {
	/** How many people have been added when it begins. */
	from: number;
	/** None when left out. */
	limit?: Limit;
}

/** What a server got to see since the last `begin`. */
export interface Tally {
	/** All requests, refused ones included. */
	requests: number;
	/** Different people who were added. */
	added: number;
	/** Requests for people whose addition had been accepted already. */
	repeated: number;
}

/** What became of messages since the last `begin`. */
export interface MessageTally {
	/** All requests, refused ones included. */
	requests: number;
	/** Different messages that were sent. */
	sent: number;
	/** Messages that were sent before. */
	repeated: number;
	/** When the last message came in that went into another chat than the busy one: ms since 1970. */
	othersServedAt: number;
}

/** What became of groups since the last `begin`. */
export interface GroupTally {
	/** All requests, refused ones included. */
	requests: number;
	/** Groups in which exactly the people are that a deal team has after `groupChanges`. */
	inStep: number;
}

/** What the process that runs Linq servers is asked for, each with one argument. */
export interface LinqCommands {
	/** Starts a server that takes `answerTime` milliseconds for every answer. */
	open: (setting: { answerTime: number }) => Promise<OpenedServer>;
	/** Empties its chats of everyone but their first members and forgets what it got to see. */
	begin: (setting: { server: number; stages: Stage[]; messageLimit?: Limit }) => void;
	/**
	 * Puts `groupSize` people into each chat, of whom the first `changed` are others than a deal team
	 * has, and forgets what it got to see.
	 */
	beginGroups: (setting: { server: number; changed: number }) => void;
	/** Resolves once so many requests have come in since `begin`. */
	received: (setting: { server: number; requests: number }) => Promise<void>;
	tally: (setting: { server: number }) => Tally;
	tallyMessages: (setting: { server: number }) => MessageTally;
	tallyGroups: (setting: { server: number }) => GroupTally;
}

/** Commands and their answers on their way between the two processes. */
export interface CommandMessage {
	id: number;
	name: keyof LinqCommands;
	argument: unknown;
}

/** `error` is there when the command failed, else `result` is what it returned. */
export interface ReplyMessage {
	id: number;
	result?: unknown;
	error?: string;
}

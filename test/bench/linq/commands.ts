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

/** How a server is while something is measured. */
export interface Beginning {
	/** No limit unless there are any. */
	stages?: Stage[];
	/** What each chat has of its own; none when left out. */
	messageLimit?: Limit;
	/** Milliseconds until someone whose addition was accepted is in the chat; at once when left out. */
	joinDelay?: number;
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

/** What became of messages with a picture since the last `begin`. */
export interface PictureTally {
	/** All requests, uploads included. */
	requests: number;
	/** Messages that were sent, each with a picture that no other has and that was uploaded whole. */
	sent: number;
	/** The most uploads that were open at the same time. */
	mostAtOnce: number;
}

/** What became of groups since the last `begin`. */
export interface GroupTally {
	/** All requests, refused ones included. */
	requests: number;
	/** Groups in which exactly the people are that a deal team has after `groupChanges`. */
	inStep: number;
}

/** A step of n8n's that takes events. */
export interface EventTaker {
	/** n8n's address without a slash at the end. */
	origin: string;
	/** What follows it; left out, what the only webhook subscription says. */
	path?: string;
	/** Beside those that Linq sends. */
	headers: Record<string, string>;
}

/** How events were sent. Times are milliseconds since 1970. */
export interface EventTally {
	/** When the first was sent. */
	began: number;
	/** When the last one was answered. */
	answered: number;
	/** Those that were answered with another status than 200. */
	refused: number;
}

/** What the process that runs Linq servers is asked for, each with one argument. */
export interface LinqCommands {
	/** Starts a server that takes `answerTime` milliseconds for every answer, uploads included. */
	open: (setting: { answerTime: number }) => Promise<OpenedServer>;
	/** Empties its chats of everyone but their first members and forgets what it got to see. */
	begin: (setting: Beginning & { server: number }) => void;
	/**
	 * Puts `groupSize` people into each chat, of whom the first `changed` are others than a deal team
	 * has, and forgets what it got to see.
	 */
	beginGroups: (setting: { server: number; changed: number }) => void;
	/** Has so many chats instead, and forgets what it got to see. */
	beginList: (setting: { server: number; chats: number }) => void;
	/** Resolves once so many requests have come in since `begin`. */
	received: (setting: { server: number; requests: number }) => Promise<void>;
	tally: (setting: { server: number }) => Tally;
	tallyMessages: (setting: { server: number }) => MessageTally;
	tallyPictures: (setting: { server: number }) => PictureTally;
	tallyGroups: (setting: { server: number }) => GroupTally;
	/** Tells of so many messages, as many at once as said; resolves when all are answered. */
	sendEvents: (setting: {
		server: number;
		to: EventTaker;
		count: number;
		atOnce: number;
	}) => Promise<EventTally>;
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

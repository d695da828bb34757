import { KnownChats } from './chats/knownChats';
import { MemberLists } from './chats/memberLists';
import { ChatReadings } from './chats/readings';
import { Replacements } from './chats/replacements';
import { Experiences } from './messages/experiences';
import { References } from './messages/references';
import { BlockedHandles } from './people/blockedHandles';
import { Capabilities } from './people/capabilities';
import { OwnLines } from './people/lines';
import type { LinqClient } from './wire/client';
import { Confirmations } from './wire/confirmations';
import type { FileTransport } from './wire/transport';

/** What all items of one execution share. */
export interface Session {
	client: LinqClient;
	readings: ChatReadings;
	knownChats: KnownChats;
	confirmations: Confirmations;
	capabilities: Capabilities;
	replacements: Replacements;
	memberLists: MemberLists;
	experiences: Experiences;
	ownLines: OwnLines;
	blockedHandles: BlockedHandles;
	references: References;
	/** Moves files to and from the addresses that Linq names. */
	files: FileTransport;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal;
}

/**
 * The same for items that only ask what would be done: what they make of the chats in their minds is
 * apart from what is done in earnest beside them.
 */
export function previewIn(session: Session): Session {
	const { client, ownLines, signal } = session;
	const readings = new ChatReadings(client);
	return {
		...session,
		readings,
		knownChats: new KnownChats(client, ownLines),
		replacements: new Replacements(client, readings, signal),
	};
}

export function openSession(
	client: LinqClient,
	files: FileTransport,
	signal?: AbortSignal,
): Session {
	const readings = new ChatReadings(client);
	const ownLines = new OwnLines(client);
	return {
		client,
		readings,
		knownChats: new KnownChats(client, ownLines),
		confirmations: new Confirmations(signal),
		capabilities: new Capabilities(client, signal),
		replacements: new Replacements(client, readings, signal),
		memberLists: new MemberLists(),
		experiences: new Experiences(client),
		ownLines,
		blockedHandles: new BlockedHandles(client),
		references: new References(client),
		files,
		signal,
	};
}

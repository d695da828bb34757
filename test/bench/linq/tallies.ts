import type { Emulator } from '../../emulator';
import { busyChatId, chatCount } from '../records';
import { isInStep } from './accounts';
import type { GroupTally, MessageTally, PictureTally, Tally } from './commands';

/** Requests that Linq took up. */
export function accepted({ requests }: Pick<Emulator, 'requests'>) {
	return requests.filter(({ status }) => status === 202);
}

/** What became of people who were added. */
export function tally({ requests }: Emulator): Tally {
	const people = new Set<unknown>();
	let repeated = 0;
	for (const { method, body, status } of requests) {
		if (method !== 'POST') continue;
		const { handle } = body as { handle: string };
		if (people.has(handle)) repeated++;
		if (status === 202) people.add(handle);
	}
	return { requests: requests.length, added: people.size, repeated };
}

/** What became of messages of one text. */
export function tallyMessages(linq: Emulator): MessageTally {
	const { messages } = linq.account;
	const sent = new Set(messages.map(({ parts: [part] }) => part?.type === 'text' && part.value));
	const others = accepted(linq).filter(({ path }) => !path.includes(busyChatId));
	return {
		requests: linq.requests.length,
		sent: sent.size,
		repeated: messages.length - sent.size,
		othersServedAt: Math.max(...others.map(({ receivedAt }) => receivedAt)),
	};
}

/** What became of messages of a text and a picture. */
export function tallyPictures({ requests, uploads, storage, account }: Emulator): PictureTally {
	const whole = new Map(
		account.attachments.flatMap(({ id, status, sha256, bytes, size_bytes }) =>
			status === 'complete' && bytes?.length === size_bytes ? [[id, sha256] as const] : [],
		),
	);
	const pictures = account.messages.flatMap(({ parts }) =>
		parts.flatMap((part) => (part.type === 'media' && whole.get(part.id)) || []),
	);
	return {
		requests: requests.length + uploads.length,
		sent: new Set(pictures).size,
		mostAtOnce: storage.mostUploadsAtOnce,
	};
}

/** What became of the groups of deal teams. */
export function tallyGroups({ requests, account }: Emulator): GroupTally {
	const chats = Array.from({ length: chatCount }, (_, chat) => chat);
	return {
		requests: requests.length,
		inStep: chats.filter((chat) => isInStep(account, chat)).length,
	};
}

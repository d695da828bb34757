import { Account, startEmulator, type Emulator } from '../../emulator';
import { busyChatId, chatCount, chatIdOf, groupSize, memberOf } from '../records';
import type { CommandMessage, LinqCommands, ReplyMessage, Stage } from './commands';

// A process of its own, so that what the Linq servers use is not counted as n8n's.

const servers: Emulator[] = [];
const stageTimers = new Map<Emulator, NodeJS.Timeout>();

function accountOf(peopleOf: (chat: number) => string[]): Account {
	const account = new Account();
	account.addPhoneNumber({ phone_number: '+12025550100' });
	for (let chat = 0; chat <= chatCount; chat++) {
		account.addChat({ id: chatIdOf(chat), handles: peopleOf(chat) });
	}
	return account;
}

// Linq limits messages to the same people together, so each chat has people of its own.
const emptyChats = () =>
	accountOf((chat) => ['jo', 'kim'].map((name) => `${name}${chat}@example.com`));

/** Those of a deal team's group, the first of whom may be others. */
function groupOf(chat: number, changed: number): string[] {
	const numbers = Array.from({ length: groupSize }, (_, number) => number);
	return numbers.map((number) => memberOf(chat, number < changed ? number + groupSize : number));
}

function accepted({ requests }: Emulator) {
	return requests.filter(({ status }) => status === 202);
}

function watchStages(linq: Emulator, stages: Stage[]): void {
	clearInterval(stageTimers.get(linq));
	const follow = () => {
		const added = accepted(linq).length;
		linq.limit = stages.findLast(({ from }) => added >= from)?.limit;
	};
	linq.limit = stages[0]?.limit;
	if (stages.length > 1) stageTimers.set(linq, setInterval(follow, 5));
}

function serverOf({ server }: { server: number }): Emulator {
	const linq = servers[server];
	if (!linq) throw new Error(`There is no server ${server}`);
	return linq;
}

const commands: LinqCommands = {
	async open({ answerTime }) {
		const linq = await startEmulator();
		linq.faults.add({ kind: 'delay', milliseconds: answerTime, times: Infinity });
		const { baseUrl, apiKey } = linq;
		return { server: servers.push(linq) - 1, baseUrl, apiKey };
	},
	begin({ server, stages, messageLimit }) {
		const linq = serverOf({ server });
		linq.account = emptyChats();
		linq.requests.length = 0;
		linq.messageLimit = messageLimit;
		watchStages(linq, stages);
	},
	beginGroups({ server, changed }) {
		const linq = serverOf({ server });
		linq.account = accountOf((chat) => groupOf(chat, changed));
		linq.requests.length = 0;
		watchStages(linq, []);
	},
	async received({ server, requests }) {
		await serverOf({ server }).received(requests);
	},
	tally({ server }) {
		const linq = serverOf({ server });
		const people = new Set<unknown>();
		let repeated = 0;
		for (const { body, status } of linq.requests) {
			const { handle } = body as { handle: string };
			if (people.has(handle)) repeated++;
			if (status === 202) people.add(handle);
		}
		return { requests: linq.requests.length, added: people.size, repeated };
	},
	tallyGroups({ server }) {
		const { requests, account } = serverOf({ server });
		const isInStep = (chat: number) => {
			const active = account
				.chat(chatIdOf(chat))!
				.handles.filter(({ status, is_me }) => status === 'active' && !is_me)
				.map(({ handle }) => handle);
			return groupOf(chat, 0).sort().join() === active.sort().join();
		};
		const chats = Array.from({ length: chatCount }, (_, chat) => chat);
		return { requests: requests.length, inStep: chats.filter(isInStep).length };
	},
	tallyMessages({ server }) {
		const linq = serverOf({ server });
		const { messages } = linq.account;
		const sent = new Set(messages.map(({ parts: [part] }) => part?.type === 'text' && part.value));
		const others = accepted(linq).filter(({ path }) => !path.includes(busyChatId));
		return {
			requests: linq.requests.length,
			sent: sent.size,
			repeated: messages.length - sent.size,
			othersServedAt: Math.max(...others.map(({ receivedAt }) => receivedAt)),
		};
	},
};

async function follow({ id, name, argument }: CommandMessage): Promise<void> {
	const command = commands[name] as (argument: unknown) => unknown;
	let reply: ReplyMessage;
	try {
		reply = { id, result: await command(argument) };
	} catch (error) {
		reply = { id, error: String(error) };
	}
	process.send?.(reply);
}

process.on('message', (message) => void follow(message as CommandMessage));
process.once('disconnect', () => process.exit());

/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { startEmulator, type Emulator } from '../../emulator';
import { emptyChats, groups } from './accounts';
import type { CommandMessage, LinqCommands, ReplyMessage, Stage } from './commands';
import { sendEvents } from './events';
import { accepted, tally, tallyGroups, tallyMessages, tallyPictures } from './tallies';

// A process of its own, so that what the Linq servers use is not counted as n8n's.

const servers: Emulator[] = [];
const stageTimers = new Map<Emulator, NodeJS.Timeout>();

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

/** What the account held and what came in is over; without limits, and nobody takes long to join. */
function beginWith(linq: Emulator, account: Emulator['account']): Emulator {
	linq.account = account;
	linq.requests.length = 0;
	linq.uploads.length = 0;
	linq.storage.mostUploadsAtOnce = 0;
	linq.messageLimit = undefined;
	linq.joinDelay = 0;
	watchStages(linq, []);
	return linq;
}

const commands: LinqCommands = {
	async open({ answerTime }) {
		const linq = await startEmulator();
		const delay = { kind: 'delay', milliseconds: answerTime, times: Infinity } as const;
		linq.faults.add(delay);
		linq.storage.faults.add(delay);
		const { baseUrl, apiKey } = linq;
		return { server: servers.push(linq) - 1, baseUrl, apiKey };
	},
	begin({ stages = [], messageLimit, joinDelay = 0, ...setting }) {
		const linq = beginWith(serverOf(setting), emptyChats());
		Object.assign(linq, { messageLimit, joinDelay });
		watchStages(linq, stages);
	},
	beginGroups({ changed, ...setting }) {
		beginWith(serverOf(setting), groups(changed));
	},
	beginList({ chats, ...setting }) {
		beginWith(serverOf(setting), emptyChats(chats));
	},
	async received({ requests, ...setting }) {
		await serverOf(setting).received(requests);
	},
	tally: (setting) => tally(serverOf(setting)),
	tallyMessages: (setting) => tallyMessages(serverOf(setting)),
	tallyPictures: (setting) => tallyPictures(serverOf(setting)),
	tallyGroups: (setting) => tallyGroups(serverOf(setting)),
	sendEvents: async ({ to, count, atOnce, ...setting }) =>
		await sendEvents(serverOf(setting), to, count, atOnce),
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

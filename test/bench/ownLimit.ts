/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Limit } from '../emulator/rateLimit';
import { announce } from '../n8n/command';
import { thisNodeSending } from './candidates';
import type { LinqProcess, MessageTally } from './linq';
import { timeOf, workflowFor } from './measure';
import type { MeasuredN8n } from './n8n';
import { chatCount } from './records';
import { interleaved, median } from './rounds';

/** A message into each of the chats, and before those so many into one chat more. */
export interface OwnLimitCase {
	/** As it is called in the table. */
	name: string;
	intoBusyChat: number;
}

/** What became of the messages, the median of each figure. */
export interface OwnLimitFigures extends Omit<MessageTally, 'othersServedAt'> {
	failed: number;
	/** How long the step took. */
	seconds: number;
	/** How long after the step's beginning the last message into one of the other chats came in. */
	othersSeconds: number;
}

/** As Linq's own of 30 in 60 seconds, with a window short enough to be waited for several times. */
export const ownLimit: Limit = { requests: 5, seconds: 5 };

export const alone: OwnLimitCase = { name: `${chatCount} chats`, intoBusyChat: 0 };
export const besideBusy: OwnLimitCase = {
	name: `${chatCount} chats beside one at its limit`,
	intoBusyChat: 15,
};

/** How many messages there are. */
export function messagesOf({ intoBusyChat }: OwnLimitCase): number {
	return chatCount + intoBusyChat;
}

/** How many seconds the busy chat's limit allows for its messages at best. */
export function leastSecondsOf({ intoBusyChat }: OwnLimitCase): number {
	return Math.max(0, Math.ceil(intoBusyChat / ownLimit.requests) - 1) * ownLimit.seconds;
}

export type OwnLimitResults = Map<OwnLimitCase, OwnLimitFigures>;

/** The other chats alone, and beside the busy one, in each round, at the same Linq server. */
export async function measureOwnLimit(
	{ client }: MeasuredN8n,
	linqs: LinqProcess,
	rounds: number,
): Promise<OwnLimitResults> {
	const linq = await linqs.open(50);
	const run = async (subject: OwnLimitCase): Promise<OwnLimitFigures> => {
		const candidate = thisNodeSending(subject.name, subject.intoBusyChat);
		const count = messagesOf(subject);
		const workflow = await client.createWorkflow(await workflowFor(client, linq, candidate, count));
		// What was let through in the round before counts no more.
		await sleep(ownLimit.seconds * 1000);
		await linq.begin({ messageLimit: ownLimit });
		const execution = await client.runWorkflow(workflow, 'Start', 180_000);
		const { othersServedAt, ...tally } = await linq.tallyMessages();
		const [step] = execution.data.resultData.runData.Candidate!;
		const figures = {
			...tally,
			failed: step!.data?.main?.[1]?.length ?? 0,
			seconds: timeOf(execution) / 1000,
			othersSeconds: (othersServedAt - step!.startTime) / 1000,
		};
		announce(`${subject.name}: ${JSON.stringify(figures)}`);
		return figures;
	};
	// n8n reads the parameters of a step more slowly the first time.
	await run(alone);
	const runs = await interleaved([alone, besideBusy], rounds, run);
	return new Map([...runs].map(([subject, figures]) => [subject, medianOf(figures)]));
}

function medianOf(rounds: OwnLimitFigures[]): OwnLimitFigures {
	const of = (figure: keyof OwnLimitFigures) => median(rounds.map((round) => round[figure]));
	return {
		requests: of('requests'),
		sent: of('sent'),
		repeated: of('repeated'),
		failed: of('failed'),
		seconds: of('seconds'),
		othersSeconds: of('othersSeconds'),
	};
}

import type { INodeExecutionData } from 'n8n-workflow';
import type { Emulator } from '../emulator';
import type { Engine, WorkflowFile } from '../engine/engine';
import { exampleWith } from './examples';

/** What came out of one step on Success. */
type Items = INodeExecutionData[];

/** Who votes for what. */
export const votes = [
	{ handle: '+12025550121', option: 'Tuesday, 2 pm' },
	{ handle: '+12025550122', option: 'Tuesday, 2 pm' },
	{ handle: 'jordan.lee@acme.example', option: 'Thursday, 10 am' },
];

/**
 * Runs the example from its beginning to its end: the group is asked, people vote, and Linq tells of
 * the last vote.
 *
 * @returns what came out of asking and of reading the poll
 */
export async function findADate(
	engine: Engine,
	linq: Emulator,
): Promise<{ asked: Items; result: Items }> {
	const credential = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
	const workflow = exampleWith('poll-about-a-date', 'Linq');
	const from = async (start: string, step: string, pinned: WorkflowFile['pinData']) => {
		const nodes = workflow.nodes.toSorted((one, other) =>
			one.name === start ? -1 : other.name === start ? 1 : 0,
		);
		const file = { ...workflow, nodes, pinData: pinned };
		const { data } = await engine.start(file, credential).finished;
		const task = data.resultData.runData[step]?.[0];
		if (task?.data === undefined) throw data.resultData.error ?? new Error('The workflow failed');
		return task.data.main![0]!;
	};
	const asked = await from('Dates to be found', 'Ask the group', workflow.pinData);
	const message_id = asked[0]!.json.message_id as string;
	for (const vote of votes) linq.account.vote(message_id, vote);
	const event = { event_type: 'poll.vote.added', data: { message_id } };
	const result = await from('Someone voted', 'Read the poll', {
		'Someone voted': [{ json: event }],
	});
	return { asked, result };
}

/** The choices of a poll that came out, with how many people want each. */
export function countedVotes([item]: Items): Array<[choice: string, voters: string[]]> {
	const { options } = item!.json.poll as unknown as {
		options: Array<{ text: string; voters: Array<{ handle: string }> }>;
	};
	return options.map(({ text, voters }) => [text, voters.map(({ handle }) => handle)]);
}

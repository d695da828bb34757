/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import Table from 'cli-table3';
import type { INodeExecutionData } from 'n8n-workflow';
import { Engine } from '../engine/engine';
import { countedVotes, findADate } from '../examples/pollAboutADate';
import { exampleWith, linqNode, startExampleLinq, type Example } from '../examples/examples';

type Fields = Record<string, string>;

/** `npm run demo`: the example workflows in n8n's engine, and what came out. */
async function demo(): Promise<void> {
	const engine = await Engine.load();
	await show(engine, 'add-crm-contacts-to-group-chat');
	await show(engine, 'make-sure-they-joined');
	await showPoll(engine);
}

/** A poll: what the group was asked, and what came of it. */
async function showPoll(engine: Engine): Promise<void> {
	const linq = await startExampleLinq();
	const { asked, result } = await findADate(engine, linq);
	await linq.close();
	const { name } = exampleWith('poll-about-a-date', 'Linq');
	process.stdout.write(`\n\n${name}\n${'='.repeat(name.length)}\n`);
	const rows = countedVotes(result).map(([Choice, voters]) => ({
		json: { Choice, Votes: String(voters.length), Who: voters.join('\n') },
	}));
	const columns = { Choice: 24, Votes: 8, Who: 32 };
	const { question } = asked[0]!.json as Fields;
	print(`${question}`, columns, rows, ({ Choice, Votes, Who }) => [Choice, Votes, Who]);
}

async function show(engine: Engine, example: Example): Promise<void> {
	const linq = await startExampleLinq();
	const workflow = exampleWith(example, 'Linq');
	const credential = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
	const { data } = await engine.start(workflow, credential).finished;
	await linq.close();

	const task = data.resultData.runData[linqNode]?.[0];
	if (task?.data === undefined) throw data.resultData.error ?? new Error('The workflow failed');
	const [success, error] = task.data.main!;
	process.stdout.write(`\n\n${workflow.name}\n${'='.repeat(workflow.name.length)}\n`);
	print(
		`Success: ${success!.length} records`,
		{ Name: 16, 'Phone in the CRM': 40, 'Added as': 28, Status: 18, Message: 32 },
		success!,
		({ name, phone, handle, status, joined, message }) => [
			name,
			phone,
			handle,
			joined ? `${status}, joined` : status,
			message,
		],
	);
	print(
		`Error: ${error!.length} records`,
		{ Name: 16, 'Phone in the CRM': 24, 'What went wrong': 28, 'What to do': 40, Requests: 10 },
		error!,
		({ name, phone, error: report }) => {
			const { message, hint, attempts } = report as unknown as Fields;
			return [name, phone, message, hint, attempts];
		},
	);
	for (const { message } of task.hints ?? []) process.stdout.write(`\n${message}\n`);
}

function print(
	title: string,
	columns: Record<string, number>,
	items: INodeExecutionData[],
	row: (fields: Fields) => Array<string | undefined>,
): void {
	const table = new Table({
		head: Object.keys(columns),
		colWidths: Object.values(columns),
		wordWrap: true,
		style: { head: [], border: [] },
	});
	table.push(...items.map(({ json }) => row(json as Fields).map((text) => text ?? '')));
	process.stdout.write(`\n${title}\n${table.toString()}\n`);
}

void demo().catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exitCode = 1;
});

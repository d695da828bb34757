import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { resultOf, workflowOf, type NodeResult, type WorkflowFile } from './engine';
import type { Setting } from './setting';

/**
 * Runs a step with each of these parameters, all with the same items, in one execution: n8n spends on
 * each execution what it spends on several steps. None of them may wait, as all would.
 *
 * @param all of each step, on top of Chat → Add Participant
 * @returns what came out of each
 * @throws what one of them threw
 */
export async function runSideBySide(
	{ engine, credential }: Setting,
	items: INodeExecutionData[],
	all: INodeParameters[],
): Promise<NodeResult[]> {
	const { finished, credentials } = engine.start(stepsWith(items, all), credential);
	const { resultData } = (await finished).data;
	if (resultData.error) throw resultData.error;
	return all.map((_, index) => resultOf(resultData.runData[nameOf(index)]![0]!, credentials));
}

const nameOf = (index: number) => `Step ${index + 1}`;

function stepsWith(items: INodeExecutionData[], all: INodeParameters[]): WorkflowFile {
	const file = workflowOf(items, {});
	const [records, step] = file.nodes;
	const steps = all.map((parameters, index) => ({
		...{ ...step!, id: nameOf(index), name: nameOf(index) },
		parameters: { ...step!.parameters, ...parameters },
	}));
	const main = steps.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }));
	return { ...file, nodes: [records!, ...steps], connections: { Records: { main: [main] } } };
}

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** What became of one input item. */
export type Outcome =
	/** One output item for each object; most operations give one, lists give many or none. */
	{ answers: IDataObject[]; includeInputFields: boolean } | { error: IDataObject };

/**
 * Puts every input item on exactly one of the two outputs, in input order, paired to its input.
 *
 * @param items the input
 * @param outcomes what became of each, in the same order
 * @returns output 0 Success, output 1 Error
 */
export function routeToOutputs(
	items: INodeExecutionData[],
	outcomes: Outcome[],
): [success: INodeExecutionData[], error: INodeExecutionData[]] {
	const success: INodeExecutionData[] = [];
	const failed: INodeExecutionData[] = [];
	outcomes.forEach((outcome, index) => {
		const item = items[index]!;
		const pairedItem = { item: index };
		if ('error' in outcome) {
			const json = { ...item.json, error: outcome.error };
			failed.push({ json, ...binaryOf(item), pairedItem });
			return;
		}
		for (const answer of outcome.answers) {
			success.push(
				outcome.includeInputFields
					? { json: { ...item.json, ...answer }, ...binaryOf(item), pairedItem }
					: { json: answer, pairedItem },
			);
		}
	});
	return [success, failed];
}

function binaryOf({ binary }: INodeExecutionData): Pick<INodeExecutionData, 'binary'> {
	return binary === undefined ? {} : { binary };
}

import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

/** What one output item holds. */
export interface Output {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

/** What became of one input item. */
export type Outcome =
	/**
	 * Most operations give one output item, lists give many or none. `keepsOldError` where nothing was
	 * done, so that what an earlier run said about the item still holds.
	 */
	| { answers: Output[]; includeInputFields: boolean; keepsOldError?: boolean }
	| { error: IDataObject };

/**
 * An item's fields without the `error` of an earlier run, which an item of the Error output still has
 * after it was corrected. A field `error` of the user's own, of any other shape, stays.
 */
function withoutOldError(fields: IDataObject): IDataObject {
	const { error, ...others } = fields;
	const isReport =
		typeof error === 'object' &&
		error !== null &&
		['message', 'hint', 'category'].every((name) => typeof Reflect.get(error, name) === 'string');
	return isReport ? others : fields;
}

/**
 * Puts every input item on exactly one of the two outputs, in input order, paired to its input. On
 * Success no item has the `error` of an earlier run, unless it `keepsOldError`; on Error the new one
 * takes its place.
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
			failed.push({ json, ...binaryOf(item.binary), pairedItem });
			return;
		}
		const fields = outcome.keepsOldError ? item.json : withoutOldError(item.json);
		for (const { json, binary } of outcome.answers) {
			success.push(
				outcome.includeInputFields
					? {
							json: { ...fields, ...json },
							...binaryOf(item.binary || binary ? { ...item.binary, ...binary } : undefined),
							pairedItem,
						}
					: { json, ...binaryOf(binary), pairedItem },
			);
		}
	});
	return [success, failed];
}

/** The files of an item, where it has any. */
export function binaryOf(binary: IBinaryKeyData | undefined): Pick<INodeExecutionData, 'binary'> {
	return binary === undefined ? {} : { binary };
}

import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../linq/values/json';

/** An object of Linq's as one output item. */
export function asOutput(answer: JsonObject): { json: IDataObject } {
	return { json: answer as IDataObject };
}

import type { Output } from '../../items/outputs';
import type { JsonObject } from '../../linq/values/json';
import { asOutput } from './lists';

/** What would be done for an item, and for whom. */
interface Preview extends JsonObject {
	/** The same words for the same, such as `would_send`. */
	status: string;
	/** The same for people. */
	message: string;
}

/** What comes out for an item for which something would be sent. */
export function previewed({ status, message, ...further }: Preview): Output[] {
	return [asOutput({ status, message, trace_id: null, ...further })];
}

/** How many people, as a sentence takes them. */
export function countedPeople({ length }: string[]): string {
	return length === 1 ? '1 person' : `${length} people`;
}

/** The sentence, where an earlier run of the record may have done it already, under the same key. */
export function unlessDone(sentence: string, isPerhapsDone: boolean | undefined): string {
	return isPerhapsDone ? `${sentence}, unless an earlier try that failed has sent it` : sentence;
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Question } from '../../linq/messages/answers';
import { isObject, objectsOf } from '../../linq/values/json';
import type { AskedFor } from '../parameters/askedFor';

/** What becomes of an answer that fits nothing. */
export type OnUnclear = 'keepWaiting' | 'askAgain' | 'takeIt';

/** A question that an execution waits for the answer to. n8n stores it with the execution. */
export interface OpenQuestion {
	question: Question;
	/** Linq's, which calls when something happens in the chat. */
	subscriptionId: string;
	onUnclear: OnUnclear;
	/** How many reminders are sent at most. */
	mostReminders: number;
	/** Under which reminders are sent once, each with its number. */
	key: string;
	/** An agent reads what comes out, so nothing of the input stands with it. */
	isReview: boolean;
	/** Whether the input's fields come out on Success. */
	includeInputFields: boolean;
	/** Where it stands when nobody answered: on Error, or on Success where nobody would see that. */
	isOnError: boolean;
	/** What comes out whatever happens: `chat_id` and `message_id`. */
	output: IDataObject;
	/** What the item was about, for its error. */
	askedFor: AskedFor;
}

/** What n8n's types don't know of a step's metadata. */
interface Stored {
	linqChat?: unknown;
}

/** Has n8n store the question with the execution, for `readOpenQuestion`. */
export function storeOpenQuestion(context: IExecuteFunctions, open: OpenQuestion): void {
	const execution = context.getExecuteData();
	const stored: Stored = { linqChat: open };
	// Before n8n 2.39, which passes on the first output only, the last one does nothing.
	execution.metadata = { ...execution.metadata, ...stored, forwardAllOutputs: true };
}

/**
 * The question that the execution behind a call waits with, and the items it would go on with when
 * the time is over: by output. n8n's context of a call holds the step's entry of the execution,
 * though its types don't say so (n8n 1.104 to 2.41).
 *
 * @returns undefined where there is none
 */
export function readOpenQuestion(
	context: object,
): { open: OpenQuestion; items: INodeExecutionData[][] } | undefined {
	const { executeData } = context as { executeData?: unknown };
	if (!isObject(executeData) || !isObject(executeData.metadata)) return undefined;
	const { linqChat } = executeData.metadata as Stored;
	const main = isObject(executeData.data) ? executeData.data.main : undefined;
	if (!isObject(linqChat) || !Array.isArray(main)) return undefined;
	const items = main.map((output: unknown) => objectsOf(output));
	// Only `storeOpenQuestion` writes it, and n8n keeps it where no outsider can reach it.
	return { open: linqChat as unknown as OpenQuestion, items: items as INodeExecutionData[][] };
}

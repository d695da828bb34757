import * as n8nWorkflow from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { invalidInput } from '../../linq/errors';
import { asksN8n } from '../../linq/webhooks/ownN8n';
import type { IsOver } from '../../linq/webhooks/waits';

/** The execution of a step, as far as one of its items can have it wait. */
export class StepExecution {
	/**
	 * @param index of the item
	 * @param isTool an agent's model calls the step by itself
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly index: number,
		readonly isTool: boolean,
	) {}

	/** The only item whose answer an execution can wait for: there is one address to call for a step. */
	get isFirst(): boolean {
		return this.index === 0;
	}

	get hasOthers(): boolean {
		return this.context.getInputData().length > 1;
	}

	/** Whether the step stands between an agent and its tools, to have somebody agree. */
	get isReview(): boolean {
		return isReviewTool(this.context.getNode().type);
	}

	/**
	 * Whether what comes out of a step that was waiting may come out on either output. n8n has that
	 * since 2.39; `checkNodesApiVersion` came with the same version.
	 */
	get takesBothOutputs(): boolean {
		return 'checkNodesApiVersion' in n8nWorkflow;
	}

	/** Says whether an execution of this n8n has ended, by the address it waited at. */
	get isOver(): IsOver {
		return asksN8n(this.context.helpers);
	}

	/**
	 * Where Linq is to call, signed by n8n.
	 *
	 * @param parameters what stands in its query; signed, too
	 * @throws LinqError `invalid_input` where this n8n can't wait, being too old
	 */
	resumeAddress(parameters: Record<string, string>): string {
		const onAnyN8n: Partial<IExecuteFunctions> = this.context;
		const address = onAnyN8n.getSignedResumeUrl?.(parameters);
		if (address === undefined) {
			throw invalidInput(
				'This n8n is too old to wait for an answer',
				'Update n8n to version 1.104 or a newer one; until then, use the Linq Chat Trigger to start a workflow with what people write.',
			);
		}
		return address;
	}
}

/** n8n makes such a type of every node that can send and wait, for reviews of what an agent does. */
export function isReviewTool(type: string): boolean {
	return type.endsWith('HitlTool');
}

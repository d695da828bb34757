import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * The step's parameters as n8n gives them. One without an expression in it is the same for all items,
 * and is asked for once: working out each takes n8n as long as much of a request.
 */
export class StepParameters {
	private readonly given: Record<string, unknown>;
	private readonly same = new Map<string, unknown>();

	constructor(private readonly context: IExecuteFunctions) {
		this.given = context.getNode().parameters;
	}

	/**
	 * @param index of the item
	 * @returns an empty text where there is no such parameter
	 * @throws n8n's own error when the expression fails
	 */
	read(name: string, index: number): unknown {
		if (this.same.has(name)) return this.same.get(name);
		const value: unknown = this.context.getNodeParameter(name, index, '', asItIs);
		if (!hasExpression(this.given[name])) this.same.set(name, value);
		return value;
	}
}

/** Nothing here has n8n validate it, and n8n would look through all parameters for one that has. */
const asItIs = { skipValidation: true };

/** As n8n tells them: texts that begin with an equals sign, however deep. */
function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}

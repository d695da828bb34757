import { NodeConnectionTypes, type IExecuteFunctions, type INode } from 'n8n-workflow';

/** One line on the canvas: from an output of a step to the first input of another, counted from 0. */
interface Connection {
	from: string;
	output: number;
	input: number;
}

/** What n8n has at run time since before 2.41, but names in no interface. */
interface KnowsConnections {
	getConnections?: (destination: INode, type: string) => unknown;
}

/**
 * Whether what comes out on an output reaches a step that is not deactivated. A deactivated one
 * hands on what comes in on its first input.
 *
 * @param output of the step that runs, from 0
 * @returns undefined where n8n doesn't tell what is connected
 */
export function leadsSomewhere(context: IExecuteFunctions, output: number): boolean | undefined {
	const { name } = context.getNode();
	const followers = context.getChildNodes(name);
	const connections = new Map<string, Connection[]>();
	for (const follower of [...followers, { name }]) {
		const found = connectionsTo(context, follower.name);
		if (found === undefined) return undefined;
		connections.set(follower.name, found);
	}
	const isDeactivated = new Map(followers.map((one) => [one.name, one.disabled]));
	const passed = new Set<string>();
	const outputs = [{ from: name, output }];
	for (const source of outputs) {
		for (const [follower, found] of connections) {
			const reached = found.filter(
				({ from, output: index }) => from === source.from && index === source.output,
			);
			if (reached.length === 0) continue;
			if (!isDeactivated.get(follower)) return true;
			if (passed.has(follower) || reached.every(({ input }) => input !== 0)) continue;
			passed.add(follower);
			outputs.push({ from: follower, output: 0 });
		}
	}
	return false;
}

/** @returns undefined where n8n doesn't tell, or not in the form that is known */
function connectionsTo(context: IExecuteFunctions, name: string): Connection[] | undefined {
	const { getConnections }: KnowsConnections = context as KnowsConnections;
	if (typeof getConnections !== 'function') return undefined;
	const inputs = getConnections.call(context, { name } as INode, NodeConnectionTypes.Main);
	if (!Array.isArray(inputs)) return undefined;
	const found: Connection[] = [];
	for (const [input, sources] of (inputs as unknown[]).entries()) {
		for (const source of Array.isArray(sources) ? (sources as unknown[]) : []) {
			const { node, index } = Object(source) as { node?: unknown; index?: unknown };
			if (typeof node !== 'string' || typeof index !== 'number') return undefined;
			found.push({ from: node, output: index, input });
		}
	}
	return found;
}

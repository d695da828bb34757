import { operationCalls } from '../../api/operationCalls';
import { keyOf } from '../../api/surface';
import { callsOfClient } from '../callsOfClient';

/** The operations of a resource of which the official client that can be installed knows nothing. */
export function newerOperations(resource: string): string[] {
	const known = new Set(callsOfClient());
	return Object.entries(operationCalls)
		.filter(([name, calls]) => {
			return name.startsWith(`${resource}:`) && !calls.some((call) => known.has(keyOf(call)));
		})
		.map(([name]) => name.slice(resource.length + 1));
}

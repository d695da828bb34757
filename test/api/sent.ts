import type { RecordedRequest } from '../emulator';
import { callKey } from './surface';
import { calls, fieldsOf, type Call } from './requests';

/** Each piece of a path that an ID or the like stands in. */
const pieces = /\{[^}]*\}/g;

/** Which call a request was; undefined for one that the package has no name for. */
export function callOf({ method, path }: RecordedRequest): Call | undefined {
	const fitting = calls.filter((call) => {
		const pattern = callKey(method, path.replace(/%7B|%7D/gi, '')).split('/');
		const expected = call.replace(pieces, '{}').split('/');
		return (
			expected.length === pattern.length &&
			expected.every((piece, index) => piece === '{}' || piece === pattern[index])
		);
	});
	// A fixed piece is meant before one that is put in.
	return fitting.sort((one, other) => holesIn(one) - holesIn(other))[0];
}

function holesIn(call: Call): number {
	return call.match(pieces)?.length ?? 0;
}

/** What a request said that the package is not known to say in this call. */
export function unknownFieldsOf(request: RecordedRequest, call: Call): string[] {
	const known = [...fieldsOf(call).keys()];
	const isKnown = (path: string): boolean => {
		if (known.includes(path)) return true;
		const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
		// What is in a field that takes anything is the user's own.
		const isLeaf = !known.some((one) => one.startsWith(`${parent}.`));
		return parent !== '' && isLeaf && isKnown(parent);
	};
	const paths = [...Object.keys(request.query), ...pathsIn(request.body)];
	return [...new Set(paths)].filter((path) => !isKnown(path));
}

/** Where something stands in a body; what is in a list stands where the list does. */
function pathsIn(value: unknown, place = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => pathsIn(one, place));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inside]) => {
		const path = place === '' ? name : `${place}.${name}`;
		return [path, ...pathsIn(inside, path)];
	});
}

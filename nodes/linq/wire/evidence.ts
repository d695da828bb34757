import { isObject, objectsOf, textOf, type JsonObject } from '../values/json';

/** Whether what came back is an answer to what was asked, and about what was asked about. */
export type Evidence = (answer: JsonObject) => boolean;

/** What Linq answers to a change that it has queued. */
export const isAccepted: Evidence = ({ status, message, success }) =>
	success === true || [status, message].some((text) => textOf(text, 500) !== undefined);

/** All of them speak for it. */
export function allOf(...evidence: Evidence[]): Evidence {
	return (answer) => evidence.every((speaks) => speaks(answer));
}

/** The answer names this ID in a field, whatever its case. */
export function isAbout(field: string, id: string): Evidence {
	return (answer) => isSame(answer[field], id);
}

/** The same, for answers that need not name it. */
export function isNotOfAnother(field: string, id: string): Evidence {
	return ({ [field]: named }) => named === undefined || named === null || isSame(named, id);
}

/** The answer names this person in a field, in whatever notation. */
export function isAboutPerson(field: string, handle: string): Evidence {
	return ({ [field]: named }) => isSamePerson(named, handle);
}

/** The answer names this person in a field, or nobody. */
export function isNotOfAnotherPerson(field: string, handle: string): Evidence {
	return ({ [field]: named }) =>
		named === undefined || named === null || isSamePerson(named, handle);
}

/** The answer has an ID, or any other text, in a field. */
export function hasText(field: string): Evidence {
	return (answer) => textOf(answer[field], 500) !== undefined;
}

/** The answer names this amount of money in a field, or none; any where none was asked for. */
export function isNotOtherAmount(field: string, amount: number | undefined): Evidence {
	return ({ [field]: named }) => amount === undefined || named === undefined || named === amount;
}

/** What stands in a field of the answer speaks for it. */
export function within(field: string, evidence: Evidence): Evidence {
	return ({ [field]: inner }) => isObject(inner) && evidence(inner);
}

/** Everyone who was written to is among the people of the chat, where the answer names these. */
export function isWith(people: string[]): Evidence {
	return ({ handles }) => {
		const named = objectsOf(handles).flatMap(({ handle }) => textOf(handle, 254) ?? []);
		if (named.length === 0) return true;
		return people.every((person) => named.some((one) => isSamePerson(one, person)));
	};
}

/** For calls that Linq answers with nothing: it may say something, but only what this speaks for. */
export function isNothingOr(evidence: Evidence): Evidence {
	return (answer) => Object.keys(answer).length === 0 || (isAccepted(answer) && evidence(answer));
}

/** The same, where it may say something about these IDs. */
export function isNothingOrAbout(names: Record<string, unknown>): Evidence {
	const ids = Object.entries(names).filter(([, id]) => typeof id === 'string');
	return isNothingOr(allOf(...ids.map(([name, id]) => isNotOfAnother(name, id as string))));
}

/**
 * Countries have ways to write one number, such as with the mobile prefix of an old plan: Linq's may
 * be another than the one that was sent.
 */
function isSamePerson(named: unknown, handle: string): boolean {
	if (isSame(named, handle)) return true;
	if (typeof named !== 'string' || handle.includes('@')) return false;
	return digitsAtTheEnd(named) === digitsAtTheEnd(handle);
}

/** What is the same in whatever way a country writes a number: 8 digits at most. */
export function digitsAtTheEnd(number: string): string {
	return number.replace(/\D/g, '').slice(-8);
}

function isSame(named: unknown, id: string): boolean {
	return typeof named === 'string' && named.trim().toLowerCase() === id.toLowerCase();
}

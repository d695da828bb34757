import { attempted, LinqError } from '../errors';
import { digitsAtTheEnd } from '../wire/evidence';
import { parseHandle } from './handles';

/**
 * Whether two handles as Linq writes them are one person's: the same in any case, or two ways in which
 * the person's country writes one number, such as with the mobile prefix of an old plan.
 */
export function isSameHandle(one: string, other: string): boolean {
	if (one.toLowerCase() === other.toLowerCase()) return true;
	if (likenessOf(one) !== likenessOf(other)) return false;
	const read = attempted(() => parseHandle(one) === parseHandle(other));
	return !(read instanceof LinqError) && read;
}

/** The same for the handles of one person, and seldom for those of two: to look them up by. */
export function likenessOf(handle: string): string {
	return handle.includes('@') ? handle.toLowerCase() : digitsAtTheEnd(handle);
}

/** The same for the same people, in whatever order and case they are given. */
export function inAnyOrder(people: string[]): string[] {
	return people.map((person) => person.toLowerCase()).sort();
}

/**
 * Sorts the names of a menu, whatever their capitals. `localeCompare` would do the same for them, but
 * reads the rules of a language first, for longer than everything else takes that a menu is made of.
 */
export function alphabetical(one: string, other: string): number {
	const [first, second] = [one.toLowerCase(), other.toLowerCase()];
	if (first === second) return 0;
	return first < second ? -1 : 1;
}

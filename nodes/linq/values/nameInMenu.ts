import { textOf } from './json';

/** A name of Linq's as it reads in a menu: `request_payment` as "Request Payment". */
export function nameInMenu(name: string): string {
	const words = name
		.replace(/[_-]+/g, ' ')
		.replace(/(?<=^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase());
	return textOf(words, 100) ?? name;
}

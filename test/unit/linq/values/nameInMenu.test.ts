import { nameInMenu } from '../../../../nodes/linq/values/nameInMenu';

test.each([
	['happy_birthday', 'Happy Birthday'],
	['checkout-url', 'Checkout Url'],
	['__a  b__', 'A B'],
	['sky', 'Sky'],
	['été', 'Été'],
	["don't_know", "Don't Know"],
	['_', '_'],
	['', ''],
])('%j is shown as %j', (name, words) => {
	expect(nameInMenu(name)).toBe(words);
});

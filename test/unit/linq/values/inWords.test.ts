import { inWords } from '../../../../nodes/linq/values/inWords';

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
	expect(inWords(name)).toBe(words);
});

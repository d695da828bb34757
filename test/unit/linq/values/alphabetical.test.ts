import { alphabetical } from '../../../../nodes/linq/values/alphabetical';

test('names stand in alphabetical order, whatever their capitals, a shorter one first', () => {
	const names = ['Wait For', 'app Card', 'Wait', 'Effect', 'App Clip', 'Wait for a Day', 'wait'];
	expect([...names].sort(alphabetical)).toEqual([
		...['app Card', 'App Clip', 'Effect', 'Wait', 'wait', 'Wait For', 'Wait for a Day'],
	]);
	expect(['b', 'a'].map((name) => alphabetical(name, 'a'))).toEqual([1, 0]);
});

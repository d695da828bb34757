/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { oneAtATime, whenOver } from '../../../../nodes/linq/webhooks/oneAtATime';

const [here, elsewhere] = ['https://n8n.example.com/1', 'https://n8n.example.com/2'];

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

let steps: string[];

beforeEach(() => {
	steps = [];
});

/** Work for an address that ends when told to, and a record of what it does. */
function begin(name: string, address = here) {
	let end = () => {};
	let fail: (error: Error) => void = () => {};
	const done = oneAtATime(address, async () => {
		steps.push(`${name} begins`);
		await new Promise<void>((resolve, reject) => {
			end = resolve;
			fail = reject;
		});
		steps.push(`${name} ends`);
		return name;
	});
	return { done, end: () => end(), fail: (error: Error) => fail(error) };
}

/** Notes when what was begun for an address is over. */
function note(address = here): void {
	void whenOver(address).then(() => steps.push('over'));
}

test('what concerns one address is done one after another, in order', async () => {
	const [first, second, third] = [begin('first'), begin('second'), begin('third')];
	await settle();
	expect(steps).toEqual(['first begins']);
	first.end();
	await settle();
	expect(steps).toEqual(['first begins', 'first ends', 'second begins']);
	second.end();
	await settle();
	third.end();
	expect(await Promise.all([first.done, second.done, third.done])).toEqual([
		...['first', 'second', 'third'],
	]);
	expect(steps.slice(3)).toEqual(['second ends', 'third begins', 'third ends']);
});

test('what comes when the one before is over, and another waits, comes after that one', async () => {
	const [first, second] = [begin('first'), begin('second')];
	await settle();
	first.end();
	await first.done;
	await settle();
	const third = begin('third');
	await settle();
	expect(steps).toEqual(['first begins', 'first ends', 'second begins']);
	second.end();
	await settle();
	third.end();
	expect(await third.done).toBe('third');
});

test('another address waits for nobody', async () => {
	const first = begin('first');
	const other = begin('other', elsewhere);
	await settle();
	expect(steps).toEqual(['first begins', 'other begins']);
	other.end();
	expect(await other.done).toBe('other');
	first.end();
	await first.done;
});

test('a failure is told to whoever began it, and holds nobody up', async () => {
	const first = begin('first');
	const second = begin('second');
	await settle();
	first.fail(new Error('No'));
	await expect(first.done).rejects.toThrow('No');
	await settle();
	second.end();
	expect(await second.done).toBe('second');
	expect(steps).toEqual(['first begins', 'second begins', 'second ends']);
});

describe('what was begun for an address', () => {
	test('is over when the last of it is, though it failed', async () => {
		const [first, second] = [begin('first'), begin('second')];
		await settle();
		note();
		first.end();
		await settle();
		expect(steps).toEqual(['first begins', 'first ends', 'second begins']);
		second.fail(new Error('No'));
		await expect(second.done).rejects.toThrow('No');
		await settle();
		expect(steps.at(-1)).toBe('over');
	});

	test('is over without what is begun later', async () => {
		const first = begin('first');
		await settle();
		note();
		const second = begin('second');
		first.end();
		await settle();
		expect(steps).toContain('over');
		second.end();
		await second.done;
	});

	test('is over at once where nothing was, or at another address only', async () => {
		const other = begin('other', elsewhere);
		note();
		await settle();
		expect(steps).toEqual(['other begins', 'over']);
		other.end();
		await other.done;
	});
});

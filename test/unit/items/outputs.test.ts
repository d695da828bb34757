import { routeToOutputs } from '../../../nodes/items/outputs';

const binary = { file: { mimeType: 'text/plain', data: 'aGk=' } };

test('each item is on one output, in order, paired to its input', () => {
	const items = [1, 2, 3, 4].map((id) => ({ json: { id } }));
	const outputs = routeToOutputs(items, [
		{ answers: [{ json: { a: 1 } }], includeInputFields: false },
		{ error: { message: 'No' } },
		{ answers: [{ json: { b: 1 } }, { json: { b: 2 } }], includeInputFields: false },
		{ error: { message: 'Nor this' } },
	]);
	expect(outputs).toEqual([
		[
			{ json: { a: 1 }, pairedItem: { item: 0 } },
			{ json: { b: 1 }, pairedItem: { item: 2 } },
			{ json: { b: 2 }, pairedItem: { item: 2 } },
		],
		[
			{ json: { id: 2, error: { message: 'No' } }, pairedItem: { item: 1 } },
			{ json: { id: 4, error: { message: 'Nor this' } }, pairedItem: { item: 3 } },
		],
	]);
});

test('a failed item keeps its fields and files, but its own error field gives way', () => {
	const item = { json: { name: 'Jo', error: 'old' }, binary };
	const [, failed] = routeToOutputs([item], [{ error: { message: 'No' } }]);
	expect(failed).toEqual([
		{ json: { name: 'Jo', error: { message: 'No' } }, binary, pairedItem: { item: 0 } },
	]);
	expect(item.json.error).toBe('old');
});

test('input fields and files come along on Success only when asked for, and the answer wins', () => {
	const item = { json: { name: 'Jo', status: 'lead' }, binary };
	const answers = [{ json: { status: 'accepted' } }];
	expect(routeToOutputs([item], [{ answers, includeInputFields: true }])[0]).toEqual([
		{ json: { name: 'Jo', status: 'accepted' }, binary, pairedItem: { item: 0 } },
	]);
	expect(routeToOutputs([item], [{ answers, includeInputFields: false }])[0]).toEqual([
		{ json: { status: 'accepted' }, pairedItem: { item: 0 } },
	]);
});

test('a file of the answer comes out, beside the input\u2019s own when those are asked for', () => {
	const item = { json: { name: 'Jo' }, binary };
	const photo = { mimeType: 'image/png', data: 'AAAA' };
	const answers = [{ json: {}, binary: { photo } }];
	const [alone] = routeToOutputs([item], [{ answers, includeInputFields: false }]);
	expect(alone[0]?.binary).toEqual({ photo });
	const [both] = routeToOutputs([item], [{ answers, includeInputFields: true }]);
	expect(both[0]?.binary).toEqual({ ...binary, photo });
});

test('what an earlier run said under error is gone on Success, and replaced on Error', () => {
	const error = { message: 'No', hint: 'Correct it', category: 'invalid_input', attempts: 0 };
	const item = { json: { name: 'Jo', error } };
	const answers = [{ json: { status: 'accepted' } }, { json: { status: 'accepted' } }];
	const [success] = routeToOutputs([item], [{ answers, includeInputFields: true }]);
	expect(success.map(({ json }) => json)).toEqual([
		{ name: 'Jo', status: 'accepted' },
		{ name: 'Jo', status: 'accepted' },
	]);
	expect(routeToOutputs([item], [{ error: { message: 'Nor now' } }])[1][0]!.json).toEqual({
		name: 'Jo',
		error: { message: 'Nor now' },
	});
	expect(item.json.error).toBe(error);
});

test.each([
	...['broken window', '', null, 0, false],
	...[{ message: 'No' }, { message: 'No', hint: 1, category: 'x' }, ['message', 'hint']],
])('an error of the user\u2019s own stays: %j', (error) => {
	const item = { json: { name: 'Jo', error } };
	const outcome = { answers: [{ json: { status: 'accepted' } }], includeInputFields: true };
	expect(routeToOutputs([item], [outcome])[0][0]!.json).toEqual({
		...item.json,
		status: 'accepted',
	});
});

test('what an earlier run said under error stays on Success where nothing was done since', () => {
	const error = { message: 'No', hint: 'Look.', category: 'timeout', idempotency_key: 'a.b' };
	const answers = [{ json: { status: 'would_send' } }];
	const outcome = { answers, includeInputFields: true, keepsOldError: true };
	expect(routeToOutputs([{ json: { id: 1, error } }], [outcome])[0]).toEqual([
		{ json: { id: 1, error, status: 'would_send' }, pairedItem: { item: 0 } },
	]);
});

import type { Fault } from '../emulator';
import {
	answers,
	ask,
	begin,
	executions,
	linq,
	minute,
	noSubscriptions,
	question,
	sent,
	startAsking,
	subscriptions,
	textIn,
	writes,
} from './asking';
import { later } from './clock';

startAsking();

/** Every request that asking makes, in order. */
const requests = {
	'reading the chat': { method: 'GET', path: /chats.[^/]+$/ },
	'listing subscriptions': { method: 'GET', path: /webhook-subscriptions$/ },
	'making the subscription': { method: 'POST', path: /webhook-subscriptions$/ },
	'sending the question': { method: 'POST', path: /messages$/ },
	'making the poll': { method: 'POST', path: /polls$/ },
	'naming the question to Linq': { method: 'PUT', path: /webhook-subscriptions/ },
	'looking before the wait': { method: 'GET', path: /messages$/ },
};

const faults: Array<[name: string, fault: Fault & { applied?: boolean }]> = [
	['401', { kind: 'error', status: 401, code: 2004, message: 'Unauthorized' }],
	['429', { kind: 'error', status: 429, code: 1007, message: 'Too many requests' }],
	['500', { kind: 'error', status: 500, code: 3006, message: 'Something failed' }],
	['a reset', { kind: 'reset' }],
	['a reset after it was done', { kind: 'reset', applied: true }],
];

const rows = Object.entries(requests).flatMap(([request, where]) =>
	faults.map(([name, fault]) => [request, name, { ...where, ...fault }] as const),
);

describe.each([
	['once', 1, {}],
	['for good, without retries', Infinity, { maxRetries: 0 }],
])('%s', (_, times, options) => {
	test.each(rows)(
		'%s fails with %s: the item is in one place, asked about once, and no subscription is left alone',
		async (_request, name, fault) => {
			linq.faults.add({ ...fault, times });
			const { id, stored } = begin({ responseType: 'choice', choices: 'Monday\nTuesday', options });
			const { status, success, error } = await stored;
			linq.faults.clear();
			const [asked, ...choices] = sent().map(textIn);
			expect([undefined, question]).toContain(asked);
			expect(choices.length).toBeLessThanOrEqual(1);
			expect(success).toEqual([]);
			if (status === 'waiting') {
				expect(error).toEqual([]);
				expect(subscriptions()).toHaveLength(1);
				await writes('Monday');
				expect(answers(await executions.ended(id))).toMatchObject([{ choice: 'Monday' }]);
				await noSubscriptions();
			} else {
				expect(status).toBe('success');
				expect(error).toHaveLength(1);
				// Who may do nothing can remove nothing; the next wait that may does.
				if (name === '401' && subscriptions().length > 0) {
					later(2 * 60 * minute);
					await ask();
					expect(subscriptions()).toHaveLength(1);
				} else {
					expect(subscriptions()).toEqual([]);
				}
			}
		},
	);
});

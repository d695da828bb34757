import type { RecordedRequest } from '../../emulator';
import { whenSent } from '../../emulator/whenSent';
import { proveOperations, type Wanted } from './facts';
import { byId, keyOf, picked } from './oracle';
import { choices, ids, members } from './testAccount';

const chatId = byId(` ${ids.group.toUpperCase()} `);
const messageId = picked(ids.poll);
const options = [{ text: 'Monday' }, { text: 'Tuesday' }];
const before = { chat_id: ids.group, message_id: ids.poll };

/** A poll under the key that it went out with. */
function creation(sent: RecordedRequest[]): Wanted {
	const { poll } = sent.at(-1)!.body as { poll: { idempotency_key: string } };
	return {
		...{ method: 'POST', path: `/v3/chats/${ids.group}/polls` },
		body: { poll: { options, idempotency_key: poll.idempotency_key } },
	};
}

/** Its question, under a key of its own. */
function asking(sent: RecordedRequest[], value: string): Wanted {
	const idempotency_key = keyOf(sent, undefined);
	return {
		...{ method: 'POST', path: `/v3/chats/${ids.group}/messages` },
		body: { message: { parts: [{ type: 'text', value }], idempotency_key } },
	};
}

const looking: Wanted = { method: 'GET', path: `/v3/chats/${ids.group}` };

proveOperations('poll', {
	create: [
		{
			name: 'with a question and a key of one’s own',
			parameters: {
				...{ chatId, question: 'Which day?', choices: 'Monday\nTuesday' },
				options: { idempotencyKey: 'date 7' },
			},
			sends: (sent) => {
				const { poll } = sent.at(-1)!.body as { poll: { idempotency_key: string } };
				expect(poll.idempotency_key).toMatch(/^date 7-[\da-f]{16}$/);
				return [looking, asking(sent, 'Which day?'), creation(sent)];
			},
			output: { chat_id: ids.group, poll: { total_voters: 0, options } },
		},
		{
			name: 'without a question, of a list',
			items: [{ json: { days: ['Monday', 'Tuesday'] } }],
			parameters: { chatId: picked(ids.group), choices: '={{ $json.days }}' },
			sends: (sent) => {
				const { poll } = sent[0]!.body as { poll: { idempotency_key: string } };
				expect(poll.idempotency_key).toMatch(/^[\da-f]{40}$/);
				return [creation(sent)];
			},
			output: { chat_id: ids.group, poll: { total_voters: 0, options } },
		},
		{
			name: 'waited for until somebody votes',
			prepare: (account) =>
				whenSent(account, ({ id }) => {
					account.vote(id, { handle: members[0]!, option: 'Tuesday' });
				}),
			parameters: {
				...{ chatId, choices: 'Monday\nTuesday' },
				options: { waitFor: 'reply', waitTimeout: 10 },
			},
			sends: (sent) => {
				const [, , { path }] = sent as [RecordedRequest, RecordedRequest, RecordedRequest];
				expect(path).toMatch(/\/v3\/messages\/[\da-f-]{36}\/poll$/);
				return [
					creation(sent.slice(0, 1)),
					{
						...{ method: 'GET', path: `/v3/chats/${ids.group}/messages` },
						query: { limit: ['100'] },
					},
					{ method: 'GET', path: path.replace('/api/partner', '') },
					{ method: 'GET', path: '/v3/phone_numbers' },
				];
			},
			output: {
				chat_id: ids.group,
				delivery_status: 'queued',
				reply: { from_handle: { handle: members[0] }, text: 'Tuesday' },
			},
		},
	],

	get: [
		{
			name: 'a poll',
			parameters: { chatId, messageId: byId(` ${ids.poll.toUpperCase()}`) },
			sends: () => [{ method: 'GET', path: `/v3/messages/${ids.poll}/poll` }],
			output: {
				...before,
				poll: { total_voters: 0, options: [{ option_id: choices.friday }, {}] },
			},
		},
	],

	addChoices: [
		{
			name: 'two',
			parameters: { chatId, messageId, choices: 'Monday\nTuesday' },
			sends: () => [
				{ method: 'POST', path: `/v3/messages/${ids.poll}/poll/options`, body: { options } },
			],
			output: { ...before, poll: { options: [{}, {}, ...options] } },
		},
	],

	vote: [
		...(['add', 'remove'] as const).map((action) => ({
			name: action,
			parameters: { chatId, messageId, optionId: byId(choices.friday.toUpperCase()), action },
			sends: () => [
				{
					...{ method: 'POST', path: `/v3/messages/${ids.poll}/poll/votes` },
					body: { operation: action, option_id: choices.friday },
				},
			],
			output: { ...before, poll: { total_voters: action === 'add' ? 1 : 0 } },
		})),
		{
			name: 'for a choice unless said otherwise',
			parameters: { messageId, optionId: picked(choices.saturday) },
			sends: () => [
				{
					...{ method: 'POST', path: `/v3/messages/${ids.poll}/poll/votes` },
					body: { operation: 'add', option_id: choices.saturday },
				},
			],
			output: { ...before, poll: { options: [{ voters: [] }, { voters: [{}] }] } },
		},
	],
});

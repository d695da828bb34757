import type { Account } from '../../emulator';
import { proveOperations } from './facts';
import { members } from './testAccount';

const path = '/v3/blocked_handles';

/** An account that has blocked these, in this order. */
const having =
	(...handles: string[]) =>
	(account: Account) => {
		account.blockedHandles.push(
			...handles.map((handle) => ({ handle, blocked_at: '2026-03-02T10:00:00Z' })),
		);
	};

const last = ({ blockedHandles }: Account) => [{ blocked_handle: blockedHandles.at(-1) }];
const list = { method: 'GET', path } as const;

proveOperations('blockedHandle', {
	block: [
		{
			name: 'a phone number, with a reason',
			parameters: {
				handle: '(202) 555-0101',
				options: { defaultCountry: 'US', reason: ' Asked us to ' },
			},
			sends: { method: 'POST', path, body: { handle: members[0], reason: 'Asked us to' } },
			gives: last,
		},
		{
			name: 'an email address',
			parameters: { handle: 'Jo <jo@Example.com>' },
			sends: { method: 'POST', path, body: { handle: 'jo@example.com' } },
			gives: last,
		},
		{
			name: 'a short code',
			parameters: { handle: '262966', options: { reason: '' } },
			sends: { method: 'POST', path, body: { handle: '262966' } },
			gives: last,
		},
		{
			name: 'a sender ID',
			parameters: { handle: 'ACME' },
			sends: { method: 'POST', path, body: { handle: 'ACME' } },
			gives: last,
		},
		{
			name: 'someone who is blocked already',
			parameters: { handle: members[0]! },
			prepare: having(members[0]!),
			sends: { method: 'POST', path, body: { handle: members[0] } },
			gives: ({ blockedHandles }) => {
				expect(blockedHandles).toHaveLength(1);
				return [{ blocked_handle: blockedHandles[0] }];
			},
		},
	],

	unblock: [
		{
			name: 'a phone number',
			parameters: { handle: '(202) 555-0101', options: { defaultCountry: 'US' } },
			prepare: having(members[0]!, 'ACME'),
			sends: { method: 'DELETE', path, body: { handle: members[0] }, accept: '*/*' },
			gives: ({ blockedHandles }) => {
				expect(blockedHandles.map(({ handle }) => handle)).toEqual(['ACME']);
				return [{ success: true, handle: members[0] }];
			},
		},
		{
			name: 'a sender ID',
			parameters: { handle: 'ACME' },
			sends: { method: 'DELETE', path, body: { handle: 'ACME' }, accept: '*/*' },
			gives: () => [{ success: true, handle: 'ACME' }],
		},
	],

	getAll: [
		{
			name: 'all, the newest first',
			parameters: { returnAll: true },
			prepare: having('ACME', '262966'),
			sends: list,
			gives: ({ blockedHandles }) => blockedHandles.toReversed(),
		},
		{
			name: 'the first',
			parameters: { limit: 1 },
			prepare: having('ACME', '262966'),
			sends: list,
			gives: ({ blockedHandles }) => blockedHandles.slice(1),
		},
	],
});

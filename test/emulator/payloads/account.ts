import { randomUUID } from 'node:crypto';

/** What changed, by Linq's names: `api_token`, `change` and the like. */
type Changed = Record<string, unknown>;

/** What an event about the account itself holds, done by someone of the team. */
export function accountData(summary: string, changed: Changed): Record<string, unknown> {
	return {
		actor: { type: 'team_member', id: 'user-1', name: 'Kim Lee', email: 'kim@example.com' },
		occurred_at: new Date().toISOString(),
		origin: 'dashboard',
		summary,
		...changed,
	};
}

export const apiToken = (more: Changed = {}): Changed => ({
	api_token: { id: randomUUID(), name: 'n8n', ...more },
});

export const environment = (more: Changed = {}): Changed => ({
	environment: { id: randomUUID(), name: 'Trials', type: 'environment', ...more },
});

export const contactCard = (more: Changed = {}): Changed => ({
	contact_card: { id: randomUUID(), name: 'Acme', ...more },
});

export const webhookSubscription = (more: Changed = {}): Changed => ({
	webhook_subscription: { id: randomUUID(), target_url: 'https://example.com/linq', ...more },
});

export const teamMember = (more: Changed = {}): Changed => ({
	team_member: { id: 'user-2', name: 'Sam Roe', ...more },
});

/** The transition that an event about a change describes. */
export const change = (from: unknown, to: unknown): Changed => ({ change: { from, to } });

import { randomBytes } from 'node:crypto';

/** One audit of the reputation of one of your own lines. */
export interface AccountAudit {
	/** No UUID. */
	audit_id: string;
	/** E.164. */
	phone: string;
	/** How many more readings show it as pending. */
	readingsLeft: number;
	/** Milliseconds since 1970, once it is over. */
	endedAt?: number;
	/** Why Linq could not make the report; it could, without one. */
	error?: string;
}

/** The audits of an account, and how those to come go. */
export class ReputationAudits {
	readonly all: AccountAudit[] = [];
	/** How many readings show an audit started from now on as pending. */
	readings = 0;
	/** Seconds a line rests after an audit is over. */
	coolDown = 0;
	/** What audits started from now on end with, instead of a report. */
	error: string | undefined;

	/** The one that is running on a line, or a new one. */
	start(phone: string): AccountAudit {
		const running = this.newestOf(phone);
		if (running && running.endedAt === undefined) return running;
		const audit_id = `audit_${randomBytes(9).toString('base64url')}`;
		const audit = { audit_id, phone, readingsLeft: this.readings, error: this.error };
		this.all.push(audit);
		return audit;
	}

	/** Whole seconds until the line can be audited again; 0 when it can. */
	secondsToWait(phone: string, now = Date.now()): number {
		const { endedAt } = this.newestOf(phone) ?? {};
		if (endedAt === undefined) return 0;
		return Math.max(0, Math.ceil(this.coolDown - (now - endedAt) / 1000));
	}

	/** The audit with this ID of this line, one reading further on. */
	read(phone: string, audit_id: string): AccountAudit | undefined {
		const audit = this.all.find((one) => one.audit_id === audit_id && one.phone === phone);
		if (audit && audit.readingsLeft-- <= 0) audit.endedAt ??= Date.now();
		return audit;
	}

	private newestOf(phone: string): AccountAudit | undefined {
		return this.all.findLast((one) => one.phone === phone);
	}
}

/** In Linq's shape. */
export function asLinqShows({ audit_id, phone, endedAt, error }: AccountAudit) {
	if (endedAt === undefined) return { audit_id, status: 'pending' };
	const generated_at = new Date(endedAt).toISOString();
	if (error !== undefined) return { audit_id, status: 'error', error, generated_at, phone };
	return { audit_id, status: 'complete', generated_at, phone, report };
}

const report = {
	severity: 'AT_RISK',
	primary_driver: 'opt_out_handling',
	drivers: [
		{ key: 'opt_out_handling', metric: '1 of 12', summary: 'Messages went on after a STOP' },
	],
	action_items: [
		{
			title: 'Stop after STOP',
			detail: 'Leave out whoever opted out',
			priority: 1,
			expected_impact: 'high',
		},
	],
	evidence: { opt_out_chats: [], unhealthy_chats: [] },
	summary_markdown: '**One thing to do**',
};

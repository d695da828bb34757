import { counted } from '../../../linq/errors';
import { auditOver, startAudit } from '../../../linq/people/reputationAudits';
import { phoneNumberField } from '../../parameters/fields';
import { checkedLine } from '../../parameters/line';
import { readWaitTimeout, waitTimeoutOption } from '../../parameters/waiting';
import { asOutput } from '../../steps/output';
import type { Operation } from '../operation';

/** Seconds that Linq may take for a report, unless somebody says otherwise. */
const usualWait = 300;

/** Phone Number → Audit Reputation: https://docs.linqapp.com/, Start a reputation audit. */
export const auditReputation: Operation = {
	entry: {
		name: 'Audit Reputation',
		value: 'auditReputation',
		description:
			'Have Linq look into how messages from one of your numbers are received, and wait for the report',
		action: 'Audit phone number',
	},
	toolDescription:
		'Have Linq audit the reputation of one of the own phone numbers, and wait for the report, which can take minutes. Your number: with + and country code. Comes back: audit_id, status and report with severity (HEALTHY, AT_RISK or CRITICAL), drivers, action_items in order of priority, and summary_markdown. A number can be audited again only after some time.',
	fields: [phoneNumberField],
	options: [waitTimeoutOption(undefined, 'the report', usualWait)],
	prepare(item) {
		const phoneNumber = checkedLine(item, item.fields.value('phoneNumber'));
		const time = readWaitTimeout(item, usualWait);
		return {
			lane: phoneNumber,
			async run({ client, signal }, patience) {
				const { auditId, attempts } = await startAudit(client, phoneNumber, patience);
				const audit = { phoneNumber, auditId };
				const later = auditOver(client, audit, { time, patience, signal }).then(
					(report) => [asOutput(report)],
					(error: unknown) => {
						throw counted(error, attempts);
					},
				);
				return { later };
			},
		};
	},
};

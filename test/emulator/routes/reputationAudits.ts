import { errorAnswer, Refusal } from '../answers';
import { phoneNumberFrom } from '../handles';
import { asLinqShows } from '../reputationAudits';
import type { Call, Route } from '../routing';

export const reputationAuditRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/phone_numbers/:phoneNumber/reputation_audit',
		answer(call) {
			const line = ownLineOf(call);
			const { audits } = call.account;
			const wait = audits.secondsToWait(line);
			if (wait > 0) throw new Refusal(1007, 'This line was audited recently', wait);
			const { audit_id } = audits.start(line);
			return { status: 202, body: { audit_id, status: 'pending' } };
		},
	},
	{
		method: 'GET',
		path: '/v3/phone_numbers/:phoneNumber/reputation_audit/:auditId',
		answer(call) {
			const audit = call.account.audits.read(ownLineOf(call), call.parameters.auditId ?? '');
			if (audit) return { status: 200, body: asLinqShows(audit) };
			return errorAnswer({ status: 404, message: 'Audit not found' }, call.traceId);
		},
	},
];

/** The line in the path, or 1002, 2019. */
function ownLineOf({ account, parameters }: Call): string {
	const line = phoneNumberFrom(parameters.phoneNumber);
	if (!account.owns(line)) throw new Refusal(2019);
	return line;
}

import type { INodeProperties } from 'n8n-workflow';
import { auditRequest } from '../../../linq/people/reputationAudits';
import { reputationAudit } from '../../../linq/values/identifiers';
import { phoneNumberField } from '../../parameters/fields';
import { checkedLine } from '../../parameters/line';
import { request } from '../../steps/requests';
import type { Operation } from '../operation';

const auditIdField: INodeProperties = {
	displayName: 'Audit ID',
	name: 'auditId',
	type: 'string',
	default: '',
	required: true,
	description: 'The audit_id that Audit Reputation gives; an audit can be read for a day',
};

/** Phone Number → Get Reputation Audit: https://docs.linqapp.com/, Get a reputation audit. */
export const getReputationAudit: Operation = {
	entry: {
		name: 'Get Reputation Audit',
		value: 'getReputationAudit',
		description:
			'Get an audit of one of your numbers as it is now, with its report once it is there',
		action: 'Get reputation audit',
	},
	toolDescription:
		'Read an audit of the reputation of one of the own phone numbers. Your number: with + and country code. Audit ID: the audit_id that the audit came back with. Comes back: status (pending, complete or error), and the report once it is complete.',
	fields: [phoneNumberField, auditIdField],
	options: [],
	prepare(item) {
		const phoneNumber = checkedLine(item, item.fields.value('phoneNumber'));
		const auditId = item.anyIdentifier('auditId', reputationAudit);
		return request(auditRequest({ phoneNumber, auditId }), phoneNumber);
	},
};

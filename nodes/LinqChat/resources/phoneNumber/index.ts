import type { Resource } from '../operation';
import { auditReputation } from './auditReputation';
import { getAll } from './getAll';
import { getAvailable } from './getAvailable';
import { getReputationAudit } from './getReputationAudit';
import { update } from './update';

export const phoneNumber: Resource = {
	entry: { name: 'Phone Number', value: 'phoneNumber' },
	operations: [auditReputation, getAll, getAvailable, getReputationAudit, update],
	defaultOperation: getAll.entry.value,
};

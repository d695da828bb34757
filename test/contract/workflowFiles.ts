/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import type { Account } from '../emulator';
import type { WorkflowFile } from '../engine/engine';
import type { MenuEntry } from '../engine/operations';
import { line, members, testAccount } from './operations/testAccount';

/** What a workflow is when somebody downloads it from n8n. */
export type Download = Required<Omit<WorkflowFile, 'pinData'>> & { name: string };

/** Where they are: a file for each operation, and one for the trigger. */
export const folder = path.join(__dirname, '../workflows');

export const triggerFile = 'trigger.json';
export const fileOf = ({ resource, operation }: MenuEntry) => `${resource}/${operation}.json`;

export const textOf = (file: string) => readFileSync(path.join(folder, file), 'utf8');
export const downloadOf = (file: string) => JSON.parse(textOf(file)) as Download;

export const makesFiles = 'n8n-nodes-base.convertToFile';
/** The steps of n8n's own that come before the one that a workflow is there for. */
const before = ['n8n-nodes-base.manualTrigger', 'n8n-nodes-base.set', makesFiles];

/** The step that a workflow is there for. */
export function stepOf({ nodes, name }: Download): INode {
	const [step, ...others] = nodes.filter(({ type }) => !before.includes(type));
	if (step === undefined || others.length > 0) throw new Error(`${name} has not one step of ours`);
	return step;
}

/** The test account, with what the workflows need besides: they run as they are. */
export function preparedAccount(): Account {
	const account = testAccount();
	account.blockedHandles.push({ handle: '+12025550109', blocked_at: '2026-03-02T10:00:00Z' });
	account.addPaymentRequest({ id: '00000000-0000-4000-8000-0000000000aa' });
	account.audits.all.push({ audit_id: 'audit_1', phone: line, readingsLeft: 1 });
	const { agentPayments } = account;
	const [handle, unverified] = members as [string, string];
	agentPayments.connect(handle, { status: 'connected' });
	agentPayments.connect(unverified, { status: 'pending', connect_id: 'conn_7' });
	agentPayments.payments.push({
		...{ id: 'pay_7', status: 'ready', amount_cents: 1_250, currency: 'usd', handle },
	});
	return account;
}

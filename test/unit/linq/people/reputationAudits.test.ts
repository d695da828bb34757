import { auditOver, startAudit } from '../../../../nodes/linq/people/reputationAudits';
import { ownLine, patience } from '../account';
import { asleep, finished, waits } from '../clock';
import { laterFailureOf } from '../failures';
import { account, cancelling, startStoppedAccount } from '../stoppedAccount';

jest.mock('../../../../nodes/linq/wire/sleep', () => jest.requireActual<object>('../clock'));

startStoppedAccount();

const start = async (maxRetries = 0) =>
	await startAudit(account.client, ownLine, { ...patience, maxRetries });

/** Starts an audit and waits for it. */
async function audited(time = 60_000) {
	const { auditId } = await start();
	const audit = { phoneNumber: ownLine, auditId };
	const asked = { time, patience, signal: cancelling.signal };
	return await finished(auditOver(account.client, audit, asked));
}

const reads = () => account.sent.filter((request) => request.startsWith('GET'));
const place = `/v3/phone_numbers/${encodeURIComponent(ownLine)}/reputation_audit`;

describe('an audit', () => {
	test('is started, and read until its report is there', async () => {
		account.linq.account.audits.readings = 1;
		const report = await audited();
		expect(report).toMatchObject({ status: 'complete', report: { severity: 'AT_RISK' } });
		expect(account.sent).toEqual([
			`POST ${place}`,
			...Array<string>(2).fill(`GET ${place}/${report.audit_id as string}`),
		]);
	});

	test('is read ever more rarely, down to every ten seconds', async () => {
		account.linq.account.audits.readings = 7;
		await audited();
		expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000, 10_000]);
	});

	test('that is not over in time goes on, and the hint names it', async () => {
		account.linq.account.audits.readings = Infinity;
		const { failure } = await laterFailureOf(audited(5_000));
		const { audit_id } = account.linq.account.audits.all[0]!;
		expect(failure).toMatchObject({
			message: 'Linq has begun the audit, but there is no report after 5 seconds',
			hint: `It goes on: read it with Get Reputation Audit and the audit ID ${audit_id}, or run this record again, which joins it.`,
			...{ category: 'not_confirmed', retryable: true },
		});
		expect(waits).toEqual([1_000, 2_000, 2_000]);
		expect(reads()).toHaveLength(3);
	});

	test('that Linq could not make is told in its words', async () => {
		account.linq.account.audits.error = 'Not enough messages';
		expect((await laterFailureOf(audited())).failure).toMatchObject({
			...{ message: 'Not enough messages', category: 'server_error', retryable: true },
		});
	});

	test('is waited for while readings fail for a while', async () => {
		account.linq.faults.add({ kind: 'error', status: 503, method: 'GET' });
		account.linq.faults.add({ kind: 'reset', method: 'GET' });
		expect(await audited()).toMatchObject({ status: 'complete' });
		expect(reads()).toHaveLength(3);
	});

	test.each([
		[401, 2004, 'unauthorized', 'Unauthorized - missing or invalid authentication token'],
		[403, 2005, 'forbidden', 'Access denied'],
		[404, undefined, 'not_found', 'Request failed'],
	])('that can’t be read (%i/%j) is told as such', async (status, code, category, reason) => {
		account.linq.faults.add({ kind: 'error', status, code, method: 'GET' });
		const { failure } = await laterFailureOf(audited());
		const { audit_id } = account.linq.account.audits.all[0]!;
		expect(failure).toMatchObject({
			...{ category, status, code: code ?? null, retryable: false },
			message: `Linq has begun the audit, but ${reason}`,
			hint: expect.stringContaining(
				` Once that is mended, read it with Get Reputation Audit and the audit ID ${audit_id}.`,
			) as string,
		});
		expect(reads()).toHaveLength(1);
	});

	test.each(['{}', '{"audit_id":"another","status":"complete"}'])(
		'%s is no audit of it',
		async (body) => {
			account.linq.faults.add({ kind: 'raw', body, method: 'GET' });
			expect((await laterFailureOf(audited())).failure).toMatchObject({
				...{ category: 'invalid_response', retryable: false },
				hint: expect.stringMatching(/read it with Get Reputation Audit and the audit ID/) as string,
			});
		},
	);

	test('ends with the execution', async () => {
		account.linq.account.audits.readings = Infinity;
		const { auditId } = await start();
		const asked = { time: 60_000, patience, signal: cancelling.signal };
		const waiting = auditOver(account.client, { phoneNumber: ownLine, auditId }, asked);
		await asleep(1);
		cancelling.abort(new Error('cancelled'));
		await expect(waiting).rejects.toThrow('cancelled');
		expect(reads()).toEqual([]);
	});
});

describe('starting one', () => {
	test('joins the one that runs', async () => {
		account.linq.account.audits.readings = Infinity;
		expect((await start()).auditId).toBe((await start()).auditId);
	});

	test('is tried again after an answer that got lost, and joins its own', async () => {
		const lost = { kind: 'error', status: 504, applied: true } as const;
		account.linq.faults.add(lost);
		expect(await finished(start(1))).toMatchObject({ attempts: 2 });
		expect(account.linq.account.audits.all).toHaveLength(1);
	});

	test.each([
		[45, '45 seconds'],
		[1_800, '30 minutes'],
	])('while the number rests for %i s comes out at once, with the wait', async (seconds, wait) => {
		account.linq.account.audits.coolDown = seconds;
		await audited();
		waits.length = 0;
		const { failure, attempts } = await start(3).then(
			() => Promise.reject(new Error('It was started')),
			(error: { failure: object; attempts: number }) => error,
		);
		expect(failure).toMatchObject({
			...{ category: 'rate_limited', code: 1007, retryable: true },
			hint: `Linq asks to wait ${wait}; run this record again after that.`,
		});
		expect(attempts).toBe(1);
		expect(waits).toEqual([]);
	});

	test('refused without a wait, or since one runs, says what to do', async () => {
		account.linq.faults.add({ kind: 'error', status: 429 });
		account.linq.faults.add({ kind: 'error', status: 409 });
		expect((await laterFailureOf(start(3))).failure.hint).toMatch(/^Linq takes audits of a number/);
		expect((await laterFailureOf(start(3))).failure.hint).toMatch(/^An audit of this number is/);
		expect(account.sent).toHaveLength(2);
	});
});

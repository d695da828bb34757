import { connectionFaults, Stage } from './faultStage';
import { twoFaults } from './faultTables';
import { kinds, type Kind } from './operationKinds';
import { reportsOf } from './setting';

/** On a stage of its own. */
async function meet(
	{ resource, operation, parameters, item }: Kind,
	arrange: (stage: Stage) => Promise<void> | void,
	options: { maxRetries: number; timeout?: number },
) {
	const stage = await Stage.open();
	try {
		await arrange(stage);
		const { run, chatId } = stage.setting;
		const result = await run(resource, operation, [item(chatId)], { ...parameters, options });
		return { result, arrived: stage.arrived, stored: stage.setting.linq.uploads.length };
	} finally {
		await stage.close();
	}
}

/** Those that take a second and more are left to Add Participant, but for one. */
const quick = connectionFaults.filter(
	({ failure }) => failure === 'a hang past the timeout' || !/hang|drips/.test(failure),
);

/** Does it for all kinds at once: most of the time is spent waiting for the retry. */
const forAll = async <Outcome>(act: (kind: Kind) => Promise<Outcome>) =>
	await Promise.all(kinds.map(async (kind) => [kind.kind, await act(kind)]));

test.each(quick)(
	'$failure: $output, $category, retryable $retryable, attempts $attempts',
	async ({ arrange, category, retryable, attempts, arrived, message }) => {
		const outcomes = await forAll(async (kind) => {
			const met = await meet(kind, arrange, { maxRetries: attempts - 1, timeout: 1 });
			expect(met.result.success).toEqual([]);
			return [reportsOf(met.result), met.arrived, met.stored];
		});
		const report: unknown = expect.objectContaining({
			message: expect.stringContaining(message) as string,
			...{ category, code: null, status: null, retryable, attempts },
		});
		expect(outcomes).toEqual(kinds.map(({ kind }) => [kind, [[report], arrived, 0]]));
	},
);

test.each(twoFaults)('%s, then %s: %s, attempts %i', async (...[, , , attempts, first, second]) => {
	const outcomes = await forAll(async (kind) => {
		const arrange = ({ setting: { linq } }: Stage) => {
			linq.faults.add(first);
			linq.faults.add(second);
		};
		const { result, arrived, stored } = await meet(kind, arrange, { maxRetries: 2 });
		expect(result.success).toHaveLength(1);
		return [reportsOf(result), result.task.hints, arrived, stored];
	});
	const expected = ({ kind, operation }: Kind) => {
		return [kind, [[], [], attempts, operation === 'upload' ? 1 : 0]];
	};
	expect(outcomes).toEqual(kinds.map(expected));
});

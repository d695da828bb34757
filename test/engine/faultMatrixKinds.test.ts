import { connectionFaults, Stage } from './faultStage';
import { twoFaults } from './faultTables';
import { kinds, type Kind } from './operationKinds';
import { reportsOf } from './setting';

/** Opens a stage for each, so that those that wait for a retry can run at once. */
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

describe.each(kinds)('$kind, $resource: $operation', (kind) => {
	test.concurrent.each(quick)(
		'$failure: $output, $category, retryable $retryable, attempts $attempts',
		async ({ arrange, category, retryable, attempts, arrived, message }) => {
			const met = await meet(kind, arrange, { maxRetries: attempts - 1, timeout: 1 });
			expect(met.result.success).toEqual([]);
			expect(reportsOf(met.result)).toEqual([
				expect.objectContaining({
					message: expect.stringContaining(message) as string,
					...{ category, code: null, status: null, retryable, attempts },
				}),
			]);
			expect([met.arrived, met.stored]).toEqual([arrived, 0]);
		},
	);

	test.concurrent.each(twoFaults)(
		'%s, then %s: %s, attempts %i',
		async (...[, , , attempts, first, second]) => {
			const { result, arrived, stored } = await meet(
				kind,
				({ setting: { linq } }) => {
					linq.faults.add(first);
					linq.faults.add(second);
				},
				{ maxRetries: 2 },
			);
			expect(reportsOf(result)).toEqual([]);
			expect(result.success).toHaveLength(1);
			expect(result.task.hints).toEqual([]);
			expect([arrived, stored]).toEqual([attempts, kind.operation === 'upload' ? 1 : 0]);
		},
	);
});

import { connectionFaults, Stage } from './faultStage';

test.each(connectionFaults)(
	'$failure: $output, $category, retryable $retryable, attempts $attempts',
	async ({ arrange, category, retryable, attempts, arrived, message }) => {
		const stage = await Stage.open();
		try {
			await arrange(stage);
			const { success, error } = await stage.setting.add([{ phone: '+12025561000' }], {
				options: { maxRetries: attempts - 1, timeout: 1 },
			});
			expect(success).toEqual([]);
			expect(error.map(({ json }) => json.error)).toEqual([
				{
					message: expect.stringContaining(message) as string,
					hint: expect.stringMatching(/^[A-Z].*\.$/) as string,
					category,
					code: null,
					status: null,
					doc_url: null,
					trace_id: null,
					retryable,
					attempts,
					chat_id: stage.setting.chatId,
					handle: '+12025561000',
				},
			]);
			expect(stage.arrived).toBe(arrived);
		} finally {
			await stage.close();
		}
	},
);

import type { INodeParameters } from 'n8n-workflow';
import { unknownId } from './operations';
import { byId, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeAll(async () => {
	setting = await startSetting();
});

beforeEach(() => setting.linq.faults.clear());

afterAll(async () => {
	await setting.linq.close();
});

const id = unknownId.replaceAll('0', 'a');
const chat = { chatId: byId(` ${id.toUpperCase()} `) };

describe.each<[string, string, INodeParameters, name: string, about?: string]>([
	['chat', 'markAsRead', chat, 'chat_id'],
	['chat', 'shareContactCard', chat, 'chat_id'],
	['chat', 'startTyping', chat, 'chat_id'],
	['chat', 'stopTyping', chat, 'chat_id'],
	['message', 'delete', { messageId: byId(id.toUpperCase()) }, 'message_id'],
	['attachment', 'delete', { attachmentId: ` ${id} ` }, 'attachment_id'],
	['webhookSubscription', 'delete', { subscriptionId: id }, 'subscription_id'],
	['blockedHandle', 'unblock', { handle: ' 262966 ' }, 'handle', '262966'],
])('%s: %s', (resource, operation, parameters, name, about = id) => {
	const done = { success: true, [name]: about, ...(operation === 'delete' && { deleted: true }) };

	const run = async (body: string, status: number, options: INodeParameters = {}) => {
		setting.linq.faults.add({ kind: 'raw', body, status });
		return await setting.run(resource, operation, [{ json: { name: 'Jo', success: 'no' } }], {
			...{ ...parameters, options },
		});
	};

	test('an empty answer says what was done, and to what', async () => {
		const { success, error } = await run('', 204);
		expect(error).toEqual([]);
		expect(success).toEqual([{ json: done, pairedItem: { item: 0 } }]);
	});

	test('the input’s fields come first, and these win', async () => {
		const { success } = await run('', 204, { includeInputFields: true });
		expect(success[0]!.json).toEqual({ name: 'Jo', ...done });
	});

	test('an answer that is not empty comes out as it is', async () => {
		const { success } = await run('{"status":"accepted"}', 202);
		expect(success[0]!.json).toEqual({ status: 'accepted' });
	});

	test.each([200, 202])('nothing under %i is no success', async (status) => {
		const result = await run('', status);
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([{ category: 'invalid_response', status }]);
	});
});

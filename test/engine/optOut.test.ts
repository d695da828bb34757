import type { INodeParameters } from 'n8n-workflow';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

const person = '+12025550109';

let setting: Setting;
let direct: string;

beforeEach(async () => {
	setting = await startSetting();
	direct = setting.linq.account.addChat({ from: ownLine, handles: [person] }).id;
	writes('STOP');
});

afterEach(async () => {
	await setting.linq.close();
});

function writes(text: string): void {
	const { account } = setting.linq;
	account.addMessage(account.chat(direct)!, { from: person, text });
}

const sends = {
	'chat: create': () => ({ from: byId(ownLine), to: person, text: 'Goodbye' }),
	'chat: sendVoiceMemo': () => ({
		...{ chatId: byId(direct), source: 'url', voiceMemoUrl: 'https://example.com/bye.mp3' },
	}),
	'message: send': () => ({ chatId: byId(direct), text: 'Goodbye' }),
	'message: sendToHandles': () => ({ to: person, text: 'Goodbye' }),
} as Record<string, () => INodeParameters>;

const run = async (title: string, options: INodeParameters = {}) => {
	const [resource, operation] = title.split(': ') as [string, string];
	const parameters = { ...sends[title]!(), options };
	return await setting.run(resource, operation, [{ json: {} }], parameters);
};

describe.each(Object.keys(sends))('%s, to someone who asked not to be contacted', (title) => {
	test('is refused, with what that means and what can be done', async () => {
		const result = await run(title);
		expect(result.success).toEqual([]);
		expect(reportsOf(result)).toMatchObject([
			{
				...{ category: 'forbidden', code: 2024, status: 403, retryable: false, attempts: 1 },
				hint: 'This person asked not to be contacted. Until they write to you again, nothing reaches them directly from any of your numbers; groups they are in are not affected. Leave them out, or send one last courtesy message with the option Send Despite Opt-Out.',
			},
		]);
	});

	test('is sent with the option, once switched on', async () => {
		expect((await run(title, { overrideOptout: false })).error).toHaveLength(1);
		expect(setting.linq.requests[0]!.body).not.toHaveProperty('override_optout');
		expect((await run(title, { overrideOptout: true })).error).toEqual([]);
		expect(setting.linq.requests.at(-1)!.body).toMatchObject({ override_optout: true });
		expect((await run(title)).error).toHaveLength(1);
	});

	test('is sent again after they wrote', async () => {
		writes('Are you there?');
		expect((await run(title)).error).toEqual([]);
	});

	test('sends nothing where the option is neither yes nor no', async () => {
		const result = await run(title, { overrideOptout: 'perhaps' });
		expect(reportsOf(result)).toMatchObject([
			{
				message: 'The option Send Despite Opt-Out can\'t be used as it is: it holds "perhaps"',
				...{ category: 'invalid_input', attempts: 0 },
			},
		]);
		expect(setting.linq.requests).toEqual([]);
	});
});

test('a group that they are in gets its messages all the same', async () => {
	const { id } = setting.linq.account.addChat({ from: ownLine, handles: [person, '+12025550108'] });
	const parameters = { chatId: byId(id), text: 'Hello' };
	const { error } = await setting.run('message', 'send', [{ json: {} }], parameters);
	expect(error).toEqual([]);
});

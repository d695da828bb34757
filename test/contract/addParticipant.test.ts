import { Engine } from '../engine/engine';
import { startEmulator, type Emulator } from '../emulator';
import { officialClient } from './officialClient';

/** What counts of a request: the rest (host, length, user agent) is the client's own business. */
function essence({ method, path, query, body, headers }: Emulator['requests'][number]) {
	return {
		method,
		path,
		query,
		body,
		authorization: headers.authorization,
		contentType: headers['content-type'],
		accept: headers.accept,
	};
}

test.each(['+12025561000', '+442079460958', 'jo@example.com', "o'hara+crm@example.co.uk"])(
	'the node sends for %s what the official client sends',
	async (handle) => {
		const linq = await startEmulator();
		const chat = linq.account.addChat({
			is_group: true,
			service: 'iMessage',
			handles: ['+12025550101', '+12025550102', '+12025550103'],
		});
		const official = officialClient(linq);
		await official.chats.participants.add(chat.id, { handle });
		await official.chats.participants.remove(chat.id, { handle });

		const engine = await Engine.load();
		const { success } = await engine.run(
			[{ json: { chat: chat.id, handle } }],
			{
				chatId: { __rl: true, mode: 'id', value: '={{ $json.chat }}' },
				handle: '={{ $json.handle }}',
			},
			{ apiKey: linq.apiKey, baseUrl: linq.baseUrl },
		);
		await linq.close();

		expect(success).toHaveLength(1);
		const [theirs, , ours] = linq.requests;
		expect(essence(ours!)).toEqual(essence(theirs!));
	},
);

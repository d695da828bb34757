import { Engine } from '../engine/engine';
import { startEmulator } from '../emulator';
import { officialClient } from './officialClient';
import { essence } from './operations/essence';

/** A group that everyone here can be added to and removed from again. */
const members = ['+12025550101', '+12025550102', '+12025550103'];

test.each(['+12025561000', '+442079460958', 'jo@example.com', "o'hara+crm@example.co.uk"])(
	'the node sends for %s what the official client sends',
	async (handle) => {
		const linq = await startEmulator();
		const chat = linq.account.addChat({ is_group: true, service: 'iMessage', handles: members });
		const { participants } = officialClient(linq).chats;
		await participants.add(chat.id, { handle });
		await participants.remove(chat.id, { handle });

		const engine = await Engine.load();
		const run = async (operation: string) =>
			await engine.run(
				[{ json: { chat: chat.id, handle } }],
				{
					operation,
					chatId: { __rl: true, mode: 'id', value: '={{ $json.chat }}' },
					handle: '={{ $json.handle }}',
				},
				{ apiKey: linq.apiKey, baseUrl: linq.baseUrl },
			);
		expect((await run('addParticipant')).success).toHaveLength(1);
		expect((await run('removeParticipant')).success).toHaveLength(1);
		await linq.close();

		const sent = linq.requests.map(essence);
		expect(sent.slice(2)).toEqual(sent.slice(0, 2));
	},
);

test('reading, checking and creating chats: the node sends what the official client sends', async () => {
	const linq = await startEmulator();
	const newcomer = '+12025561000';
	const from = '+12025550100';
	linq.account.addPhoneNumber({ phone_number: from });
	linq.account.setCapabilities(newcomer, ['SMS']);
	const chat = linq.account.addChat({
		is_group: true,
		service: 'iMessage',
		from,
		handles: members,
	});
	const engine = await Engine.load();
	const { success } = await engine.run(
		[{ json: {} }],
		{
			chatId: { __rl: true, mode: 'id', value: chat.id },
			handle: newcomer,
			options: {
				checkService: true,
				ifServiceDiffers: 'newChat',
				newChatMessage: 'Hello',
				newChatName: 'Acme',
			},
		},
		{ apiKey: linq.apiKey, baseUrl: linq.baseUrl },
	);
	const { new_chat_id: created } = success[0]!.json as { new_chat_id: string };
	const ours = linq.requests.map(essence);

	const official = officialClient(linq);
	const creation = ours.find(({ method, path }) => method === 'POST' && path.endsWith('/v3/chats'));
	const { message } = creation!.body as {
		message: { idempotency_key: string };
	};
	await official.chats.retrieve(chat.id);
	await official.capability.checkIMessage({ address: newcomer, from });
	await official.chats.listChats({ from, to: newcomer, limit: 100 });
	await official.chats.create({
		from,
		to: [...members, newcomer],
		message: {
			parts: [{ type: 'text', value: 'Hello' }],
			idempotency_key: message.idempotency_key,
		},
	});
	await official.chats.update(created, { display_name: 'Acme' });
	await linq.close();
	expect(ours).toEqual(linq.requests.slice(ours.length).map(essence));
});

import type LinqAPIV3 from '@linqapp/sdk';
import type { AccountChat } from '../emulator';
import { client, linq, refusal, startContract } from './contract';

const line = '+12025550110';
const otherLine = '+442079460110';
const person = 'jo@acme.example';
const member = '+12025550122';

let direct: AccountChat;
let group: AccountChat;

startContract((account) => {
	for (const phone_number of [line, otherLine]) account.addPhoneNumber({ phone_number });
	direct = account.addChat({ from: line, handles: [person] });
	group = account.addChat({ from: line, handles: [person, member] });
});

const message = { parts: [{ type: 'text' as const, value: 'Hello' }] };
const voice_memo_url = 'https://example.com/memo.m4a';
const writes = (text: string, chat = direct) =>
	linq.account.addMessage(chat, { from: person, text });

/** Every call that sends something, with what newer clients know besides. */
const sends: Array<[name: string, send: (others?: object) => Promise<unknown>]> = [
	[
		'a new chat',
		(others) => client.chats.create({ from: otherLine, to: [person], message, ...others }),
	],
	[
		'a message into the chat',
		(others) => client.chats.messages.send(direct.id, { message, ...others }),
	],
	[
		'a message to the person',
		(others) => client.messages.create({ to: ['Jo@acme.example'], message, ...others }),
	],
	[
		'a voice memo',
		(others) => client.chats.sendVoicememo(direct.id, { voice_memo_url, ...others }),
	],
];

describe.each(sends)('after an opt-out, %s', (_, send) => {
	it('is refused with 403/2024, and nothing is sent', async () => {
		writes('STOP');
		const { length } = linq.account.messages;
		await expect(send()).rejects.toMatchObject(refusal(403, 2024));
		await expect(send({ override_optout: false })).rejects.toMatchObject(refusal(403, 2024));
		expect(linq.account.messages).toHaveLength(length);
	});

	it('is sent despite it where the call says so, which holds for that call only', async () => {
		writes('STOP');
		await send({ override_optout: true });
		await expect(send()).rejects.toMatchObject(refusal(403, 2024));
	});

	it('is sent again once the person writes anything else, in whatever chat', async () => {
		writes('STOP');
		writes('Hello again', group);
		await send();
	});

	it('is refused with 1005 where the call says neither yes nor no', async () => {
		const others = { override_optout: 'yes' } as LinqAPIV3.ChatCreateParams | object;
		await expect(send(others)).rejects.toMatchObject(refusal(400, 1005));
	});
});

it.each(['STOP', ' UNSUBSCRIBE\n', 'QUIT', 'opt out', 'Opt-Out', 'OPTOUT'])(
	'%j opts out',
	async (text) => {
		writes(text);
		await expect(sends[1]![1]()).rejects.toMatchObject(refusal(403, 2024));
	},
);

it.each(['stop', 'STOP it', 'Please STOP', 'end'])('%j does not', async (text) => {
	writes(text);
	await sends[1]![1]();
});

it('holds no group back', async () => {
	writes('STOP', group);
	await client.chats.messages.send(group.id, { message });
	await client.messages.create({ to: [person, member], message });
});

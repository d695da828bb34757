/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- n8n never runs this */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import LinqAPIV3 from '@linqapp/sdk';
import { isPossiblePhoneNumber } from 'libphonenumber-js';
import { Account, startEmulator, type AccountChat } from '../emulator';
import * as demo from '../emulator/demoAccount';
import { officialClient } from './officialClient';

const others = (chat: AccountChat | undefined) =>
	chat?.handles.filter(({ is_me }) => !is_me).map(({ handle }) => handle) ?? [];

describe('the demo account', () => {
	const account = demo.demoAccount();

	it('has the chats its constants name', () => {
		expect(account.chat(demo.ACME_ONBOARDING_ID)).toMatchObject({
			display_name: 'Acme onboarding',
			service: 'iMessage',
			is_group: true,
			state: 'ready',
		});
		expect(account.chat(demo.UNNAMED_GROUP_ID)).toMatchObject({
			display_name: null,
			is_group: true,
		});
		for (const id of [demo.DANA_REYES_ID, demo.PRIYA_SHAH_ID]) {
			expect(account.chat(id)).toMatchObject({ is_group: false });
		}
		expect(account.chat(demo.CREATING_GROUP_ID)?.state).toBe('creating');
		expect(account.chat(demo.LEFT_GROUP_ID)?.state).toBe('left');
		const ready = account.chats.filter(({ is_group, state }) => is_group && state === 'ready');
		expect(ready.map(({ service }) => service)).toEqual(
			expect.arrayContaining(['iMessage', 'RCS', 'SMS']),
		);
		expect(ready.every(({ handles }) => handles.length >= 3)).toBe(true);
	});

	it('is the same each time, but not the same object', () => {
		const again = demo.demoAccount();
		expect(again.chats.map(({ id }) => id)).toEqual(account.chats.map(({ id }) => id));
		expect(again.chats[0]).not.toBe(account.chats[0]);
	});

	it('has possible phone numbers and its own two lines only', () => {
		const lines = [demo.WASHINGTON_LINE, demo.LONDON_LINE];
		expect(account.phoneNumbers.map(({ phone_number }) => phone_number)).toEqual(lines);
		for (const handle of [...lines, ...account.chats.flatMap(others)]) {
			expect(handle.includes('@') || isPossiblePhoneNumber(handle)).toBe(true);
		}
	});

	it('has messages and a contact card', () => {
		const group = account.chat(demo.ACME_ONBOARDING_ID)!;
		expect(account.messagesIn(group)).toMatchObject([
			{ is_from_me: true, delivery_status: 'delivered' },
			{ is_from_me: false, reply_to: { message_id: demo.WELCOME_MESSAGE_ID } },
			{ id: demo.WELCOME_MESSAGE_ID, is_from_me: true, delivery_status: 'read' },
		]);
		expect(account.message(demo.QUESTION_MESSAGE_ID)).toMatchObject({
			chat_id: demo.DANA_REYES_ID,
			delivery_status: 'received',
		});
		expect(account.contactCard(demo.WASHINGTON_LINE)).toMatchObject({ is_active: true });
	});

	it('knows someone who never joins, if started with its delays', async () => {
		const handle = demo.NEVER_JOINING_PHONE_NUMBER;
		const linq = await startEmulator({
			account: demo.demoAccount(),
			joinDelays: demo.demoJoinDelays,
		});
		const { participants } = officialClient(linq).chats;
		const chat = linq.account.chat(demo.ACME_ONBOARDING_ID);
		const { status } = await participants.add(demo.ACME_ONBOARDING_ID, { handle });
		await participants.add(demo.ACME_ONBOARDING_ID, { handle: '+12052499136' });
		await linq.close();
		expect(status).toBe('accepted');
		expect(others(chat)).toContain('+12052499136');
		expect(linq.account.chats.flatMap(others)).not.toContain(handle);
	});

	it('knows someone no iMessage group can take', () => {
		expect(account.capabilities(demo.RCS_ONLY_PHONE_NUMBER)).toEqual(['RCS', 'SMS']);
		expect(account.chats.flatMap(others)).not.toContain(demo.RCS_ONLY_PHONE_NUMBER);
	});
});

describe('many chats', () => {
	it('have names and members of their own, groups and direct chats mixed', () => {
		const account = new Account();
		const chats = demo.manyChats(account, 3000);
		expect(account.chats).toEqual(chats);
		expect(new Set(chats.map(({ display_name }) => display_name)).size).toBe(3000);
		const members = chats.flatMap(others);
		expect(new Set(members).size).toBe(members.length);
		expect(members.every((handle) => isPossiblePhoneNumber(handle))).toBe(true);
		expect(chats.filter(({ is_group }) => !is_group)).toHaveLength(750);
	});
});

describe('npm run emulator', () => {
	let emulator: ChildProcessByStdio<null, Readable, null> | undefined;

	// Does nothing once it has ended by itself.
	afterEach(() => emulator?.kill('SIGKILL'));

	it('serves the demo account, says where, and ends on SIGTERM', async () => {
		const main = path.join(__dirname, '../emulator/main.ts');
		emulator = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0'], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const ended = once(emulator, 'exit');
		let printed = '';
		for await (const chunk of emulator.stdout.setEncoding('utf8')) {
			printed += chunk as string;
			if (printed.includes(demo.LEFT_GROUP_ID)) break;
		}
		const baseUrl = /Base URL\s+(\S+)/.exec(printed)?.[1] ?? '';
		const apiKey = /API key\s+(\S+)/.exec(printed)?.[1] ?? '';
		const { chats } = new LinqAPIV3({ baseURL: baseUrl, apiKey, maxRetries: 0, logLevel: 'off' });
		const id = demo.ACME_ONBOARDING_ID;
		for (const handle of [demo.NEVER_JOINING_PHONE_NUMBER, '+12052499136']) {
			await chats.participants.add(id, { handle });
		}
		const { display_name, handles } = await chats.retrieve(id);
		expect(display_name).toBe('Acme onboarding');
		expect(handles.slice(4).map(({ handle }) => handle)).toEqual(['+12052499136']);
		emulator.kill('SIGTERM');
		expect(await ended).toEqual([0, null]);
	});
});

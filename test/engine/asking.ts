import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import {
	startEmulator,
	type AccountChat,
	type AccountMessage,
	type Call,
	type Emulator,
	type Service,
} from '../emulator';
import { messageData } from '../emulator/events';
import { newEvent } from '../emulator/webhooks';
import { missingIn } from '../api/outputSchemas';
import { Executions, WaitingHost, type WaitingKind, type WaitingResult } from './waitingHost';

export const line = '+12025550100';
export const member = '+12025550101';
export const other = '+12025550102';
export const question = 'Is Monday at 9 fine?';
export const minute = 60_000;

/** Options of a step that waits for an hour. */
export const anHour = {
	limitWaitTime: {
		values: { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'hours' },
	},
};

export let linq: Emulator;
/** Where it is asked, unless a step says otherwise: a direct chat with `member` on iMessage. */
export let chat: AccountChat;
export let executions: Executions;
/** Where Linq's calls come to. */
export let host: WaitingHost;
let hosts: WaitingHost[];

/** A Linq server and an n8n for each test of the file. */
export function startAsking(): void {
	beforeEach(async () => {
		linq = await startEmulator();
		linq.account.addPhoneNumber({ phone_number: line });
		askIn([member]);
		executions = new Executions([]);
		hosts = [];
		await startAnother();
	});

	afterEach(async () => {
		jest.restoreAllMocks();
		expect(hosts.flatMap(({ crashes }) => crashes)).toEqual([]);
		await Promise.all(hosts.map(async (one) => await one.end()));
		await linq.close();
	});
}

export const credential = () => ({ apiKey: linq.apiKey, baseUrl: linq.baseUrl });

/** From now on it is asked in a new chat with these people. */
export function askIn(handles: string[], service: Service = 'iMessage'): void {
	chat = linq.account.addChat({ from: line, handles, service });
}

/** A further process of n8n. */
export async function start(kind: Partial<WaitingKind> = {}): Promise<WaitingHost> {
	const started = await WaitingHost.start(executions, credential(), kind);
	hosts.push(started);
	return started;
}

/** The same, and from now on Linq's calls come to it. */
export async function startAnother(kind: Partial<WaitingKind> = {}): Promise<void> {
	host = await start(kind);
	linq.webhooks.deliverTo(host.origin);
}

/** n8n ends and starts again, with nothing left in memory. */
export async function restart(): Promise<void> {
	await host.end();
	executions.recover();
	await startAnother();
}

/** From now on n8n stays at this moment, once it has come to it, until it may go on. */
export function hold(moment: 'beforeStoring' | 'beforeWebhook') {
	const held = host;
	let free = () => {};
	const reached = new Promise<void>((resolve) => {
		held[moment] = async () => {
			resolve();
			await new Promise<void>((goOn) => (free = goOn));
		};
	});
	const goOn = () => {
		held[moment] = async () => {};
		free();
	};
	return { reached, goOn };
}

/**
 * As picked from the list. What is typed n8n checks in its own words, and gives up where that takes
 * longer than it thinks it may.
 */
export function picked({ id }: { id: string }) {
	return { __rl: true, mode: 'list', value: id } as const;
}

/** Starts an execution whose step asks in the chat, unless told otherwise. */
export function begin(
	parameters: INodeParameters = {},
	items: INodeExecutionData[] = [{ json: {} }],
) {
	executions.steps = [{ chatId: picked(chat), message: question, ...parameters }];
	return host.begin(items);
}

/** The same, and resolves once it waits or has ended. */
export async function run(parameters?: INodeParameters, items?: INodeExecutionData[]) {
	return await begin(parameters, items).stored;
}

/** The same; resolves with the execution's ID once it waits. */
export async function ask(
	parameters?: INodeParameters,
	items?: INodeExecutionData[],
): Promise<string> {
	const { id, stored } = begin(parameters, items);
	expect(await stored).toMatchObject({ status: 'waiting', success: [], error: [] });
	return id;
}

/** Someone writes into the chat, and Linq tells everybody who wants to hear of it. */
export async function writes(text: string, from = member, where = chat) {
	return await linq.people.writes(where, from, { text });
}

/** What one's own line has sent, oldest first. */
export function sent(where = chat): AccountMessage[] {
	const messages = linq.account.messagesIn(where).filter(({ is_from_me }) => is_from_me);
	return messages.toReversed();
}

export function textIn({ parts }: AccountMessage): string {
	return parts.map((part) => (part.type === 'text' ? part.value : part.type)).join();
}

export const subscriptions = () => linq.account.webhookSubscriptions;
/** The addresses of them. */
export const addresses = () => subscriptions().map(({ target_url }) => target_url);
export const statuses = (calls: Call[]) => calls.map(({ status }) => status);

/** `data` of all that came out on Success, as n8n shows beforehand that it will. */
export function answers({ success }: WaitingResult): unknown[] {
	const given = success.map(({ json }) => json.data);
	expect(
		missingIn(
			'message:sendAndWait',
			given.map((data) => ({ data })),
		),
	).toEqual([]);
	return given;
}

/** `error` of all that came out on Error. */
export function reports({ error }: WaitingResult) {
	return error.map(({ json }) => json.error as Record<string, unknown>);
}

/** Resolves once Linq has no subscription any more. */
export async function noSubscriptions(): Promise<void> {
	while (subscriptions().length > 0) await linq.received(linq.requests.length + 1);
}

/** Calls an address, by default that of the first subscription, at a process, with any body. */
export async function call(
	body: unknown,
	{ address = addresses()[0]!, at = host }: { address?: string; at?: WaitingHost } = {},
): Promise<{ status: number; body: string }> {
	const { pathname, search } = new URL(address);
	const response = await fetch(`${at.origin}${pathname}${search}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	return { status: response.status, body: await response.text() };
}

/** An event that says somebody wrote this, whether or not they did. */
export function claim(text: string) {
	return newEvent('message.received', messageData(chat, { from: member, text }));
}

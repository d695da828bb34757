import type LinqAPIV3 from '@linqapp/sdk';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { anyCall, besides, operationCalls } from '../../api/operationCalls';
import { missingIn } from '../../api/outputSchemas';
import { callOf, unknownFieldsOf } from '../../api/sent';
import { startEmulator, type Account, type Emulator, type RecordedRequest } from '../../emulator';
import { Engine } from '../../engine/engine';
import { officialClient } from '../officialClient';
import { essence, normalised, transferEssence } from './essence';
import { menuOf, parametersOf } from './menu';
import { newerOperations } from './newerOperations';
import { testAccount } from './testAccount';

/** One input, for the node and for the official client. */
export interface Case {
	name: string;
	/** The node's, besides Resource and Operation. */
	parameters?: INodeParameters;
	/** What comes into the node: one empty item by default. */
	items?: Array<Partial<INodeExecutionData>>;
	/** Changes the account before either asks. */
	prepare?: (account: Account) => void;
	/**
	 * Asks the official client for the same.
	 *
	 * @param sent by the node: for keys that it makes by itself
	 * @param left the account as the node left it: for files that it makes by itself
	 * @returns what is to come out of the node, an item or a list of them
	 */
	ask: (official: LinqAPIV3, sent: RecordedRequest[], left: Account) => Promise<unknown>;
	/** The files that are to come out of the node, by their fields. */
	files?: Record<string, Buffer>;
}

/**
 * For each operation of a resource: the node sends what the official client sends, and what comes out
 * is what the official client gets. Each of the two finds the same account.
 */
export function compareOperations(resource: string, operations: Record<string, Case[]>): void {
	let engine: Engine;
	let linq: Emulator;

	beforeAll(async () => {
		[engine, linq] = await Promise.all([Engine.load(), startEmulator()]);
	});
	afterAll(async () => await linq.close());

	/** Lets someone act on a fresh account, and tells what arrived and what they got. */
	async function observed(act: () => Promise<unknown>, prepare?: Case['prepare']) {
		linq.account = testAccount();
		prepare?.(linq.account);
		const { requests, storage } = linq;
		for (const list of [requests, storage.uploads, storage.downloads]) list.length = 0;
		const items = [await act()].flat();
		const transfers = [...storage.uploads, ...storage.downloads].map(transferEssence);
		return normalised({ requests: requests.map(essence), transfers, items });
	}

	async function compare(operation: string, { items, parameters, prepare, ask, files = {} }: Case) {
		const sent: RecordedRequest[] = [];
		const ours = await observed(async () => {
			const { success, error } = await engine.run(
				(items ?? [{}]).map((item) => ({ json: {}, ...item })),
				{ resource, operation, ...parameters },
				{ apiKey: linq.apiKey, baseUrl: linq.baseUrl },
			);
			expect(error.map(({ json }) => json.error)).toEqual([]);
			expect(Object.assign({}, ...success.map(filesOf))).toEqual(files);
			sent.push(...linq.requests);
			checkDeclared(`${resource}:${operation}`, sent);
			const given = success.map(({ json }) => json);
			checkSchema(`${resource}:${operation}`, given);
			return given;
		}, prepare);
		const official = officialClient(linq);
		const left = linq.account;
		expect(ours).toEqual(await observed(async () => await ask(official, sent, left), prepare));
	}

	describe.each(Object.entries(operations))(`${resource}: %s`, (operation, cases) => {
		test.each(cases)('$name', async (one) => await compare(operation, one));
	});

	test(`${resource}: every operation of the menu is compared, with all its parameters`, () => {
		const newer = newerOperations(resource);
		const known = menuOf(engine)[resource]!.filter(
			(name) => !newer.includes(name) && !composed.has(`${resource}:${name}`),
		);
		const compared = Object.keys(operations).filter((name) => !newer.includes(name));
		expect(compared.sort()).toEqual(known);
		for (const [operation, cases] of Object.entries(operations)) {
			const given = cases.flatMap(({ parameters }) => namesIn(parameters));
			const names = parametersOf(engine, resource, operation);
			expect({ operation, missing: names.filter((name) => !given.includes(name)) }).toEqual({
				operation,
				missing: [],
			});
		}
	});
}

/** Made of calls that other operations are compared by: test/engine/ proves the rest, by their names. */
const composed = new Set(['chat:findOrCreate', 'chat:setParticipants', 'message:sendAndWait']);

/**
 * Whatever its options are, an operation makes no calls but those it names, and says nothing unknown.
 *
 * @param operation `chat:addParticipant`
 * @param sent by the node
 */
export function checkDeclared(operation: string, sent: RecordedRequest[]): void {
	if (operation === anyCall) return;
	const declared = [...operationCalls[operation]!, ...(besides[operation] ?? [])];
	for (const request of sent) {
		const call = callOf(request);
		expect({ call, declared }).toEqual({
			call,
			declared: expect.arrayContaining([call]) as unknown,
		});
		expect({ call, unknown: unknownFieldsOf(request, call!) }).toEqual({ call, unknown: [] });
	}
}

/**
 * n8n shows what comes out before it does.
 *
 * @param operation `chat:addParticipant`
 * @param given what came out
 */
export function checkSchema(operation: `${string}:${string}`, given: unknown[]): void {
	if (operation !== anyCall) expect(missingIn(operation, given)).toEqual([]);
}

/** What comes out where Linq's answer is empty. */
export function emptied(
	said: Record<string, string | boolean>,
	ask: (official: LinqAPIV3) => Promise<void>,
): Case['ask'] {
	return async (official) => {
		expect(await ask(official)).toBeNull();
		return { success: true, ...said };
	};
}

/** The entries of a list, up to a limit, read page by page as they are asked for. */
export async function entriesOf<Entry>(
	list: AsyncIterable<Entry>,
	limit = Number.POSITIVE_INFINITY,
	keep: (entry: Entry) => boolean = () => true,
): Promise<Entry[]> {
	const entries: Entry[] = [];
	for await (const entry of list) {
		if (keep(entry)) entries.push(entry);
		if (entries.length >= limit) break;
	}
	return entries;
}

/** The keys that the node made by itself for the messages it sent. */
export function automaticKeys(sent: RecordedRequest[]): string[] {
	const bodies = sent.map(({ body }) => body as { message?: { idempotency_key?: string } });
	const keys = bodies.flatMap((body) => body?.message?.idempotency_key ?? []);
	expect(new Set(keys).size).toBe(keys.length);
	for (const key of keys) expect(key).toMatch(/^[\da-f]{40}$/);
	return keys;
}

/**
 * The key that a message goes out under: what the node made of the user's own, which it begins with;
 * one that the node made by itself.
 */
export function keyOf(sent: RecordedRequest[], own: string | undefined): string {
	if (own === undefined) return automaticKeys(sent)[0]!;
	if (/^[\da-f]{40}$/.test(own)) return own;
	const bodies = sent.map(({ body }) => body as { message?: { idempotency_key?: string } });
	const key = bodies.flatMap((body) => body?.message?.idempotency_key ?? [])[0]!;
	expect(key).toMatch(/-[\da-f]{16}$/);
	expect(key.slice(0, -17)).toBe(own);
	return key;
}

/**
 * What a resource locator holds whose ID comes from an expression. n8n checks the form of fixed IDs
 * by itself, and gives up a run when that takes more than a quarter of a second on a busy machine.
 */
export const byId = (value: string) => {
	return { __rl: true, mode: 'id', value: value.startsWith('=') ? value : `=${value}` };
};
/** What a resource locator holds whose number was typed in. */
export const byNumber = (value: string) => ({ __rl: true, mode: 'number', value });
/** The same, picked from the list. */
export const picked = (value: string) => ({ __rl: true, mode: 'list', value });

/** A file that comes with an item. */
export interface File {
	filename: string;
	content_type: LinqAPIV3.SupportedContentType;
	bytes: Buffer;
}

/**
 * An item with files, as n8n hands them on.
 *
 * @param mimeType as n8n knows it, where that is another name than Linq's
 */
export function itemWith(
	files: Record<string, File>,
	mimeType?: string,
): Partial<INodeExecutionData> {
	return {
		binary: Object.fromEntries(
			Object.entries(files).map(([field, { filename, content_type, bytes }]) => [
				field,
				{
					data: bytes.toString('base64'),
					mimeType: mimeType ?? content_type,
					fileName: filename,
				},
			]),
		),
	};
}

/** Hands a file over as Linq's documentation tells: asks for a place, then puts the bytes there. */
export async function upload(
	official: LinqAPIV3,
	{ bytes, ...file }: File,
): Promise<LinqAPIV3.AttachmentCreateResponse> {
	const place = await official.attachments.create({ ...file, size_bytes: bytes.length });
	const { upload_url, http_method, required_headers } = place;
	const { ok } = await fetch(upload_url, {
		method: http_method,
		headers: required_headers,
		body: new Uint8Array(bytes),
	});
	expect(ok).toBe(true);
	return place;
}

/** The names of all parameters given, wherever they stand. */
export function namesIn(parameters: unknown): string[] {
	if (typeof parameters !== 'object' || parameters === null) return [];
	return Object.entries(parameters).flatMap(([name, value]) => [name, ...namesIn(value)]);
}

function filesOf({ binary = {} }: INodeExecutionData): Record<string, Buffer> {
	return Object.fromEntries(
		Object.entries(binary).map(([field, { data }]) => [field, Buffer.from(data, 'base64')]),
	);
}

import type {
	ICredentialDataDecryptedObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import type { ErrorReport } from '../../nodes/linq/errors';
import { startEmulator, type Emulator } from '../emulator';
import { Engine, type NodeResult } from './engine';

/** One's own line in every chat of a setting. */
export const ownLine = '+12025550100';

/** The same in all settings, since n8n reads an expression that it has read before much faster. */
const firstGroup = '0a0b0c0d-1000-4000-8000-000000000001';

/** n8n's engine and a Linq server with one iMessage group in it. */
export interface Setting {
	engine: Engine;
	linq: Emulator;
	/** The ID of the group. */
	chatId: string;
	credential: ICredentialDataDecryptedObject;
	/** Adds a further group and returns its ID. */
	group: (name?: string) => string;
	/**
	 * Runs Chat → Add Participant: chat and handle come from the items' fields `chat` (or are the
	 * setting's group) and `phone`.
	 */
	add: (items: object[], parameters?: INodeParameters) => Promise<NodeResult>;
	/** Runs any operation. */
	run: (
		resource: string,
		operation: string,
		items: INodeExecutionData[],
		parameters?: INodeParameters,
	) => Promise<NodeResult>;
	/** The handles Linq was asked to add, in order of arrival. */
	asked: () => unknown[];
}

/** A resource locator in which the ID was typed. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value } as const;
}

/** What an item on Error says: the failure, and what it was about. */
export type Report = ErrorReport & { chat_id: string | null; handle: string | null };

/** What the items on Error say, in order. */
export function reportsOf({ error }: NodeResult): Report[] {
	return error.map(({ json }) => json.error as unknown as Report);
}

export async function startSetting(): Promise<Setting> {
	const [engine, linq] = await Promise.all([Engine.load(), startEmulator()]);
	linq.account.addPhoneNumber({ phone_number: ownLine });
	const group = (name = 'Acme onboarding', id?: string) =>
		linq.account.addChat({
			id,
			display_name: name,
			is_group: true,
			service: 'iMessage',
			from: ownLine,
			handles: ['+12025550101', '+12025550102'],
		}).id;
	const chatId = group(undefined, firstGroup);
	const credential = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
	return {
		engine,
		linq,
		chatId,
		credential,
		group,
		add: async (items, parameters = {}) =>
			await engine.run(
				items.map((json) => ({ json }) as INodeExecutionData),
				{
					chatId: { __rl: true, mode: 'id', value: `={{ $json.chat ?? '${chatId}' }}` },
					handle: '={{ $json.phone }}',
					...parameters,
				},
				credential,
			),
		run: async (resource, operation, items, parameters = {}) =>
			await engine.run(items, { resource, operation, ...parameters }, credential),
		asked: () =>
			linq.requests.flatMap(({ body }) => (body as { handle?: unknown } | undefined)?.handle ?? []),
	};
}

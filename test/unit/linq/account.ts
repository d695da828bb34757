import type { LinqClient, Patience } from '../../../nodes/linq/client';
import type { Emulator } from '../../emulator';
import { connected } from './connected';

/** One's own line in every account here. */
export const ownLine = '+12025550100';

/** Nothing is tried again. */
export const patience: Patience = { maxRetries: 0, timeout: 10_000 };

/** A Linq account of a test's own, and a client that speaks to it over HTTP. */
export interface Connected {
	linq: Emulator;
	client: LinqClient;
	/** Method and path of every request sent so far, without `/api/partner`. */
	sent: string[];
}

/** @param ways.answered called after each answer, before the client has it */
export async function openAccount(
	ways: { signal?: AbortSignal; answered?: () => void } = {},
): Promise<Connected> {
	const { signal, answered: onAnswer } = ways;
	const { linq, client, sent } = await connected({ signal, onAnswer });
	linq.account.addPhoneNumber({ phone_number: ownLine });
	return { linq, client, sent };
}

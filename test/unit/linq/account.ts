import type { Patience } from '../../../nodes/linq/wire/client';
import { connected } from './connected';

/** One's own line in every account here. */
export const ownLine = '+12025550100';

/** Nothing is tried again. */
export const patience: Patience = { maxRetries: 0, timeout: 10_000 };

/** A Linq server, and a client that speaks to it: see `connected`. */
export type Connected = Awaited<ReturnType<typeof connected>>;

/** A Linq account of a test's own with a line in it, and a client for it. */
export async function openAccount(ways?: Parameters<typeof connected>[0]): Promise<Connected> {
	const connection = await connected(ways);
	connection.linq.account.addPhoneNumber({ phone_number: ownLine });
	return connection;
}

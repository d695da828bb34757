import { LinqClient, type Patience } from '../../../nodes/linq/client';
import type { Transport } from '../../../nodes/linq/transport';
import { startEmulator, type Emulator } from '../../emulator';

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

/** @param answered called after each answer, before the client has it */
export async function openAccount({
	signal,
	answered,
}: { signal?: AbortSignal; answered?: () => void } = {}): Promise<Connected> {
	const linq = await startEmulator();
	linq.account.addPhoneNumber({ phone_number: ownLine });
	const { apiKey, baseUrl } = linq;
	const sent: string[] = [];
	const transport: Transport = async (request) => {
		sent.push(`${request.method} ${request.url.replace(baseUrl, '')}`);
		const answer = await overHttp(apiKey, signal)(request);
		answered?.();
		return answer;
	};
	return { linq, client: new LinqClient({ apiKey, baseUrl }, transport, signal), sent };
}

function overHttp(apiKey: string, cancelled?: AbortSignal): Transport {
	return async ({ method, url, body, accept, timeout }) => {
		const answer = await fetch(url, {
			method,
			headers: {
				Authorization: `Bearer ${apiKey}`,
				Accept: accept ?? 'application/json',
				'Content-Type': 'application/json',
			},
			body: JSON.stringify(body),
			redirect: 'manual',
			signal: AbortSignal.any([AbortSignal.timeout(timeout), ...(cancelled ? [cancelled] : [])]),
		});
		const headers = Object.fromEntries(answer.headers);
		return { status: answer.status, headers, text: await answer.text() };
	};
}

import { LinqClient } from '../../../nodes/linq/wire/client';
import { asHttpRequestOptions, type Transport } from '../../../nodes/linq/wire/transport';
import { startEmulator } from '../../emulator';

/**
 * A Linq server, and a client that speaks to it over plain HTTP.
 *
 * @param ways.signal ends what the client does, as n8n's stop button does
 * @param ways.onAnswer called after each answer, before the client has it
 * @returns `sent` has method, path and query of each request that went out, whether it arrived or
 *   not; `answered` those of the answers that came in
 */
export async function connected(ways: { signal?: AbortSignal; onAnswer?: () => void } = {}) {
	const { signal, onAnswer } = ways;
	const linq = await startEmulator();
	const sent: string[] = [];
	const answered: string[] = [];
	const transport: Transport = async (request) => {
		const asked = `${request.method} ${request.url.slice(linq.baseUrl.length)}`;
		sent.push(asked);
		const { headers, body, timeout = 0 } = asHttpRequestOptions(request);
		const over = AbortSignal.timeout(timeout);
		try {
			const answer = await fetch(request.url, {
				method: request.method,
				headers: { ...(headers as object), Authorization: `Bearer ${linq.apiKey}` },
				body: JSON.stringify(body),
				redirect: 'manual',
				signal: signal ? AbortSignal.any([over, signal]) : over,
			});
			const text = await answer.text();
			answered.push(asked);
			onAnswer?.();
			return { status: answer.status, headers: Object.fromEntries(answer.headers), text };
		} catch (error) {
			// As n8n's HTTP client says it.
			throw over.aborted ? Object.assign(new Error(), { code: 'ETIMEDOUT' }) : error;
		}
	};
	const credential = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
	return { linq, client: new LinqClient(credential, transport, signal), sent, answered };
}

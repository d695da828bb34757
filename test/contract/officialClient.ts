import LinqAPIV3 from '@linqapp/sdk';
import type { Emulator } from '../emulator';

/** Linq's own client, pointed at a server on this machine; it tries nothing twice. */
export function officialClient(linq: Emulator, apiKey: string = linq.apiKey): LinqAPIV3 {
	return new LinqAPIV3({ baseURL: linq.baseUrl, apiKey, maxRetries: 0, logLevel: 'off' });
}

import type LinqAPIV3 from '@linqapp/sdk';
import { startEmulator, type Account, type Emulator } from '../emulator';
import { officialClient } from './officialClient';

/** The server of the test that runs now. */
export let linq: Emulator;
/** The official client, pointed at it. */
export let client: LinqAPIV3;

/** Gives each test of the file a server and a client of its own. */
export function startContract(prepare: (account: Account) => void = () => {}): void {
	beforeEach(async () => {
		linq = await startEmulator();
		prepare(linq.account);
		client = officialClient(linq);
	});
	afterEach(() => linq.close());
}

/** What the client throws when Linq refuses. */
export function refusal(status: number, code: number) {
	return { status, error: { success: false, error: { status, code } } };
}

export const unknownId = '00000000-0000-4000-8000-000000000000';
export const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
export const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;

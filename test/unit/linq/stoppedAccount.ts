import { openAccount, type Connected } from './account';
import { stopClock } from './clock';

/** The account of the test that runs now. */
export let account: Connected;
/** Cancels what the account's client does. */
export let cancelling: AbortController;

let meanwhile: () => void;

/** Gives each test an account of its own, on a clock that stands still: see `stopClock`. */
export function startStoppedAccount(): void {
	beforeEach(async () => {
		stopClock();
		whileLinqAnswers(() => {});
		cancelling = new AbortController();
		account = await openAccount({ signal: cancelling.signal, onAnswer: () => meanwhile() });
	});
	afterEach(async () => {
		cancelling.abort();
		await account.linq.close();
		jest.useRealTimers();
	});
}

/** What happens from now on after each answer, before the client has it. */
export function whileLinqAnswers(happens: () => void): void {
	meanwhile = happens;
}

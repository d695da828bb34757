import { Refusal } from './answers';
import { handleFrom } from './handles';
import type { Call } from './routing';

/** Someone whose messages are dropped. */
export interface BlockedHandle {
	/** E.164, an email address in lower case, a short code, or a sender ID. */
	handle: string;
	blocked_at: string;
	reason?: string;
}

/** As Linq keeps a handle of any kind that it blocks, or 1002. */
export function blockableFrom(value: unknown): string {
	const isCodeOrSender =
		typeof value === 'string' && /^(?:\d{3,8}|(?=.*[a-z])[a-z\d &._-]{1,11})$/i.test(value);
	return isCodeOrSender ? value : handleFrom(value).toLowerCase();
}

/** 2026 for a direct message to someone who is blocked; groups are not affected. */
export function requireUnblocked(others: string[], { account }: Call): void {
	const [only] = others;
	if (others.length === 1 && account.isBlocked(only!)) throw new Refusal(2026);
}

import { createHash } from 'node:crypto';

/** What an idempotency key is made of, as the key itself: 40 characters, 160 bits. */
export function keyOf(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 40);
}

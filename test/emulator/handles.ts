import { Refusal } from './answers';

/** A phone number in E.164, or 1002. */
export function phoneNumberFrom(value: unknown): string {
	if (typeof value === 'string' && /^\+[1-9]\d{1,14}$/.test(value)) return value;
	throw new Refusal(1002);
}

/** A phone number in E.164 or an email address, or 1002. */
export function handleFrom(value: unknown): string {
	if (typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return value;
	return phoneNumberFrom(value);
}

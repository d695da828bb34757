import { Refusal } from './answers';

/** An object, or the code. */
export function objectFrom(value: unknown, name: string, code = 1004): Record<string, unknown> {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as Record<string, unknown>;
	}
	throw invalid(name, code);
}

/** Text that isn't empty, or the code. */
export function textFrom(value: unknown, name: string, code = 1004): string {
	if (typeof value === 'string' && value !== '') return value;
	throw invalid(name, code);
}

/** The address of something on the web, by HTTPS, or the code. */
export function secureAddressFrom(value: unknown, name: string, code = 1004): string {
	const address = textFrom(value, name, code);
	if (URL.canParse(address) && address.startsWith('https://')) return address;
	throw invalid(name, code, 'must use HTTPS');
}

/** A whole number from 0 on, 0 where none is given, or the code. */
export function indexFrom(value: unknown, name: string, code = 1004): number {
	if (value === undefined || value === null) return 0;
	if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
	throw invalid(name, code);
}

/** A refusal that names the field. */
export function invalid(name: string, code: number, problem?: string): Refusal {
	const what = whatIsInvalid[code] ?? 'Invalid message content';
	return new Refusal(code, `${what}: ${name}${problem ? ` ${problem}` : ''}`);
}

const whatIsInvalid: Record<number, string> = {
	1005: 'Invalid parameter value',
	1008: 'Invalid iMessage app message',
};

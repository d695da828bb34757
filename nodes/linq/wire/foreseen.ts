import { LinqError } from '../errors';
import { adviceFor, type Hints } from './advice';

/**
 * A refusal of Linq's that is known before Linq is asked: of the category, and with the advice, that
 * it has when Linq itself says so.
 *
 * @param refusal.status HTTP status with which Linq refuses, 400–499
 * @param refusal.code Linq's error number
 * @param own hints that go before the usual ones, for what was asked
 */
export function foreseenRefusal(
	message: string,
	{ status, code }: { status: number; code: number },
	own?: Hints,
): LinqError {
	const { category, hint } = adviceFor(status, code, own);
	return new LinqError({ message, hint, category });
}

import { invalidInput } from '../../../linq/errors';

/** @throws LinqError `invalid_input` for an ID of Stripe's with something beside it */
export function checkedStripeId(text: string, label: string): string {
	if (/^[\w.-]{1,255}$/.test(text)) return text;
	throw invalidInput(
		`${label} can't be used as it is`,
		`Copy the ${label} from your Stripe dashboard, and nothing beside it.`,
	);
}

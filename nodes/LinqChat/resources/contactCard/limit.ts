import type { LinqRequest } from '../../../linq/wire/client';

const limited =
	'Linq takes few changes of a contact card (three in ten minutes for each of your numbers), or limits your account now; try this record again in ten minutes.';

/**
 * What holds for each change of a contact card, of which Linq takes three in ten minutes for a line,
 * new cards among them (https://docs.linqapp.com/, Contact card): tries in a row would use them up.
 */
export const changeOfCard = {
	rest: 200_000,
	hasOwnLimit: true,
	hints: {
		...{ 1007: limited, 429: limited },
		2022: 'Linq could not finish the contact card: try this record again in a few minutes.',
		4004: 'Linq takes no contact cards at the moment: wait some minutes before you try this record again.',
	},
} satisfies Partial<LinqRequest>;

import { VCard } from 'vcard-creator';

export function newVCard(): VCard {
	return new VCard();
}

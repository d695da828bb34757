import codes from 'i18n-iso-countries/codes.json';
import english from 'i18n-iso-countries/langs/en.json';

/** Of each country its two letters and its three letters. */
export const isoCodes = () => codes;

/** The English names of each country, by its two letters. */
export const isoNames = () => english.countries;

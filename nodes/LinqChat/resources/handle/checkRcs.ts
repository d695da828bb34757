import { check } from './check';

/** Handle → Check RCS: https://docs.linqapp.com/, Check RCS capability. */
export const checkRcs = check('RCS', 'checkRcs');

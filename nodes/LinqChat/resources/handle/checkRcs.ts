import { check } from './check';

/** Person → Check RCS: https://docs.linqapp.com/, Check RCS capability. */
export const checkRcs = check('RCS', 'checkRcs');

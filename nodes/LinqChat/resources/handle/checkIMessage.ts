import { check } from './check';

/** Handle → Check iMessage: https://docs.linqapp.com/, Check iMessage capability. */
export const checkIMessage = check('iMessage', 'checkIMessage');

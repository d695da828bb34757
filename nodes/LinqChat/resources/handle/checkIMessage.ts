import { check } from './check';

/** Person → Check iMessage: https://docs.linqapp.com/, Check iMessage capability. */
export const checkIMessage = check('iMessage', 'checkIMessage');

import type { Hints } from '../../../linq/advice';

const betweenTwo =
	'Typing shows in chats between two people only; if this is one, ask Linq whether your account may do this.';

/** Linq refuses groups with 403 (https://docs.linqapp.com/, Start typing indicator). */
export const typingHints: Hints = { 2005: betweenTwo, 2016: betweenTwo, 403: betweenTwo };

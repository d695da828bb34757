import type { Hints } from '../../../linq/wire/advice';

/** Nobody names the chat where a message is given by its ID: what to do when it is the chat that fails. */
export const hintsAboutItsChat: Hints = {
	2001: 'Check the message: the chat that it is in may have been deleted, or belong to another account.',
	2013: 'Your number has left the chat that this message is in; have somebody in it add it again, or pick another message.',
};

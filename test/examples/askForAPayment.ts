/** Who is sent a link: the order, the amount in cents, and their number. */
export const expectedRequests = [
	['4711', 1_999, '+12025550191'],
	['4712', 12_000, '+12025550192'],
];

/** Whom nobody can ask: category, requests sent. */
export const expectedErrors = [['4713', 'invalid_input', 0]];

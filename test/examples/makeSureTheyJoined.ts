/** Who comes out on Success, with which status, and whether they were waited for. */
export const expectedSuccess = [
	['Nora Winter', 'accepted', true],
	['Omar Diaz', 'already_in_chat', undefined],
	['Priya Raman', 'new_chat_created', undefined],
];

/** Who comes out on Error: category, Linq's number, requests sent. */
export const expectedErrors = [
	['Quinn Blake', 'not_confirmed', null, 1],
	['Rosa Lind', 'conflict', null, 0],
];

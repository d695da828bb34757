/** Who comes out on Success, and with which handle. */
export const expectedSuccess = [
	['You', '+12025550101'],
	['Ben Carter', '+12025550102'],
	['Chloé Dubois', '+33199005503'],
	['Daniel Evans', '+442079460104'],
	['Emma Fischer', '+12025550105'],
	['Farid Haddad', '+12025550106'],
	['Grace Kim', 'grace.kim@studio.example.com'],
];

/** Who comes out on Error: category, Linq's number, requests sent. */
export const expectedErrors = [
	['Hugo Lindqvist', 'invalid_input', null, 0],
	['Inês Moreira', 'invalid_input', null, 0],
	['Jack Nguyen', 'not_found', 2001, 1],
	['Kira Olsen', 'conflict', 1006, 1],
	['Liam Patel', 'server_error', 3006, 4],
];

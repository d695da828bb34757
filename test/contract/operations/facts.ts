import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startEmulator, type Account, type Emulator, type RecordedRequest } from '../../emulator';
import { Engine } from '../../engine/engine';
import { menuOf, parametersOf } from './menu';
import { namesIn } from './oracle';
import { testAccount } from './testAccount';

/** One request as Linq's documentation has it. */
export interface Wanted {
	method: string;
	/** Behind the base URL, as it is sent: encoded. */
	path: string;
	query?: Record<string, string[]>;
	body?: unknown;
	/** Of the header `Idempotency-Key`. */
	idempotencyKey?: unknown;
	/** `application/json` by default. */
	accept?: string;
}

/** One input for the node, what Linq is to get of it, and what is to come out. */
export interface Case {
	name: string;
	/** The node's, besides Resource and Operation. */
	parameters?: INodeParameters;
	/** What comes into the node: one empty item by default. */
	items?: Array<Partial<INodeExecutionData>>;
	/** Changes the account before it is asked. */
	prepare?: (account: Account) => void;
	/** One request, or several in their order. */
	sends: Wanted | Wanted[];
	/** What is to come out of the node on Success, as Linq answers it, read from the account. */
	gives: (account: Account) => unknown[];
}

/**
 * For each operation of a resource that the official client doesn't have yet: the node sends what
 * Linq's documentation says, and what comes out is what Linq answers.
 */
export function proveOperations(resource: string, operations: Record<string, Case[]>): void {
	let engine: Engine;
	let linq: Emulator;

	beforeAll(async () => {
		[engine, linq] = await Promise.all([Engine.load(), startEmulator()]);
	});
	afterAll(async () => await linq.close());

	async function prove(operation: string, { items, parameters, prepare, ...expected }: Case) {
		linq.account = testAccount();
		prepare?.(linq.account);
		linq.requests.length = 0;
		const { success, error } = await engine.run(
			(items ?? [{}]).map((item) => ({ json: {}, ...item })),
			{ resource, operation, ...parameters },
			{ apiKey: linq.apiKey, baseUrl: linq.baseUrl },
		);
		expect(error.map(({ json }) => json.error)).toEqual([]);
		const wanted = [expected.sends].flat();
		expect(linq.requests.map(essence)).toEqual(wanted.map((one) => inFull(one, linq.apiKey)));
		expect(success.map(({ json }): IDataObject => json)).toEqual(expected.gives(linq.account));
	}

	describe.each(Object.entries(operations))(`${resource}: %s`, (operation, cases) => {
		test.each(cases)('$name', async (one) => await prove(operation, one));
	});

	test(`${resource}: every operation of the menu is proved, with all its parameters`, () => {
		expect(Object.keys(operations).sort()).toEqual(menuOf(engine)[resource]);
		for (const [operation, cases] of Object.entries(operations)) {
			const given = cases.flatMap(({ parameters }) => namesIn(parameters));
			const names = parametersOf(engine, resource, operation);
			expect({ operation, missing: names.filter((name) => !given.includes(name)) }).toEqual({
				operation,
				missing: [],
			});
		}
	});
}

/** What counts of a request that arrived: each field of it, and no other. */
function essence({ method, path, queryAll, body, headers }: RecordedRequest) {
	return {
		method,
		path: path.replace('/api/partner', ''),
		query: queryAll,
		body,
		accept: headers.accept,
		authorization: headers.authorization,
		contentType: headers['content-type'],
		idempotencyKey: headers['idempotency-key'],
	};
}

function inFull({ query = {}, body, accept, ...wanted }: Wanted, apiKey: string) {
	return {
		idempotencyKey: undefined,
		...wanted,
		query,
		body,
		accept: accept ?? 'application/json',
		authorization: `Bearer ${apiKey}`,
		contentType: body === undefined ? undefined : 'application/json',
	};
}

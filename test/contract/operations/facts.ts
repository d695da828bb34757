import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startEmulator, type Account, type Emulator, type RecordedRequest } from '../../emulator';
import { Engine } from '../../engine/engine';
import { essence, normalised } from './essence';
import { parametersOf } from './menu';
import { newerOperations } from './newerOperations';
import { checkDeclared, checkSchema, namesIn } from './oracle';
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
	/** One request, or several in their order; from those sent, for keys that the step makes itself. */
	sends: Wanted | Wanted[] | ((sent: RecordedRequest[]) => Wanted[]);
	/** What is to come out of the node on Success, as Linq answers it, read from the account. */
	gives?: (account: Account) => unknown[];
	/** What is to come out of it, as far as it matters, where Linq makes up IDs and dates. */
	output?: object;
}

/**
 * For each operation of a resource that the official client doesn't have yet: the node sends what
 * Linq's documentation says, and nothing else, and what comes out is what Linq answers.
 */
export function proveOperations(resource: string, operations: Record<string, Case[]>): void {
	let engine: Engine;
	let linq: Emulator;

	beforeAll(async () => {
		engine = await Engine.load();
		linq = await startEmulator({ account: testAccount() });
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
		checkDeclared(`${resource}:${operation}`, linq.requests);
		const { sends, gives, output } = expected;
		const wanted = typeof sends === 'function' ? sends(linq.requests) : [sends].flat();
		expect(linq.requests.map(essence)).toEqual(wanted.map((one) => inFull(one, linq.apiKey)));
		const given = success.map(({ json }): IDataObject => json);
		checkSchema(`${resource}:${operation}`, given);
		if (gives) expect(given).toEqual(gives(linq.account));
		else expect(given.map(normalised)).toMatchObject([normalised(output)]);
	}

	describe.each(Object.entries(operations))(`${resource}: %s`, (operation, cases) => {
		test.each(cases)('$name', async (one) => await prove(operation, one));

		test('with each of its parameters', () => {
			const given = cases.flatMap(({ parameters }) => namesIn(parameters));
			const names = parametersOf(engine, resource, operation);
			expect(names.filter((name) => !given.includes(name))).toEqual([]);
		});
	});

	test(`${resource}: every operation that the official client doesn't have is proved`, () => {
		expect(Object.keys(operations).sort()).toEqual(newerOperations(resource).sort());
	});
}

function inFull({ query = {}, body, accept, path, ...wanted }: Wanted, apiKey: string) {
	return {
		idempotencyKey: undefined,
		...wanted,
		path: `/api/partner${path}`,
		query,
		body,
		accept: accept ?? 'application/json',
		authorization: `Bearer ${apiKey}`,
		contentType: body === undefined ? undefined : 'application/json',
	};
}

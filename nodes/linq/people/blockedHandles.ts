import { objectsOf } from '../values/json';
import type { LinqClient, LinqRequest, Patience } from '../wire/client';
import { notAList } from '../wire/lists';
import { path } from '../wire/path';
import { ReadOnce } from '../wire/readOnce';

/** Everyone whom the account has blocked, in one piece (https://docs.linqapp.com/, List blocked handles). */
export const blockedHandleList: LinqRequest = { method: 'GET', path: path`/v3/blocked_handles` };

/** Everyone whom the account has blocked, asked for once in an execution, when somebody wants to know. */
export class BlockedHandles {
	private readonly handles: ReadOnce<Set<string>>;

	constructor(client: LinqClient) {
		this.handles = new ReadOnce(async (patience) => {
			const { blocked_handles } = await client.request(blockedHandleList, patience);
			if (!Array.isArray(blocked_handles)) throw notAList();
			const named = objectsOf(blocked_handles).flatMap(({ handle }) =>
				typeof handle === 'string' ? [handle.toLowerCase()] : [],
			);
			return new Set(named);
		});
	}

	/** @throws LinqError of the reading */
	async has(handle: string, patience: Patience): Promise<boolean> {
		return (await this.handles.value(patience)).has(handle.toLowerCase());
	}
}

import type { JsonObject } from '../values/json';
import type { LinqClient, LinqRequest, Patience } from '../wire/client';
import { isAbout } from '../wire/evidence';
import { path } from '../wire/path';
import { sendingHints } from './messages';

/** What messages refer to, each read once in an execution: files that Linq has, and earlier messages. */
export class References {
	private readonly readings = new Map<string, Promise<JsonObject>>();

	constructor(private readonly client: LinqClient) {}

	/**
	 * A file that Linq has.
	 *
	 * @throws LinqError of the reading, for everyone who asks: `not_found` where Linq has none
	 */
	async attachment(id: string, patience: Patience): Promise<JsonObject> {
		return await this.of({ path: path`/v3/attachments/${id}` }, id, patience);
	}

	/**
	 * The message that another replies to.
	 *
	 * @throws LinqError of the reading, for everyone who asks: `not_found` where Linq has none
	 */
	async repliedTo(id: string, patience: Patience): Promise<JsonObject> {
		const asked = { path: path`/v3/messages/${id}`, hints: sendingHints };
		return await this.of(asked, id, patience);
	}

	private async of(
		asked: Pick<LinqRequest, 'path' | 'hints'>,
		id: string,
		patience: Patience,
	): Promise<JsonObject> {
		const request = { method: 'GET', evidence: isAbout('id', id), ...asked } as const;
		const known = this.readings.get(asked.path) ?? this.client.request(request, patience);
		this.readings.set(asked.path, known);
		return await known;
	}
}

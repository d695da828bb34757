import type { LinqClient, Patience } from '../wire/client';
import { now } from '../wire/clock';
import { invalidInput } from '../errors';
import { isNotOfAnotherPerson } from '../wire/evidence';
import type { JsonObject } from '../values/json';
import { path } from '../wire/path';
import { sleep } from '../wire/sleep';

/** Linq allows one check in ten seconds (https://docs.linqapp.com/, Capability). Milliseconds. */
const interval = 10_000;

/** How long one execution may spend on checks, in milliseconds. */
const budget = 600_000;

/** Whom to reach, on which service, from which of one's own lines. */
export interface Reach {
	handle: string;
	service: string;
	/** Linq chooses one where there is none. */
	from: string | undefined;
	/** An answer for another line will do as well: people have the same services for all. */
	fromAny?: boolean;
}

/**
 * Whether people can be reached on a messaging service. Checks are sent one after another at the
 * pace Linq allows, each only once for an execution.
 */
export class Capabilities {
	private readonly planned = new Set<string>();
	private readonly answers = new Map<string, Promise<JsonObject>>();
	private last: Promise<unknown> = Promise.resolve();
	private nextAt = 0;

	constructor(
		private readonly client: LinqClient,
		private readonly signal?: AbortSignal,
	) {}

	/** Says beforehand that a check will be asked for. */
	plan(reach: Reach): void {
		const { handle, service } = reach;
		if (knownWithoutCheck(handle, service) === undefined) this.planned.add(key(reach));
	}

	/**
	 * @returns whether Linq can reach the handle on the service
	 * @throws what `check` throws
	 */
	async reaches(reach: Reach, patience: Patience): Promise<boolean> {
		const known = knownWithoutCheck(reach.handle, reach.service);
		return known ?? (await this.check(reach, patience)).available === true;
	}

	/**
	 * @returns Linq's own `{ address, available }`
	 * @throws LinqError `invalid_input` when the checks planned take longer than an execution may
	 *   spend on them; whatever the check throws
	 */
	async check(reach: Reach, patience: Patience): Promise<JsonObject> {
		const name = key(reach);
		this.planned.add(name);
		if (this.planned.size * interval > budget) throw tooManyChecks(this.planned.size);
		const answer = this.answers.get(name) ?? this.inTurn(reach, patience);
		this.answers.set(name, answer);
		return await answer;
	}

	private inTurn(reach: Reach, patience: Patience): Promise<JsonObject> {
		const answer = this.last.then(async () => await this.ask(reach, patience));
		this.last = answer.catch(() => {});
		return answer;
	}

	private async ask({ handle, service, from }: Reach, patience: Patience): Promise<JsonObject> {
		const wait = this.nextAt - now();
		if (wait > 0 && !this.client.isRefused) await sleep(wait, this.signal);
		const request = this.client.request(
			{
				method: 'POST',
				path:
					service === 'RCS' ? path`/v3/capability/check_rcs` : path`/v3/capability/check_imessage`,
				body: { address: handle, ...(from === undefined ? {} : { from }) },
				evidence: isNotOfAnotherPerson('address', handle),
			},
			// Checks are limited together, whatever chat they are for.
			{ ...patience, lane: { name: 'capability checks' } },
		);
		// From the answer on, since Linq counted the check before.
		return await request.finally(() => (this.nextAt = now() + interval));
	}
}

/**
 * An email address is reached by iMessage only. Linq has no check of SMS: whether a phone takes it
 * shows when something is sent, so phone numbers are let through.
 */
function knownWithoutCheck(handle: string, service: string): boolean | undefined {
	if (service === 'iMessage') return undefined;
	if (handle.includes('@')) return false;
	return service === 'RCS' ? undefined : true;
}

function key({ handle, service, from = '', fromAny }: Reach): string {
	return `${service} ${handle.toLowerCase()} ${fromAny ? 'any' : from}`;
}

function tooManyChecks(count: number) {
	const minutes = Math.ceil((count * interval) / 60_000);
	return invalidInput(
		`Checking the messaging service of ${count} people would take ${minutes} minutes`,
		`Linq allows one check in ten seconds: send at most ${budget / interval} people at a time, or switch the check off.`,
	);
}

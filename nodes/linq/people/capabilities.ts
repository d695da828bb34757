import { invalidInput } from '../errors';
import type { JsonObject } from '../values/json';
import type { Hints } from '../wire/advice';
import type { LinqClient, Patience } from '../wire/client';
import { now } from '../wire/clock';
import { isNotOfAnotherPerson } from '../wire/evidence';
import { path } from '../wire/path';
import { sleep } from '../wire/sleep';

/**
 * The pause after a check, in milliseconds. Linq limits checks and names no figure; the pages on its
 * old API say one in ten seconds.
 */
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

/** RCS is off for one's own line, the line has no account for it, or the check could not run. */
const unknownToLinq = [4004, 4009, 4010];

/** A check that fails so says nothing about the person: it is no "no" (Linq, Check RCS capability). */
const rcsHints: Hints = {
	4004: 'It is not known whether this person has RCS: RCS is off for your number. Ask Linq to switch it on, or check from another of your numbers.',
};

/** The same where someone is to be added to a chat, whose line nobody can choose. */
const rcsHintsInChat: Hints = Object.fromEntries(
	unknownToLinq.map((code) => [
		code,
		'It is not known whether this person has RCS, since Linq could not ask for your number in this chat. Ask Linq to set RCS up for it, or remove the option Check the Messaging Service First.',
	]),
);

/**
 * Whether people can be reached on a messaging service. Checks are sent one after another with a
 * pause between them, each only once for an execution.
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
	 * @returns Linq's own `{ address, available }`, with `reason` and `selected_service` where it says so
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

	private async ask(reach: Reach, patience: Patience): Promise<JsonObject> {
		const { handle, service, from, fromAny } = reach;
		const isRcs = service === 'RCS';
		const wait = this.nextAt - now();
		if (wait > 0 && !this.client.isRefused) await sleep(wait, this.signal);
		const request = this.client.request(
			{
				method: 'POST',
				path: isRcs ? path`/v3/capability/check_rcs` : path`/v3/capability/check_imessage`,
				body: { address: handle, ...(from === undefined ? {} : { from }) },
				evidence: isNotOfAnotherPerson('address', handle),
				isReading: true,
				...(isRcs && { hints: fromAny ? rcsHintsInChat : rcsHints }),
				// What keeps a check of RCS from running is still there a little later.
				rest: isRcs ? Number.POSITIVE_INFINITY : interval,
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
		`Checks are sent ten seconds apart, since Linq limits them: send at most ${budget / interval} people at a time, or switch the check off.`,
	);
}

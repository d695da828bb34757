import type { IWebhookFunctions } from 'n8n-workflow';
import { asFailure, LinqError } from '../linq/errors';
import { listLines } from '../linq/people/lines';
import { doerOf, isOwnDoing, ownLinesIn, type LinqEvent } from '../linq/webhooks/events';
import type { LinqClient, Patience } from '../linq/wire/client';
import { connect } from '../linq/wire/connect';
import type { TriggerMemory } from './memory';

/** Which numbers are one's own is asked for again after so long, in milliseconds. */
const interval = 60 * 60_000;

/** Nobody waits for long: without the numbers, Linq's word counts. */
const patience: Patience = { maxRetries: 0, timeout: 4_000 };

/** By trigger: when Linq was last asked. */
const asked = new Map<string, number>();

/** By trigger: the lines that this process knows of, whatever n8n has saved. */
const known = new Map<string, Set<string>>();

/** Asks Linq for the account's own lines. Keeps those that are known when it doesn't say. */
export async function askForLines(
	client: LinqClient,
	trigger: string,
	memory: TriggerMemory,
): Promise<void> {
	asked.set(trigger, Date.now());
	const lines = await listLines(client, patience).catch(asFailure);
	if (lines instanceof LinqError) return;
	const numbers = lines.map(({ phoneNumber }) => phoneNumber);
	known.set(trigger, new Set(numbers));
	if (numbers.join() !== memory.lines.join()) memory.lines = numbers;
}

/** Learns the lines that an event of Linq's names as the account's own. */
export function learnLines(event: LinqEvent, trigger: string, memory: TriggerMemory): void {
	const lines = ownLinesIn(event);
	if (lines.length === 0) return;
	const here = known.get(trigger) ?? new Set();
	for (const line of lines) here.add(line);
	known.set(trigger, here);
	const { lines: saved } = memory;
	const fresh = new Set(lines.filter((line) => !saved.includes(line)));
	if (fresh.size > 0) memory.lines = [...saved, ...fresh];
}

/**
 * Whether one of the account's own lines did it. Somebody who is no line that is known may be one
 * that was bought since: then Linq is asked, though only now and then.
 */
export async function isOwnLinesDoing(
	event: LinqEvent,
	context: IWebhookFunctions,
	trigger: string,
	memory: TriggerMemory,
): Promise<boolean> {
	const isOwn = () => isOwnDoing(event, [...memory.lines, ...(known.get(trigger) ?? [])]);
	if (isOwn()) return true;
	const isStale = Math.abs(Date.now() - (asked.get(trigger) ?? 0)) >= interval;
	if (doerOf(event) === undefined || !isStale || context.getMode() === 'manual') return false;
	asked.set(trigger, Date.now());
	const client = await connect(context).catch(() => undefined);
	if (client !== undefined) await askForLines(client, trigger, memory);
	return isOwn();
}

import { eventTypes } from '../../nodes/linq/webhooks/eventTypes';
import { isCallLeftOut, isFieldLeftOut } from './leftOut';
import { calls, fieldsOf, type Call } from './requests';
import { eventField, eventsOf, keyOf, type Fields, type Surface } from './surface';

/** What Linq has and the package doesn't: each list in the order of the source. */
export interface Drift {
	calls: string[];
	/** `POST /v3/chats: message.hologram` */
	fields: string[];
	/** `POST /v3/chats: message.effect.name: snow` */
	values: string[];
	events: string[];
}

/** What the package has: by default all that it says of itself. */
export interface Package {
	calls: Call[];
	events: string[];
}

const whole: Package = { calls, events: eventTypes.map(({ type }) => type) };

/** Names what a source has and the package doesn't. What was left out on purpose is not named. */
export function driftOf(linq: Surface, ours: Package = whole): Drift {
	const known = new Map(ours.calls.map((call) => [keyOf(call), call]));
	const drift: Drift = { calls: [], fields: [], values: [], events: [] };
	for (const [key, fields] of linq.calls) {
		const call = known.get(key);
		if (call !== undefined) addFields(drift, call, fields);
		else if (!isCallLeftOut(key)) drift.calls.push(key);
	}
	drift.events = [...eventsOf(linq)].filter((type) => !ours.events.includes(type));
	return drift;
}

function addFields(drift: Drift, call: Call, fields: Fields): void {
	const ours = fieldsOf(call);
	for (const [field, values] of fields) {
		// Who needs the field needs what is in it.
		if (drift.fields.some((named) => `${call}: ${field}`.startsWith(`${named}.`))) continue;
		const known = ours.get(field);
		if (known === undefined) {
			const isAny = isInsideAny(ours, field);
			if (!isAny && !isFieldLeftOut(call, field)) drift.fields.push(`${call}: ${field}`);
		} else if (known.size > 0 && field !== eventField) {
			const missing = [...values].filter(
				(value) => !known.has(value) && !isFieldLeftOut(call, field, value),
			);
			drift.values.push(...missing.map((value) => `${call}: ${field}: ${value}`));
		}
	}
}

/** What is in a field that takes anything is the user's own. */
function isInsideAny(ours: Fields, field: string): boolean {
	const parent = field.slice(0, Math.max(0, field.lastIndexOf('.')));
	if (parent === '') return false;
	const hasFields = [...ours.keys()].some((one) => one.startsWith(`${parent}.`));
	return !hasFields && (ours.has(parent) || isInsideAny(ours, parent));
}

export function isThereDrift(drift: Drift): boolean {
	return Object.values(drift).some((list: string[]) => list.length > 0);
}

/** For the terminal and for the text of an issue: Markdown. */
export function driftReport(linq: Surface, drift: Drift): string {
	const source = shown(linq.source);
	if (!isThereDrift(drift)) {
		return `The package has everything that ${source} has: ${linq.calls.size} calls and ${eventsOf(linq).size} kinds of events, but for what docs/linq-api.md says was left out.\n`;
	}
	const parts = (['calls', 'fields', 'values', 'events'] as const).flatMap((kind) => {
		const title = kind[0]!.toUpperCase() + kind.slice(1);
		const lines = drift[kind].map((name) => `- \`${shown(name)}\``);
		return lines.length === 0 ? [] : [`## ${title}\n\n${lines.join('\n')}`];
	});
	const first = `${source} has what the package doesn't have. Each is either added, or named with the reason in test/api/leftOut.ts.`;
	return `${[first, ...parts].join('\n\n')}\n`;
}

/** The text of others, so that it stays a name wherever it is shown. */
function shown(name: string): string {
	return name
		.replace(/[^\w\s{}/.:@+'-]+/g, '')
		.replace(/\s+/g, ' ')
		.slice(0, 200);
}

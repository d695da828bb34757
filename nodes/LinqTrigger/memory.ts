import type { IDataObject } from 'n8n-workflow';
import { objectsOf, textOf } from '../linq/json';

/** A subscription this trigger made. */
export interface OwnSubscription {
	id: string;
	/** What Linq signs its calls with; shown once, so it can't be asked for again. */
	secret: string;
	/** Where Linq delivers, version included. */
	targetUrl: string;
	/** Made to try the step out in the editor, beside the one for production. */
	isTest: boolean;
	/** When it was made, in milliseconds since 1970: of two, the newer one holds. */
	madeAt: number;
}

/**
 * What a trigger remembers across restarts. n8n keeps it with the workflow, per node, and saves it
 * when a new value is assigned.
 */
export class TriggerMemory {
	/** @param data what `getWorkflowStaticData('node')` gives */
	constructor(private readonly data: IDataObject) {}

	/** Entries that are incomplete are left out. */
	get subscriptions(): OwnSubscription[] {
		return objectsOf(this.data.subscriptions).flatMap((entry) => {
			const [id, secret, targetUrl] = [entry.id, entry.secret, entry.targetUrl].map((value) =>
				textOf(value, 4_000),
			);
			if (id === undefined || secret === undefined || targetUrl === undefined) return [];
			const madeAt = typeof entry.madeAt === 'number' ? entry.madeAt : 0;
			return [{ id, secret, targetUrl, isTest: entry.isTest === true, madeAt }];
		});
	}

	set subscriptions(subscriptions: OwnSubscription[]) {
		this.data.subscriptions = subscriptions.map((subscription) => ({ ...subscription }));
	}

	/** The account's own lines in E.164, as they were when Linq was last asked. */
	get lines(): string[] {
		return textsIn(this.data.lines);
	}

	set lines(lines: string[]) {
		this.data.lines = lines;
	}

	/** Marks of events that have started a run, the oldest first. */
	get events(): string[] {
		return textsIn(this.data.events);
	}

	set events(marks: string[]) {
		this.data.events = marks;
	}
}

function textsIn(value: unknown): string[] {
	return Array.isArray(value)
		? value.filter((text: unknown): text is string => typeof text === 'string')
		: [];
}

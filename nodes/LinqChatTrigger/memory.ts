import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { objectsOf, textOf, type JsonObject } from '../linq/values/json';
import { deliveryAddress, isPublic, isSameAddress } from '../linq/webhooks/addresses';

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

/** One that has ended. */
export interface EndedSubscription extends OwnSubscription {
	/** In milliseconds since 1970. */
	endedAt: number;
}

/** What tells one trigger from another, whatever their names. */
export function triggerOf(context: IHookFunctions | IWebhookFunctions): string {
	return `${context.getWorkflow().id} ${context.getNode().id}`;
}

/**
 * What the trigger remembers of itself.
 *
 * @param trigger see `triggerOf`
 */
export function memoryOf(
	context: IHookFunctions | IWebhookFunctions,
	trigger: string,
): TriggerMemory {
	const isOwnAddress = (targetUrl: string) => {
		const webhookUrl = context.getNodeWebhookUrl('default');
		return isPublic(webhookUrl) && isSameAddress(targetUrl, deliveryAddress(webhookUrl));
	};
	return new TriggerMemory(context.getWorkflowStaticData('node'), trigger, isOwnAddress);
}

/**
 * What a trigger remembers across restarts. n8n keeps it with the workflow, per node, and saves it
 * when a new value is assigned.
 *
 * n8n copies it together with the workflow: by export and import, its API and its command line. What
 * was made for another workflow or another node counts for nothing, and goes with the first value
 * that is assigned. Of a memory that doesn't say whose it is, what belongs to this trigger's own
 * address counts.
 */
export class TriggerMemory {
	/** Something was assigned. */
	hasChanged = false;

	/**
	 * @param data what `getWorkflowStaticData('node')` gives
	 * @param trigger see `triggerOf`
	 */
	constructor(
		private readonly data: IDataObject,
		private readonly trigger: string,
		private readonly isOwnAddress: (targetUrl: string) => boolean,
	) {}

	/** Entries that are incomplete are left out. */
	get subscriptions(): OwnSubscription[] {
		const all = objectsOf(this.data.subscriptions).flatMap(readSubscription);
		if (this.data.owner === this.trigger) return all;
		if (this.data.owner !== undefined) return [];
		return all.filter(({ targetUrl }) => this.isOwnAddress(targetUrl));
	}

	set subscriptions(subscriptions: OwnSubscription[]) {
		this.assign('subscriptions', listOf(subscriptions));
	}

	/** Those that others replaced while the trigger stayed on: Linq may still call for them. */
	get replaced(): EndedSubscription[] {
		if (!this.isOwn) return [];
		return objectsOf(this.data.replaced).flatMap((entry) => {
			const { endedAt } = entry;
			if (typeof endedAt !== 'number') return [];
			return readSubscription(entry).map((subscription) => ({ ...subscription, endedAt }));
		});
	}

	set replaced(subscriptions: EndedSubscription[]) {
		this.assign('replaced', listOf(subscriptions));
	}

	/** The account's own lines in E.164, as far as they are known. */
	get lines(): string[] {
		return this.isOwn ? textsIn(this.data.lines) : [];
	}

	set lines(lines: string[]) {
		this.assign('lines', lines);
	}

	/**
	 * Marks of events that have started a run, the oldest first, as `eventMarks` writes them. One text,
	 * since n8n watches each entry of a list anew with each call.
	 */
	get events(): string {
		const { events } = this.data;
		return this.isOwn && typeof events === 'string' ? events : '';
	}

	set events(marks: string) {
		this.assign('events', marks);
	}

	/** Has n8n save once more what was assigned. */
	saveAgain(): void {
		this.data.owner = this.trigger;
	}

	private get isOwn(): boolean {
		if (this.data.owner !== undefined) return this.data.owner === this.trigger;
		return this.subscriptions.length > 0;
	}

	private assign(name: string, value: IDataObject[] | string[] | string): void {
		if (this.data.owner !== this.trigger) this.takeOver();
		this.data[name] = value;
		this.hasChanged = true;
	}

	private takeOver(): void {
		const { isOwn, subscriptions } = this;
		if (isOwn) this.data.subscriptions = listOf(subscriptions);
		else for (const name of Object.keys(this.data)) Reflect.deleteProperty(this.data, name);
		this.data.owner = this.trigger;
	}
}

function readSubscription(entry: JsonObject): OwnSubscription[] {
	const [id, secret, targetUrl] = [entry.id, entry.secret, entry.targetUrl].map((value) =>
		textOf(value, 4_000),
	);
	if (id === undefined || secret === undefined || targetUrl === undefined) return [];
	const madeAt = typeof entry.madeAt === 'number' ? entry.madeAt : 0;
	return [{ id, secret, targetUrl, isTest: entry.isTest === true, madeAt }];
}

function listOf(subscriptions: OwnSubscription[]): IDataObject[] {
	return subscriptions.map((subscription) => ({ ...subscription }));
}

function textsIn(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

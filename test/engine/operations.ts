import {
	isResourceLocatorValue,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { LinqChat } from '../../nodes/LinqChat/LinqChat.node';
import { byId, ownLine } from './setting';

/** One entry of the Operation menu. */
export interface MenuEntry {
	resource: string;
	operation: string;
	/** Its parameters, the collections among them. */
	fields: INodeProperties[];
}

/** One parameter of an operation, wherever it stands. */
export interface Place {
	/** With the names of what it stands in: `files.file.url`, for instance. */
	path: string;
	property: INodeProperties;
	/** The operation's parameters with this value there. */
	filled: (value: string) => INodeParameters;
}

const { properties } = new LinqChat().description;

const shows = ({ displayOptions }: INodeProperties, name: string) =>
	(displayOptions?.show?.[name] ?? []) as unknown[];

/** Everything the node can do, read from its description. */
export const menu: MenuEntry[] = properties
	.filter(({ name }) => name === 'operation')
	.flatMap((property) =>
		(property.options as Array<{ value: string }>).map(({ value }): MenuEntry => {
			const [resource] = shows(property, 'resource') as string[];
			const fields = properties.filter(
				(field) =>
					shows(field, 'resource').includes(resource) &&
					shows(field, 'operation').includes(value) &&
					shows(field, '@tool').length === 0,
			);
			return { resource: resource!, operation: value, fields };
		}),
	);

export const titleOf = ({ resource, operation }: MenuEntry) => `${resource}: ${operation}`;

/** Whether it gives any number of items for one. */
export function isList({ resource, operation, fields }: MenuEntry): boolean {
	return (
		fields.some(({ name }) => name === 'returnAll') ||
		[
			...['chat: getParticipants', 'contactCard: get', 'experience: getAll'],
			'webhookSubscription: getEventTypes',
		].includes(`${resource}: ${operation}`)
	);
}

export const unknownId = '00000000-0000-4000-8000-000000000000';
export const person = '+12025561000';

/** By expression: IDs that were typed in n8n tests within a time that a busy machine exceeds. */
const someId = byId(`={{ '${unknownId}' }}`);

/** Values that can be used, by the name of the parameter. Others have usable defaults. */
const usable: INodeParameters = {
	...{ chatId: someId, messageId: someId, phoneNumberId: someId },
	...{ attachmentId: unknownId, subscriptionId: unknownId, auditId: 'audit_1' },
	...{ optionId: someId, reactionId: someId, choices: 'Monday\nTuesday' },
	...{ handle: person, address: person, to: `${person}, jo@example.com` },
	...{ from: byId(ownLine), phoneNumber: byId(ownLine) },
	...{
		recipient: 'people',
		message: 'Hello',
		text: 'Hello',
		words: 'Hello',
		range: '0-5',
		customEmoji: '🎉',
		firstName: 'Acme',
		displayName: 'Acme',
	},
	...{ url: 'https://example.com/a.jpg', voiceMemoUrl: 'https://example.com/a.mp3' },
	...{ appName: 'Acme', teamId: 'ABCDE12345', bundleId: 'com.example.acme', caption: 'Offer' },
	...{ method: 'POST', path: `chats/${unknownId}/typing`, body: '{}', name: 'limit', value: '2' },
	...{ targetUrl: 'https://example.com/linq', subscribedEvents: ['message.received'] },
	...{ amount: 1_250, priceId: 'price_1', paymentRequestId: someId },
	...{ amountCents: 1_250, paymentId: unknownId, experience: 'agentpay', provider: 'agentcard' },
	...{ contactName: 'Jo Smith', contactNumbers: person },
	...{ connectId: 'conn_7', code: '123456', returnUrl: 'https://example.com/done' },
};

/** The same for parameters that the editor lets one choose from a list of Linq's, by its method. */
const listed: INodeParameters = {
	...{ getExperiences: 'agentcard', getExperienceActions: 'attach_card' },
	getExperienceFields: 'title',
};

/** Of texts that take a form of their own, one that can be used. */
const usableTexts: INodeParameters = {
	...{ defaultCountry: 'US', excludeFrom: '+12025550150', link: 'https://example.com/offer' },
	...{ parts: '[{"type":"text","value":"Hello"}]', binaryPropertyName: 'data' },
	...{ newChatMessage: 'Hello everyone', imageUrl: 'https://example.com/a.jpg' },
	...{ replyToMessageId: someId, displayName: 'Acme onboarding', appStoreId: 1 },
};

/** Values to fill in: all of those that a parameter offers, else the limits of a number, or one. */
export function usableValues({ name, type, options, typeOptions }: INodeProperties): unknown[] {
	const known = listed[typeOptions?.loadOptionsMethod ?? ''] ?? usable[name] ?? usableTexts[name];
	if (type === 'boolean') return [true, false];
	if (known !== undefined) return [isResourceLocatorValue(known) ? known.value : known];
	if (type === 'options') return (options as INodePropertyOptions[]).map(({ value }) => value);
	if (type === 'number') return [typeOptions?.minValue, typeOptions?.maxValue].filter(isNumber);
	return ['Hello'];
}

const isNumber = (value: unknown) => typeof value === 'number';

/** What operations that change nothing by themselves are to change. */
const changes: Record<string, INodeParameters> = {
	'chat: update': { displayName: 'Acme' },
	'contactCard: update': { firstName: 'Acme' },
	'webhookSubscription: update': { isActive: false },
};

/** Parameters with which an operation gets as far as asking Linq. */
export function usableParameters(entry: MenuEntry): INodeParameters {
	const { resource, operation, fields } = entry;
	const updateFields = changes[titleOf(entry)];
	const options = { maxRetries: 0 };
	return {
		resource,
		operation,
		...usableOf(fields),
		...(updateFields && { updateFields }),
		options,
	};
}

function usableOf(fields: INodeProperties[]): INodeParameters {
	const values = fields.map(({ name, typeOptions }): [string, unknown] => {
		return [name, listed[typeOptions?.loadOptionsMethod ?? ''] ?? usable[name]];
	});
	return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as INodeParameters;
}

/** These make a message by themselves. */
const alone = /^options\.(appCard|appClip|experience|link|parts)\b/;

/** Every parameter of an operation that holds a value, those in collections and rows among them. */
export function placesOf(entry: MenuEntry): Place[] {
	const base = usableParameters(entry);
	const places = entry.fields.flatMap((field) =>
		placesIn(field, field.name, (inside) => {
			const kept = field.type === 'collection' ? (base[field.name] as INodeParameters) : {};
			const value = isGroup(field) ? { ...kept, ...(inside as INodeParameters) } : inside;
			return { ...base, ...shownWith(field), [field.name]: value };
		}),
	);
	return places.map(({ filled, ...place }) => ({
		...place,
		filled: (value) => ({ ...filled(value), ...(alone.test(place.path) && { text: '' }) }),
	}));
}

type Wrap = (value: INodeParameters[string]) => INodeParameters;

const isGroup = ({ type }: INodeProperties) => type === 'collection' || type === 'fixedCollection';

function placesIn(property: INodeProperties, path: string, wrap: Wrap): Place[] {
	if (property.type === 'collection') {
		return (property.options as INodeProperties[]).flatMap((option) =>
			placesIn(option, `${path}.${option.name}`, (value) => wrap({ [option.name]: value })),
		);
	}
	if (property.type === 'fixedCollection') {
		return (property.options as INodePropertyCollection[]).flatMap(({ name, values }) =>
			values.flatMap((field) =>
				placesIn(field, `${path}.${name}.${field.name}`, (value) => {
					const row = { ...usableOf(values), ...shownWith(field), [field.name]: value };
					// n8n keeps one row as it is, and makes nothing of a list with one.
					return wrap({ [name]: property.typeOptions?.multipleValues ? [row] : row });
				}),
			),
		);
	}
	const filled = (value: string) => wrap(property.type === 'resourceLocator' ? byId(value) : value);
	return [{ path, property, filled }];
}

/** What other parameters have to say for this one to be shown. */
function shownWith({ displayOptions }: INodeProperties): INodeParameters {
	return Object.fromEntries(
		Object.entries(displayOptions?.show ?? {})
			.filter(([name]) => name !== 'resource' && name !== 'operation')
			.map(([name, values]) => [name, values?.[0] as string]),
	);
}

import type LinqAPIV3 from '@linqapp/sdk';
import ICAL from 'ical.js';
import type { INodeParameters } from 'n8n-workflow';
import { itemWith, upload, type Case, type File } from './oracle';
import { bytes, ids } from './testAccount';

export type Content = LinqAPIV3.MessageContent;

/** What the official client of this age doesn't know: it sends on what it is given. */
export const newer = (content: object) => content as Content;

/** A card that Linq composes, and what is asked for by it. */
export const payment = {
	options: {
		experience: {
			card: {
				name: ' agentpay ',
				action: 'request_payment',
				fields: {
					field: [
						{ name: 'checkout_url', value: ' https://example.com/pay/1 ' },
						{ name: 'title', value: 'Order 2' },
						{ name: 'note', value: '' },
					],
				},
			},
		},
	},
	content: newer({
		experience: {
			name: 'agentpay',
			action: 'request_payment',
			params: { checkout_url: 'https://example.com/pay/1', title: 'Order 2' },
		},
	}),
};

/** The same after a look at what the account may send. */
export function withExperience(ask: Case['ask']): Case['ask'] {
	return async (official, sent, left) => {
		await official.get('/v3/experiences');
		return await ask(official, sent, left);
	};
}

/** Whom the text "Hello, Jo" mentions, and what is asked for by it. */
export const mentioned = {
	text: 'Hello, Jo',
	mention: { person: { handle: '(202) 555-0101', words: 'Jo' } },
	content: newer({
		parts: [
			{
				type: 'text',
				value: 'Hello, Jo',
				mention: '+12025550101',
				mention_range: [7, 9],
			},
		],
	}),
};

/** A way to send a message, told to the node and to the official client. */
export interface Way {
	/** The node's parameters besides those that make the message, and besides its options. */
	parameters: INodeParameters;
	options?: INodeParameters;
	/** @param content without a key: the node makes one unless it is given one */
	send: (content: Content) => Case['ask'];
}

const picture: File = {
	filename: 'welcome.png',
	content_type: 'image/png',
	bytes: bytes.picture,
};
const offer: File = {
	filename: 'Offer №1.pdf',
	content_type: 'application/pdf',
	bytes: Buffer.from('offer'),
};

/** A person whose vCard the node makes, and what another program reads in it. */
const contact = {
	source: 'contact',
	contactName: ' Jo Smith ',
	contactNumbers: '(202) 556-1000, +44 20 7946 0958',
	contactEmails: 'Jo <jo@Example.com>',
	contactCompany: 'Acme, Inc.; Sales',
};
const contactProperties = {
	version: ['3.0'],
	fn: ['Jo Smith'],
	tel: ['+12025561000', '+442079460958'],
	email: ['jo@example.com'],
	org: ['Acme, Inc.; Sales'],
};

/** The values in a vCard, by the names of its properties. */
function propertiesOf(card: Buffer): Record<string, unknown[]> {
	const [, properties] = ICAL.parse(card.toString());
	const values: Record<string, unknown[]> = {};
	for (const [name, , , value] of properties) (values[name] ??= []).push(value);
	return values;
}

/** Everything that a card can show, as the node and as Linq take it. */
export const cardFields = {
	caption: 'Order 2',
	subcaption: 'Two pieces',
	trailingCaption: '20 €',
	trailingSubcaption: 'paid',
	imageUrl: 'https://example.com/order.png',
	imageTitle: 'Thanks',
	imageSubtitle: 'for your order',
};
export const layout = {
	caption: 'Order 2',
	subcaption: 'Two pieces',
	trailing_caption: '20 €',
	trailing_subcaption: 'paid',
	image_url: 'https://example.com/order.png',
	image_title: 'Thanks',
	image_subtitle: 'for your order',
};
const appFields = {
	appName: 'Acme',
	teamId: 'ABCDE12345',
	bundleId: 'com.example.acme.messages',
};
const app = { name: 'Acme', team_id: 'ABCDE12345', bundle_id: 'com.example.acme.messages' };

/** What every operation that sends messages can send. */
export function messageCases({ parameters, options = {}, send }: Way): Case[] {
	const composed = (
		name: string,
		{ options: more, ...message }: INodeParameters & { options?: INodeParameters },
		content: Content,
		items?: Case['items'],
	): Case => ({
		name,
		items,
		parameters: { ...parameters, ...message, options: { ...options, ...more } },
		ask: send(content),
	});

	return [
		composed(
			'a text as it is written',
			{ text: ' Hello,\n👋🏽 *all* of {{you}} ' },
			{ parts: [{ type: 'text', value: ' Hello,\n👋🏽 *all* of {{you}} ' }] },
		),
		composed(
			'a number as the text, by an expression',
			{ text: '={{ $json.code }}' },
			{ parts: [{ type: 'text', value: '1234' }] },
			[{ json: { code: 1234 } }],
		),
		composed(
			'a text, files, an effect, styles, a service and a key of one’s own',
			{
				text: 'Welcome 👋🏽 all of you, welcome',
				files: {
					file: [
						{ source: 'url', url: ' https://example.com/a.jpg?size=1&x=%20 ' },
						{ source: 'attachmentId', attachmentId: ` ${ids.picture.toUpperCase()}` },
						{ source: 'url', url: 'https://example.com/b.mov' },
					],
				},
				options: {
					effect: 'slam',
					idempotencyKey: ' order 4711 ',
					preferredService: 'iMessage',
					textStyles: {
						style: [
							{ look: 'bold', applyTo: 'words', words: 'all' },
							{ look: 'italic', applyTo: 'words', words: 'all of you' },
							{ look: 'shake', applyTo: 'range', range: '0-7' },
						],
					},
				},
			},
			{
				parts: [
					{
						type: 'text',
						value: 'Welcome 👋🏽 all of you, welcome',
						text_decorations: [
							{ range: [13, 16], style: 'bold' },
							{ range: [13, 23], style: 'italic' },
							{ range: [0, 7], animation: 'shake' },
						],
					},
					{ type: 'media', url: 'https://example.com/a.jpg?size=1&x=%20' },
					{ type: 'media', attachment_id: ids.picture },
					{ type: 'media', url: 'https://example.com/b.mov' },
				],
				effect: { type: 'bubble', name: 'slam' },
				preferred_service: 'iMessage',
				idempotency_key: 'order 4711',
			},
		),
		composed(
			'a text after a file',
			{
				text: 'That is us',
				files: { file: [{ source: 'attachmentId', attachmentId: ids.picture }] },
				options: { textPosition: 'after' },
			},
			{
				parts: [
					{ type: 'media', attachment_id: ids.picture },
					{ type: 'text', value: 'That is us' },
				],
			},
		),
		composed(
			'a file as a sticker',
			{ files: { file: [{ source: 'attachmentId', attachmentId: ids.picture, sticker: true }] } },
			// A field that the client hands on without knowing it.
			{ parts: [{ type: 'media', attachment_id: ids.picture, sticker: true } as never] },
		),
		composed(
			'a text before a file, said so',
			{
				text: 'This is us',
				files: { file: [{ source: 'attachmentId', attachmentId: ids.picture }] },
				options: { textPosition: 'before' },
			},
			{
				parts: [
					{ type: 'text', value: 'This is us' },
					{ type: 'media', attachment_id: ids.picture },
				],
			},
		),
		composed(
			'parts in JSON in place of everything else',
			{
				text: 'Not this',
				options: {
					parts: JSON.stringify([
						{ type: 'text', value: 'Nod', text_decorations: [{ range: [0, 3], animation: 'nod' }] },
						{ type: 'media', url: 'https://example.com/a.jpg' },
						{ type: 'text', value: 'And more' },
					]),
					effect: 'echo',
				},
			},
			{
				parts: [
					{ type: 'text', value: 'Nod', text_decorations: [{ range: [0, 3], animation: 'nod' }] },
					{ type: 'media', url: 'https://example.com/a.jpg' },
					{ type: 'text', value: 'And more' },
				],
				effect: { type: 'screen', name: 'echo' },
			},
		),
		composed(
			'parts given as a list',
			{ options: { parts: '={{ $json.parts }}' } },
			{ parts: [{ type: 'media', attachment_id: ids.picture }] },
			[{ json: { parts: [{ type: 'media', attachment_id: ids.picture }] } }],
		),
		composed(
			'a card of an app with one line',
			{ options: { appCard: { card: { ...appFields, trailingCaption: 'Order 2' } } } },
			{
				parts: [
					{
						type: 'imessage_app',
						app,
						layout: { trailing_caption: 'Order 2' },
					},
				],
			},
		),
		composed(
			'a card of an app with all that it can have',
			{
				options: {
					appCard: {
						card: {
							...appFields,
							...cardFields,
							appStoreId: '1234567890',
							url: ' data:,order=2 ',
							fallbackText: 'Your order',
							interactive: false,
						},
					},
				},
			},
			{
				parts: [
					{
						type: 'imessage_app',
						app: { ...app, app_store_id: 1_234_567_890 },
						layout,
						url: 'data:,order=2',
						fallback_text: 'Your order',
						interactive: false,
					},
				],
			},
		),
		composed(
			'a card that opens an App Clip or a payment',
			{ options: { appClip: { card: { url: ' https://example.com/pay/1 ' } } } },
			newer({ parts: [{ type: 'app_clip', value: 'https://example.com/pay/1' }] }),
		),
		composed(
			'the same with a caption, by iMessage only',
			{
				options: {
					appClip: { card: { url: 'https://example.com/pay/1', caption: ' Order 2 ' } },
					preferredService: 'iMessage',
				},
			},
			newer({
				parts: [{ type: 'app_clip', value: 'https://example.com/pay/1', caption: 'Order 2' }],
				preferred_service: 'iMessage',
			}),
		),
		{
			name: 'files of the item alone, in the order wanted',
			items: [itemWith({ data: picture, offer })],
			parameters: {
				...parameters,
				options,
				files: {
					file: [{ source: 'binaryData', binaryPropertyName: 'offer' }, { source: 'binaryData' }],
				},
			},
			ask: async (official, sent, left) => {
				const first = await upload(official, offer);
				const second = await upload(official, picture);
				return await send({
					parts: [
						{ type: 'media', attachment_id: first.attachment_id },
						{ type: 'media', attachment_id: second.attachment_id },
					],
				})(official, sent, left);
			},
		},
		{
			name: 'a contact as a file, behind a text',
			parameters: {
				...{ ...parameters, text: 'Meet Jo' },
				options: { ...options, defaultCountry: 'US' },
				files: { file: [contact] },
			},
			ask: async (official, sent, left) => {
				const made = left.attachments.at(-1)!.bytes!;
				expect(propertiesOf(made)).toMatchObject(contactProperties);
				const card: File = { filename: 'Jo Smith.vcf', content_type: 'text/vcard', bytes: made };
				const { attachment_id } = await upload(official, card);
				return await send({
					parts: [
						{ type: 'text', value: 'Meet Jo' },
						{ type: 'media', attachment_id },
					],
				})(official, sent, left);
			},
		},
	];
}

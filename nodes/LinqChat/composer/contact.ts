import type { INodeProperties } from 'n8n-workflow';
import { attempted, invalidInput, LinqError } from '../../linq/errors';
import { lineOf, vCardOf, type Contact } from '../../linq/files/vCards';
import type { FilePart } from '../../linq/messages/messages';
import { textOf } from '../../linq/values/json';
import { cleanFileName } from '../parameters/itemFiles';
import { parseHandles } from '../parameters/recipients';
import type { Values } from '../parameters/values';

/** Longer than names are, and than any phone shows. Characters. */
const longestText = 250;

/** A source of files: a person whose vCard is made from the fields below. */
export const contactSource = {
	name: 'Contact',
	value: 'contact',
	description:
		'A vCard of a person, made from the fields below, which people can add to their contacts',
};

const numbersLabel = 'Phone Numbers';
const emailsLabel = 'Email Addresses';
const displayOptions = { show: { source: [contactSource.value] } };

/** Shown with that source only; none is required, or n8n would ask for it with the others, too. */
export const contactFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'contactName',
		type: 'string',
		displayOptions,
		default: '',
		placeholder: 'e.g. Jo Smith',
		description: 'The whole name of the person, as it is to stand among the contacts',
	},
	{
		displayName: numbersLabel,
		name: 'contactNumbers',
		type: 'string',
		displayOptions,
		default: '',
		placeholder: 'e.g. +1 202 555 0100, +1 202 555 0101',
		description:
			'One or several, with commas or line breaks between them, or an expression that gives a list',
	},
	{
		displayName: emailsLabel,
		name: 'contactEmails',
		type: 'string',
		displayOptions,
		default: '',
		placeholder: 'e.g. jo@example.com',
		description:
			'One or several, with commas or line breaks between them, or an expression that gives a list. A contact has at least one phone number or email address.',
	},
	{
		displayName: 'Company',
		name: 'contactCompany',
		type: 'string',
		displayOptions,
		default: '',
		placeholder: 'e.g. Acme',
		description: 'The company that the person works for; may stay empty',
	},
];

/**
 * The vCard that the fields of a file make. A number or an address that can't be read is never left
 * out of it.
 *
 * @param country for numbers without a country code: see `parseHandles`
 * @param isSticker whether the file is to be shown as a sticker, which a contact can't be
 * @throws LinqError `invalid_input`
 */
export function readContact(
	values: Values,
	{ country, isSticker }: { country: unknown; isSticker: boolean },
): FilePart {
	if (isSticker) {
		throw invalidInput(
			"A contact can't be a sticker",
			'Turn off Sticker for it, or choose another source, with a picture.',
		);
	}
	const label = 'Name of the contact';
	const name = checkedLength(lineOf(values.requiredText('contactName', label)), label);
	if (name === '') {
		throw invalidInput(`${label} is missing`, `Fill in Name, or the record it is taken from.`);
	}
	const of = `of the contact "${textOf(name, 80)}"`;
	const numbers = handlesIn(values, 'contactNumbers', { label: `${numbersLabel} ${of}`, country });
	const emails = handlesIn(values, 'contactEmails', { label: `${emailsLabel} ${of}`, country });
	const company = values.text('contactCompany', 'Company of the contact');
	const contact = {
		name,
		numbers: numbers.map((number) => checkedNumber(number, of)),
		emails: emails.map((email) => checkedEmail(email, of)),
		company: checkedLength(lineOf(company), 'Company of the contact'),
	};
	if (numbers.length + emails.length > 0) return fileOf(contact);
	throw invalidInput(
		`There is neither a phone number nor an email address ${of}`,
		`Fill in ${numbersLabel} or ${emailsLabel}, or the record they are taken from.`,
	);
}

function fileOf(contact: Contact): FilePart {
	const { name, numbers, emails, company } = contact;
	return {
		type: 'file',
		identity: () => JSON.stringify(['contact', name, numbers, emails, company]),
		async file() {
			const content = Buffer.from(vCardOf(contact));
			return await Promise.resolve({
				fileName: cleanFileName(`${name.replace(/[\\/]/g, '-')}.vcf`),
				mimeType: 'text/vcard',
				size: content.length,
				open: async () => await Promise.resolve(content),
			});
		},
	};
}

/** Each once, as `parseHandles` gives them; what is wrong is told by the field and the contact. */
function handlesIn(
	values: Values,
	name: string,
	{ label, country }: { label: string; country: unknown },
): string[] {
	const handles = attempted(() => parseHandles(values.list(name), country));
	if (!(handles instanceof LinqError)) return [...new Set(handles)];
	throw invalidInput(`${label}: ${handles.message}`, handles.failure.hint);
}

function checkedNumber(handle: string, of: string): string {
	if (!handle.includes('@')) return handle;
	throw invalidInput(
		`${numbersLabel} ${of}: ${handle} is an email address`,
		`Put it into ${emailsLabel}, and keep only phone numbers in this field.`,
	);
}

function checkedEmail(handle: string, of: string): string {
	if (handle.includes('@')) return handle;
	throw invalidInput(
		`${emailsLabel} ${of}: ${handle} is a phone number`,
		`Put it into ${numbersLabel}, and keep only email addresses in this field.`,
	);
}

function checkedLength(text: string, label: string): string {
	if (text.length <= longestText) return text;
	throw invalidInput(
		`${label} has ${text.length} characters`,
		`Keep it to ${longestText}: map a field that holds this and nothing else.`,
	);
}

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { FilePart, Part } from '../../linq/messages/messages';
import { attachment, parseIdentifier } from '../../linq/values/identifiers';
import { trimmed } from '../../linq/values/trimmed';
import { fileIdField } from '../parameters/fields';
import type { ItemFiles } from '../parameters/itemFiles';
import type { Values } from '../parameters/values';

/**
 * Where a file comes from: a field that decides which of the others shows. None of those is
 * required, or n8n would ask for all of them where an expression decides.
 *
 * @param url the name of the field with the web address
 * @param further a source that is none of a file that there is already; by its name it comes first
 */
export function fileSourceFields({
	url,
	further,
}: {
	url: string;
	further?: INodePropertyOptions;
}): INodeProperties[] {
	return [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			options: [
				...(further ? [further] : []),
				{
					name: 'File of This Item',
					value: 'binaryData',
					description: 'A file that an earlier step read or downloaded, up to 100 MB',
				},
				{
					name: 'Uploaded File',
					value: 'attachmentId',
					description: 'A file that Linq has already, by its ID',
				},
				{
					name: 'Web Address',
					value: 'url',
					description: 'A file that everyone can open on the web, up to 10 MB',
				},
			],
			default: 'binaryData',
		},
		{
			...binaryField,
			required: false,
			displayOptions: { show: { source: ['binaryData'] } },
		},
		{
			...fileIdField,
			required: false,
			displayOptions: { show: { source: ['attachmentId'] } },
		},
		{
			displayName: 'Web Address',
			name: url,
			type: 'string',
			default: '',
			displayOptions: { show: { source: ['url'] } },
			placeholder: 'e.g. https://example.com/welcome.jpg',
			description: 'Begins with https:// and can be opened without signing in',
		},
	];
}

/** The name of a file among an item's files. */
export const binaryField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the input field containing the file',
	description:
		'As it stands in the Binary tab of the step before; or an expression that gives the file itself, also from an earlier step',
};

/** What the field for a file of the item gives, or the name that it has unless it is filled in. */
export function givenFile(values: Values): unknown {
	const isFilled =
		values.isGiven('binaryPropertyName') && values.value('binaryPropertyName') !== '';
	return isFilled ? values.value('binaryPropertyName') : binaryField.default;
}

/**
 * Where one file comes from; the field for files of the item may give several.
 *
 * @param url the name of the field with the web address
 * @param most how many files are taken
 * @param contact reads the fields of a contact, where the file may be one
 * @throws LinqError `invalid_input`
 */
export function readFileSource(
	values: Values,
	files: ItemFiles,
	{ url, most, contact }: { url: string; most: 'one' | 'several'; contact?: () => FilePart },
): Array<Extract<Part, { type: 'media' }> | FilePart> {
	const sources = ['binaryData', 'attachmentId', 'url'] as const;
	const known = contact ? (['contact', ...sources] as const) : sources;
	const source = values.choice('source', 'Source', known) ?? 'binaryData';
	if (source === 'contact' && contact) return [contact()];
	if (source === 'binaryData') {
		const label = binaryField.displayName;
		const given = givenFile(values);
		const incoming =
			most === 'one' ? [files.onlyIncoming(given, label)] : files.incoming(given, label);
		return incoming.map((file) => ({ type: 'file', ...file }));
	}
	if (source === 'attachmentId') {
		const attachment_id = parseIdentifier(values.value('attachmentId'), attachment);
		return [{ type: 'media', attachment_id }];
	}
	return [{ type: 'media', url: trimmed(values.requiredText(url, 'Web Address')) }];
}

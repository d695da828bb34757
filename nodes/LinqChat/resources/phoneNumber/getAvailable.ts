import type { INodeProperties } from 'n8n-workflow';
import { counted } from '../../../linq/errors';
import { downloadFile } from '../../../linq/files/files';
import { availableNumber } from '../../../linq/people/lines';
import { textOf } from '../../../linq/values/json';
import { defaultCountryOption, outputFileOption, toField } from '../../parameters/fields';
import { excludedLines, excludeFromOption } from '../../parameters/line';
import { asOutput } from '../../steps/output';
import type { Operation } from '../operation';

const contactFileOption: INodeProperties = {
	displayName: 'Download Contact File',
	name: 'download',
	type: 'boolean',
	default: true,
	description:
		'Whether to fetch the vCard of the number, which people can add to their contacts; it also holds your other available numbers',
};

/** More than a vCard with a picture has; decides how long it may take. Bytes. */
const largestContactFile = 1_000_000;

/** Phone Number → Get Available: https://docs.linqapp.com/, Get the best available number. */
export const getAvailable: Operation = {
	entry: {
		name: 'Get Available',
		value: 'getAvailable',
		description:
			'Get an available number of yours: the one that Linq would write from now, with the address of its vCard. Without people to write to, each call gives another one.',
		action: 'Get available phone number',
	},
	fields: [],
	options: [
		contactFileOption,
		outputFileOption,
		defaultCountryOption,
		excludeFromOption,
		{
			...toField,
			required: false,
			description:
				'The people to write to, separated by commas: Linq prefers the number that they know',
		},
	],
	prepare(item) {
		const { options } = item;
		const to = options.isInUse('to', 'To') ? item.handles('to', options) : undefined;
		const exclude_from = excludedLines(item);
		const wantsFile = options.yesOrNo('download', contactFileOption.displayName, false);
		const property =
			options.trimmedText('binaryPropertyName', outputFileOption.displayName) || 'data';
		return {
			async run({ client, files, signal }, patience) {
				const asked = availableNumber({ to, exclude_from });
				const { body: answer, attempts } = await client.send(asked, patience);
				if (!wantsFile) return [asOutput(answer)];
				const name = `${textOf(answer.phone_number, 20)?.replace(/[^+\d]/g, '') || 'contact'}.vcf`;
				const stored = await downloadFile(
					files,
					{ address: answer.vcf_url, size: largestContactFile },
					async (file) => await item.files.store(file, name, 'text/vcard'),
					patience,
					signal,
				).catch((error: unknown) => {
					throw counted(error, attempts);
				});
				return [{ ...asOutput(answer), binary: { [property]: stored } }];
			},
		};
	},
};

import type { INodeProperties } from 'n8n-workflow';
import { availableNumber } from '../../../linq/people/lines';
import { textOf, type JsonObject } from '../../../linq/values/json';
import { defaultCountryOption, toField } from '../../parameters/fields';
import { excludedLines, excludeFromOption } from '../../parameters/line';
import { outputFileOption, readOutputField, withFile } from '../../steps/download';
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
		const field = readOutputField(item, contactFileOption.displayName);
		return {
			async run(session, patience) {
				const asked = availableNumber({ to, exclude_from });
				const answer = await session.client.send(asked, patience);
				if (field === undefined) return [asOutput(answer.body)];
				const place = { item, field };
				return [await withFile(answer, contactFileIn(answer.body), place, session, patience)];
			},
		};
	},
};

function contactFileIn({ vcf_url, phone_number }: JsonObject) {
	return {
		address: vcf_url,
		size: largestContactFile,
		name: `${textOf(phone_number, 20)?.replace(/[^+\d]/g, '') || 'contact'}.vcf`,
		type: 'text/vcard',
	};
}

import type { INodeProperties } from 'n8n-workflow';
import type { Patience } from '../../../linq/wire/client';
import { inChat } from '../../../linq/wire/doubt';
import { counted, invalidInput, LinqError } from '../../../linq/errors';
import { isAbout } from '../../../linq/wire/evidence';
import { checkFile, uploadFile } from '../../../linq/files/files';
import { textOf } from '../../../linq/values/json';
import { checkWebAddress } from '../../../linq/values/links';
import { path } from '../../../linq/wire/path';
import type { Session } from '../../../linq/session';
import { trimmed } from '../../../linq/values/trimmed';
import { groupChatField } from '../../parameters/fields';
import type { IncomingFile } from '../../parameters/itemFiles';
import { asOutput } from '../../steps/lists';
import type { Operation } from '../operation';
import type { ItemParameters } from '../../parameters/itemParameters';
import { request } from '../../steps/requests';

const updateFields: INodeProperties[] = [
	{
		displayName: 'Group Picture',
		name: 'groupChatIcon',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/logo.png',
		description:
			'A picture for the group: a web address that everyone can open, the name of a file of this item, or an expression that gives a file',
	},
	{
		displayName: 'Group Name',
		name: 'displayName',
		type: 'string',
		default: '',
		description: 'The new name of the group',
	},
];

/** Chat → Update: https://docs.linqapp.com/, Update a chat. */
export const update: Operation = {
	entry: {
		name: 'Update',
		value: 'update',
		description: 'Change the name or the picture of a group chat',
		action: 'Update a group chat',
	},
	fields: [groupChatField],
	updateFields,
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const name = item.updateFields.trimmedText('displayName', 'Group Name');
		const icon = readIcon(item);
		if (name === '' && icon === undefined) {
			throw invalidInput(
				'There is nothing to change',
				'Under Update Fields, add Group Name or Group Picture and fill it in.',
			);
		}
		const asked = (address?: string) => {
			const body = {
				...(name !== '' && { display_name: name }),
				...(address !== undefined && { group_chat_icon: address }),
			};
			return {
				method: 'PUT',
				path: path`/v3/chats/${chatId}`,
				body,
				evidence: isAbout('chat_id', chatId),
				write: { again: 'same', look: inChat },
			} as const;
		};
		if (typeof icon !== 'object') return request(asked(icon), chatId);
		return {
			lane: chatId,
			async run(session, patience) {
				const { address, attempts } = await uploadIcon(icon, session, patience);
				const answer = await session.client
					.request(asked(address), patience)
					.catch((error: unknown) => {
						throw counted(error, attempts);
					});
				return [asOutput(answer)];
			},
		};
	},
};

/** @returns a web address, a file of this item or of an earlier step, or nothing to change */
function readIcon({
	updateFields: fields,
	files,
}: ItemParameters): string | IncomingFile | undefined {
	if (!fields.has('groupChatIcon')) return undefined;
	const given = fields.value('groupChatIcon');
	const isFile = typeof given === 'string' ? files.has(trimmed(given)) : typeof given === 'object';
	if (isFile) return files.onlyIncoming(given, 'Group Picture');
	const address = fields.trimmedText('groupChatIcon', 'Group Picture');
	checkWebAddress(address, 'group picture');
	return address;
}

/**
 * Linq takes a group's picture by its address only, so the file is handed over to Linq first.
 *
 * @returns the address that Linq gives it, and the number of requests that took
 */
async function uploadIcon(
	icon: IncomingFile,
	{ client, files, signal }: Session,
	patience: Patience,
): Promise<{ address: string; attempts: number }> {
	const file = await icon.file();
	if (!checkFile(file).startsWith('image/')) {
		throw invalidInput(
			`The group picture is no picture (${textOf(file.mimeType, 80) ?? 'unknown'})`,
			'Give a picture, such as JPEG or PNG.',
		);
	}
	const { uploaded, attempts } = await uploadFile(client, files, file, patience, signal);
	if (uploaded.download_url !== null) return { address: uploaded.download_url, attempts };
	throw counted(
		new LinqError({
			message: 'Linq named no address for the picture',
			hint: 'Try this record again later, or give the picture by a web address.',
			category: 'invalid_response',
		}),
		attempts,
	);
}

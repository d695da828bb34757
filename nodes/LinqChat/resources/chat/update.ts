import type { INodeProperties } from 'n8n-workflow';
import type { Patience } from '../../../linq/client';
import { inChat } from '../../../linq/doubt';
import { counted, invalidInput, LinqError } from '../../../linq/errors';
import { isAbout } from '../../../linq/evidence';
import { checkFile, uploadFile } from '../../../linq/files';
import { textOf } from '../../../linq/json';
import { checkWebAddress } from '../../../linq/links';
import { path } from '../../../linq/path';
import type { Session } from '../../../linq/session';
import { trimmed } from '../../../linq/trimmed';
import { groupChatField } from '../fields';
import type { IncomingFile } from '../itemFiles';
import { asOutput } from '../lists';
import type { Operation } from '../operation';
import type { ItemParameters } from '../parameters';
import { request } from '../requests';

const options: INodeProperties[] = [
	{
		displayName: 'Group Icon',
		name: 'groupChatIcon',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/logo.png',
		description:
			'A picture for the group: a web address that everyone can open, the name of a file of this item, or an expression that gives a file',
	},
	{
		displayName: 'Name',
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
		action: 'Update a chat',
	},
	fields: [groupChatField],
	options,
	prepare(item) {
		const chatId = item.chatId();
		const name = item.options.trimmedText('displayName', 'Name');
		const icon = readIcon(item);
		if (name === '' && icon === undefined) {
			throw invalidInput(
				'There is nothing to change',
				'Add the option Name or Group Icon and fill it in.',
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
function readIcon({ options, files }: ItemParameters): string | IncomingFile | undefined {
	if (!options.has('groupChatIcon')) return undefined;
	const given = options.value('groupChatIcon');
	const isFile = typeof given === 'string' ? files.has(trimmed(given)) : typeof given === 'object';
	if (isFile) return files.onlyIncoming(given, 'Group Icon');
	const address = options.trimmedText('groupChatIcon', 'Group Icon');
	checkWebAddress(address, 'group icon');
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
			`The group icon is no picture (${textOf(file.mimeType, 80) ?? 'unknown'})`,
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

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { describedChat, type Chat } from '../../../linq/chats/chats';
import { counted, invalidInput, LinqError } from '../../../linq/errors';
import { checkPicture, uploadFile } from '../../../linq/files/files';
import type { Session } from '../../../linq/session';
import { checkFileAddress } from '../../../linq/values/links';
import { trimmed } from '../../../linq/values/trimmed';
import type { Patience } from '../../../linq/wire/client';
import { inChat } from '../../../linq/wire/doubt';
import { isAbout } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import type { IncomingFile } from '../../parameters/itemFiles';
import type { ItemParameters } from '../../parameters/itemParameters';
import { readWaitTimeout, waitTimeoutOption } from '../../parameters/waiting';
import type { Operation } from '../operation';
import { confirmed } from './confirmed';
import { groupChatField } from './fields';

const updateFields: INodeProperties[] = [
	{
		displayName: 'Group Picture',
		name: 'groupChatIcon',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/logo.png',
		description:
			'A picture for the group: a web address that begins with https:// and that everyone can open, the name of a file of this item, or an expression that gives a file',
	},
	{
		displayName: 'Group Name',
		name: 'displayName',
		type: 'string',
		default: '',
		description: 'The new name of the group',
	},
];

const options: INodeProperties[] = [
	{
		displayName: 'Wait Until Changed',
		name: 'waitUntilChanged',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until the chat really shows the new name and another picture. Otherwise Success means that Linq has queued the change, and the trigger tells what became of it.',
	},
	waitTimeoutOption('waitUntilChanged', 'the change to show in the chat'),
];

/** Chat → Update: https://docs.linqapp.com/, Update a chat. */
export const update: Operation = {
	entry: {
		name: 'Update',
		value: 'update',
		description: 'Change the name or the picture of a group chat; Linq queues it',
		action: 'Update group chat',
	},
	fields: [groupChatField],
	updateFields,
	options,
	prepare(item) {
		const chatId = item.chatId();
		const name = item.updateFields.trimmedText('displayName', 'Group Name');
		const icon = readIcon(item);
		const isAwaited = item.options.yesOrNo('waitUntilChanged', 'Wait Until Changed', false);
		const time = readWaitTimeout(item);
		if (name === '' && icon === undefined) {
			throw invalidInput(
				'There is nothing to change',
				'Under Update Fields, add Group Name or Group Picture and fill it in.',
			);
		}
		const asked = (address: string | undefined) => {
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
		return {
			lane: chatId,
			async run(session, patience) {
				const { client } = session;
				const before =
					isAwaited && icon !== undefined
						? await describedChat(client, chatId, patience)
						: undefined;
				let attempts = before?.attempts ?? 0;
				const afterThose = (error: unknown) => {
					throw counted(error, attempts);
				};
				const uploaded =
					typeof icon === 'object'
						? await uploadIcon(icon, session, patience).catch(afterThose)
						: { address: icon, attempts: 0 };
				attempts += uploaded.attempts;
				const answer = await client.send(asked(uploaded.address), patience).catch(afterThose);
				const output = answer.body as IDataObject;
				if (!isAwaited) return [{ json: output }];
				const accepted = {
					output: { ...output, chat_id: chatId },
					attempts: attempts + answer.attempts,
				};
				const changed = (chat: Chat) =>
					(name === '' || nameOf(chat) === name) &&
					(before === undefined || hasOtherPicture(chat, before.chat))
						? { changed: true, chat: chat.details as IDataObject }
						: undefined;
				// The next change of this chat would take the place of the one that is waited for.
				return await confirmed(accepted, changed, session, { time, patience }).later;
			},
		};
	},
};

function nameOf({ details }: Chat): string | undefined {
	return typeof details.display_name === 'string' ? trimmed(details.display_name) : undefined;
}

/** Linq keeps a copy of a picture under an address of its own. */
function hasOtherPicture(now: Chat, before: Chat): boolean {
	return pictureOf(now) !== pictureOf(before);
}

function pictureOf({ details }: Chat): unknown {
	return details.group_chat_icon ?? null;
}

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
	checkFileAddress(address, 'group picture');
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
	checkPicture(file, 'group picture');
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

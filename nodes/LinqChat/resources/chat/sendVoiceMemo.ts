import { checkVoiceMemo } from '../../../linq/files/files';
import { checkDraft, sendWithFiles, type FilePart } from '../../../linq/messages/messages';
import { inChat } from '../../../linq/wire/doubt';
import { allOf, hasText, isAbout, within } from '../../../linq/wire/evidence';
import { path } from '../../../linq/wire/path';
import { fileSourceFields, readFileSource } from '../../composer/fileSource';
import { overrideOptoutOption, readOverrideOptout } from '../../composer/optOut';
import { chatField } from '../../parameters/fields';
import { asOutput } from '../../steps/output';
import type { Operation } from '../operation';

const hints = {
	2017: "This chat's messaging service takes no voice memos; send the sound file along with a message instead.",
};

/** Chat → Send Voice Memo: https://docs.linqapp.com/, Send a voice memo. */
export const sendVoiceMemo: Operation = {
	entry: {
		name: 'Send Voice Memo',
		value: 'sendVoiceMemo',
		description: 'Send a sound file that plays in the chat like a recorded message',
		action: 'Send voice memo to chat',
	},
	fields: [chatField, ...fileSourceFields({ url: 'voiceMemoUrl' })],
	options: [overrideOptoutOption],
	prepare(item) {
		const chatId = item.chatId();
		const place = { url: 'voiceMemoUrl', most: 'one' } as const;
		const sources = readFileSource(item.fields, item.files, place);
		checkDraft({ parts: sources }, false);
		const despite = readOverrideOptout(item.options);
		const memo = sources.map((source) =>
			source.type === 'file' ? { ...source, file: playable(source.file) } : source,
		);
		return {
			lane: chatId,
			async run(session, patience) {
				const answer = await sendWithFiles(
					memo,
					([file]) => {
						const body =
							'url' in file!
								? { voice_memo_url: file.url }
								: { attachment_id: file!.attachment_id };
						return {
							method: 'POST',
							path: path`/v3/chats/${chatId}/voicememo`,
							body: { ...body, ...despite },
							evidence: within(
								'voice_memo',
								allOf(hasText('id'), within('chat', isAbout('id', chatId))),
							),
							write: { again: 'twice', look: inChat },
							hints,
						};
					},
					session,
					patience,
				);
				return [asOutput(answer)];
			},
		};
	},
};

/** The file, refused before anything is sent when it is none that plays in a chat. */
function playable(open: FilePart['file']): FilePart['file'] {
	return async () => {
		const file = await open();
		checkVoiceMemo(file);
		return file;
	};
}

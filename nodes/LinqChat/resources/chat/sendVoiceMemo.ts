import { uploadFile } from '../../../linq/files';
import { checkDraft } from '../../../linq/messages';
import { path } from '../../../linq/path';
import { fileSourceFields, readFileSource } from '../composer/fileSource';
import { chatField } from '../fields';
import { asOutput } from '../lists';
import type { Operation } from '../operation';

/** Chat → Send Voice Memo: https://docs.linqapp.com/, Send a voice memo. */
export const sendVoiceMemo: Operation = {
	entry: {
		name: 'Send Voice Memo',
		value: 'sendVoiceMemo',
		description: 'Send a sound file that plays in the chat like a recorded message',
		action: 'Send a voice memo to a chat',
	},
	fields: [chatField, ...fileSourceFields({ url: 'voiceMemoUrl' })],
	options: [],
	prepare(item) {
		const chatId = item.chatId();
		const memo = readFileSource(item.fields, item.files, 'voiceMemoUrl');
		checkDraft({ parts: [memo], idempotency_key: '' }, false);
		return {
			lane: chatId,
			async run({ client, files, signal }, patience) {
				const upload = async (file: Extract<typeof memo, { type: 'file' }>) =>
					await uploadFile(client, files, await file.file(), patience, signal);
				const body =
					memo.type === 'file'
						? { attachment_id: (await upload(memo)).attachment_id }
						: 'url' in memo
							? { voice_memo_url: memo.url }
							: { attachment_id: memo.attachment_id };
				const answer = await client.request(
					{ method: 'POST', path: path`/v3/chats/${chatId}/voicememo`, body, once: true },
					patience,
				);
				return [asOutput(answer)];
			},
		};
	},
};

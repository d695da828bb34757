import { isUploadable, type AccountAttachment } from '../attachments';
import { Refusal } from '../answers';
import { textFrom } from '../fields';
import { bodyOf, requiredField, type Call, type Route } from '../routing';

const mostBytes = 100 * 1024 * 1024;

export const attachmentRoutes: Route[] = [
	{
		method: 'POST',
		path: '/v3/attachments',
		answer(call) {
			const body = bodyOf(call);
			const filename = textFrom(requiredField(body, 'filename'), 'filename', 1005);
			const content_type = textFrom(requiredField(body, 'content_type'), 'content_type', 1005);
			const size_bytes = requiredField(body, 'size_bytes');
			if (!Number.isSafeInteger(size_bytes) || (size_bytes as number) < 1) {
				throw new Refusal(1005, 'Invalid parameter value: size_bytes');
			}
			if (!isUploadable(content_type)) throw new Refusal(5001);
			if ((size_bytes as number) > mostBytes) throw new Refusal(5002);
			const attachment = call.account.addAttachment({
				filename,
				content_type,
				size_bytes: size_bytes as number,
			});
			return { status: 201, body: call.storage.offerFor(attachment) };
		},
	},
	{
		method: 'GET',
		path: '/v3/attachments/:attachmentId',
		answer(call) {
			const attachment = attachmentOf(call);
			const { id, filename, content_type, size_bytes, status, created_at } = attachment;
			const download_url = call.storage.downloadAddressOf(attachment);
			return {
				status: 200,
				body: { id, filename, content_type, size_bytes, status, created_at, download_url },
			};
		},
	},
	{
		method: 'DELETE',
		path: '/v3/attachments/:attachmentId',
		answer(call) {
			const { attachments } = call.account;
			attachments.splice(attachments.indexOf(attachmentOf(call)), 1);
			return { status: 204 };
		},
	},
];

/** The attachment named in the path, or 1005 where that is no UUID, or 2003. */
function attachmentOf({ account, parameters: { attachmentId = '' } }: Call): AccountAttachment {
	if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(attachmentId)) {
		throw new Refusal(1005, 'Invalid parameter value: attachmentId must be a UUID');
	}
	const attachment = account.attachment(attachmentId);
	if (!attachment) throw new Refusal(2003);
	return attachment;
}

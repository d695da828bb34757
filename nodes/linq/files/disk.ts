import { invalidInput, type LinqError } from '../errors';
import { causesOf, codeOf } from '../wire/connection';

/** How reading and writing files can fail, by the codes Node.js gives. */
const diskCodes = new Set([
	...['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOENT'],
	...['EISDIR', 'ENOTDIR', 'EIO', 'EMFILE', 'ENFILE'],
]);

/** What Node.js was at when a connection failed, which can bear some of these codes, too. */
const connecting = new Set<unknown>(['connect', 'getaddrinfo']);

/**
 * What happened to a file on n8n's own disk while it went up or came down.
 *
 * @param error whatever ended the transfer; the code is looked for along its causes
 * @param use whether n8n was reading the file to send it, or keeping one that came
 * @returns undefined when it was not the disk that failed
 */
export function diskFailure(error: unknown, use: 'read' | 'keep'): LinqError | undefined {
	const causes = causesOf(error);
	const code = causes.map(codeOf).find((each) => diskCodes.has(each));
	// Several addresses of one host that could not be reached are told as a list of errors.
	const isConnection = causes.some(
		({ syscall, errors }) => connecting.has(syscall) || Array.isArray(errors),
	);
	if (code === undefined || isConnection) return undefined;
	return use === 'read'
		? invalidInput(
				`n8n could not read the file (${code})`,
				'Run the step that the file comes from again; if it stays like this, ask whoever runs your n8n to look at its disk and at what n8n may read there.',
			)
		: invalidInput(
				`n8n could not keep the file (${code})`,
				'Ask whoever runs your n8n to look at its disk: the space left on it, and whether n8n may write there.',
			);
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createSecureServer, type Server } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { LinqAPIV3 } from '@linqapp/sdk';
import type { Account } from './account';
import { cut, send, sendSpoiled } from './answering';
import { newTraceId, type Answer } from './answers';
import { leastDiscarded, type AccountAttachment } from './attachments';
import { localCertificate, type LocalCertificate } from './certificate';
import { Faults, type ScriptedFault } from './faults';

type Offer = LinqAPIV3.AttachmentCreateResponse;

/** One request to the storage. What was sent is hashed and, unless it is small, thrown away. */
export interface RecordedTransfer {
	method: string;
	/** As received, without the query. */
	path: string;
	/** As received: path and query. */
	url: string;
	/** Names in lower case. */
	headers: IncomingHttpHeaders;
	/** How many bytes were received. */
	size: number;
	/** Hex, of the bytes received; null when they broke off. */
	sha256: string | null;
	/** Milliseconds since 1970. */
	receivedAt: number;
	/** The HTTP status answered; null while the request is open, and when its connection was cut. */
	status: number | null;
}

/** What can be wrong with the offer in the answer to `POST /v3/attachments`. */
const flaws = {
	/** The address is one by HTTP. */
	http: (offer: Offer) => ({ ...offer, upload_url: offer.upload_url.replace('https:', 'http:') }),
	/** There is no address. */
	missing: (offer: Offer) => ({ ...offer, upload_url: undefined }),
	/** The address names another host, which works all the same: `localhost`. */
	elsewhere: (offer: Offer) => ({
		...offer,
		upload_url: offer.upload_url.replace('127.0.0.1', 'localhost'),
	}),
	/** The address has a user name and a password in it, and works all the same. */
	password: (offer: Offer) => ({
		...offer,
		upload_url: offer.upload_url.replace('https://', 'https://user:pass@'),
	}),
	/** The host stands among the headers, as presigners list it: no flaw, but rare. */
	signedHost: (offer: Offer) => ({
		...offer,
		required_headers: { Host: new URL(offer.upload_url).host, ...offer.required_headers },
	}),
	/** The upload is refused with the headers that it is said to need. */
	wrongHeaders: (offer: Offer) => ({
		...offer,
		required_headers: { ...offer.required_headers, [signedHeader]: 'another' },
	}),
	/** No headers are said to be needed. */
	missingHeaders: (offer: Offer) => ({ ...offer, required_headers: undefined }),
};

export type UploadFlaw = keyof typeof flaws;

/** A header that is needed beside those that every upload has. */
const signedHeader = 'x-amz-meta-attachment';

/** Where files go to by HTTPS and come from, beside Linq's own API: S3 and a CDN in one. */
export class FileStorage {
	/** Every PUT, in order of arrival. */
	readonly uploads: RecordedTransfer[] = [];
	/** Every other request. */
	readonly downloads: RecordedTransfer[] = [];
	/** They strike uploads and downloads, and nothing else. */
	readonly faults = new Faults();
	/** What is wrong with every offer from now on; nothing by default. */
	flaw: UploadFlaw | undefined;
	/** How many PUTs were open at the same time at most. */
	mostUploadsAtOnce = 0;
	private openUploads = 0;
	private readonly connections = new Set<Socket>();
	private readonly listener = createServer({ noDelay: true }, (socket) => {
		this.connections.add(socket.once('close', () => this.connections.delete(socket)));
		this.server ??= this.secureServer();
		this.server.emit('connection', socket);
	});
	/** Only once somebody connects: most never do, and its encryption takes a while to set up. */
	private server: Server | undefined;
	private certificate: LocalCertificate | undefined;

	constructor(private readonly account: () => Account) {}

	async listen(): Promise<void> {
		this.certificate = await localCertificate();
		this.listener.listen(0, '127.0.0.1');
		await once(this.listener, 'listening');
	}

	/** `https://127.0.0.1:<port>` */
	get url(): string {
		const { port } = this.listener.address() as AddressInfo;
		return `https://127.0.0.1:${port}`;
	}

	/** Cuts every connection. */
	async close(): Promise<void> {
		if (!this.listener.listening) return;
		const closed = once(this.listener, 'close');
		this.listener.close();
		for (const socket of this.connections) socket.destroy();
		await closed;
	}

	private secureServer(): Server {
		return createSecureServer(this.certificate!, (request, response) => {
			void this.handle(request, response);
		});
	}

	/** What Linq answers to someone who wants to upload the attachment. */
	offerFor(attachment: AccountAttachment) {
		const { id, signature, expires_at } = attachment;
		const offer: Offer = {
			attachment_id: id,
			upload_url: `${this.url}/uploads/${id}?X-Amz-Expires=900&X-Amz-Signature=${signature}`,
			download_url: this.downloadAddressOf(attachment),
			http_method: 'PUT',
			required_headers: requiredHeaders(attachment),
			expires_at,
		};
		return this.flaw ? flaws[this.flaw](offer) : offer;
	}

	downloadAddressOf({ id, filename }: AccountAttachment): string {
		// Half an emoji, which JSON may hold, has no place in an address.
		const name = encodeURIComponent(filename.replace(/\p{Cs}/gu, ''));
		return `${this.url}/attachments/partners/1/${id}/${name}`;
	}

	/** Where there is a vCard of these lines, the first of them the one to write to. */
	contactAddressOf(lines: string[]): string {
		return `${this.url}/vcards/${lines.map(encodeURIComponent).join(',')}.vcf`;
	}

	/** The attachment that is downloaded from this address. */
	attachmentAt(address: string): AccountAttachment | undefined {
		return this.account().attachments.find((each) => this.downloadAddressOf(each) === address);
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const recorded = recordedFrom(request);
		(recorded.method === 'PUT' ? this.uploads : this.downloads).push(recorded);
		if (recorded.method === 'PUT') this.countUpload(response);
		const fault = this.faults.strike({ ...recorded, body: undefined });
		// Cut before all of it is here, as happens to large files.
		if (fault?.kind === 'reset' && !fault.applied) {
			return cut(request.socket);
		}
		const bytes = await readBytes(request, recorded).catch(() => undefined);
		if (bytes === undefined) return;
		const exchange = { recorded, response, traceId: newTraceId() };
		const work = () => this.answer(recorded, bytes);
		if (fault) await sendSpoiled(exchange, inStorageTerms(fault), work);
		else send(exchange, work());
	}

	private countUpload(response: ServerResponse): void {
		this.openUploads++;
		this.mostUploadsAtOnce = Math.max(this.mostUploadsAtOnce, this.openUploads);
		response.once('close', () => this.openUploads--);
	}

	private answer(recorded: RecordedTransfer, bytes: Buffer | null): Answer {
		if (recorded.method === 'PUT') return this.store(recorded, bytes);
		const [, lines] = /^\/vcards\/(.+)\.vcf$/.exec(recorded.path) ?? [];
		if (lines !== undefined) return contact(decodeURIComponent(lines).split(','));
		const attachment = this.attachmentAt(`${this.url}${recorded.path}`);
		if (!attachment?.bytes) return refused(404, 'NoSuchKey');
		const headers = { 'Content-Type': attachment.content_type };
		return { status: 200, body: attachment.bytes, headers };
	}

	private store({ path, url, headers, sha256 }: RecordedTransfer, bytes: Buffer | null): Answer {
		const attachment = this.account().attachments.find(({ id }) => path === `/uploads/${id}`);
		if (headers['transfer-encoding'] !== undefined) return refused(501, 'NotImplemented');
		if (headers['content-length'] === undefined) return refused(411, 'MissingContentLength');
		if (headers.authorization !== undefined) return refused(403, 'AccessDenied');
		const signature = new URL(url, this.url).searchParams.get('X-Amz-Signature');
		if (signature === null || signature !== attachment?.signature) {
			return refused(403, 'SignatureDoesNotMatch');
		}
		if (Date.parse(attachment.expires_at) <= Date.now()) return refused(403, 'AccessDenied');
		const required = Object.entries(requiredHeaders(attachment));
		if (required.some(([name, value]) => headers[name.toLowerCase()] !== value)) {
			return refused(403, 'SignatureDoesNotMatch');
		}
		Object.assign(attachment, { status: 'complete', sha256, bytes });
		return { status: 200, headers: { ETag: `"${sha256}"` } };
	}
}

/** A vCard of a line, with the others as its further numbers. */
export function contactFile(lines: string[]): Buffer {
	const numbers = lines.map((line) => `TEL;TYPE=CELL:${line}`);
	const text = ['BEGIN:VCARD', 'VERSION:3.0', `FN:${lines[0]}`, ...numbers, 'END:VCARD', ''];
	return Buffer.from(text.join('\r\n'));
}

function contact(lines: string[]): Answer {
	return { status: 200, body: contactFile(lines), headers: { 'Content-Type': 'text/vcard' } };
}

function requiredHeaders({ id, content_type, size_bytes }: AccountAttachment) {
	return {
		'Content-Type': content_type,
		'Content-Length': String(size_bytes),
		[signedHeader]: id,
	};
}

function recordedFrom({ method = 'GET', url = '/', headers }: IncomingMessage): RecordedTransfer {
	const [path = '/'] = url.split('?');
	const receivedAt = Date.now();
	return { method, path, url, headers, size: 0, sha256: null, receivedAt, status: null };
}

/** Reads to the end; null for more bytes than are kept. Throws when the client goes away first. */
async function readBytes(
	request: IncomingMessage,
	recorded: RecordedTransfer,
): Promise<Buffer | null> {
	const hash = createHash('sha256');
	const kept: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) {
		hash.update(chunk);
		recorded.size += chunk.length;
		if (recorded.size < leastDiscarded) kept.push(chunk);
		else kept.length = 0;
	}
	recorded.sha256 = hash.digest('hex');
	return recorded.size < leastDiscarded ? Buffer.concat(kept) : null;
}

/** The storage's errors aren't in the shape of Linq's. */
function inStorageTerms(fault: ScriptedFault): ScriptedFault {
	if (fault.kind !== 'error') return fault;
	const { status, message = 'InternalError', headers } = fault;
	return {
		...fault,
		kind: 'raw',
		body: xml(message),
		contentType: 'application/xml',
		status,
		headers,
	};
}

function refused(status: number, code: string): Answer {
	const headers = { 'Content-Type': 'application/xml' };
	return { status, body: Buffer.from(xml(code)), headers };
}

function xml(code: string): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
}

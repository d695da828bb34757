import type {
	GenericValue,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { readBody } from './bodies';
import { within } from './within';

/** One HTTP request, not yet signed. */
export interface WireRequest {
	method: IHttpRequestMethods;
	/** The whole address, query included. */
	url: string;
	/** Sent as JSON when given. */
	body?: Record<string, GenericValue>;
	/** Sent as the header `Idempotency-Key`. */
	idempotencyKey?: string;
	/** `application/json` unless given. */
	accept?: string;
	/** Milliseconds until it is given up. */
	timeout: number;
}

/** What came back, whatever its status; redirects are answers like any other. */
export interface WireAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, unknown>;
	/** The body, unread; undefined when it is larger than any answer of Linq's. */
	text: string | undefined;
}

/** Sends one request and resolves with the answer; rejects only when there is none. */
export type Transport = (request: WireRequest) => Promise<WireAnswer>;

/**
 * The request as n8n's helpers take it. No redirect is followed: n8n would send the API key along
 * to another host. The body comes back as a stream, since n8n would read it however large it is, and
 * passes on JSON that it can't parse as if it were an answer.
 */
export function asHttpRequestOptions(request: WireRequest): IHttpRequestOptions {
	return {
		method: request.method,
		url: request.url,
		body: request.body,
		headers: {
			Accept: request.accept ?? 'application/json',
			...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...(request.idempotencyKey !== undefined && { 'Idempotency-Key': request.idempotencyKey }),
		},
		timeout: request.timeout,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
}

/**
 * Sends through n8n's own helper, signed by the credential, with n8n's proxy settings and cancel
 * signal. The credential is handed over as it was looked up once: n8n would look it up again for
 * every request.
 */
export function n8nTransport(
	context: IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions,
	credentialType: string,
	credential: ICredentialDataDecryptedObject,
	cancelled?: AbortSignal,
): Transport {
	const credentialsDecrypted = {
		id: '',
		name: credentialType,
		type: credentialType,
		data: credential,
	};
	return async (request) => {
		return await within(request.timeout, cancelled, async (signal) => {
			const answer = (await context.helpers.httpRequestWithAuthentication.call(
				withSignal(context, signal),
				credentialType,
				asHttpRequestOptions(request),
				{ credentialsDecrypted },
			)) as N8nAnswer;
			return await readAnswerOf(answer);
		});
	};
}

/** An answer as n8n's helpers give it when they are asked for all of it. */
export interface N8nAnswer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** Takes an answer of n8n's in, its body included. */
export async function readAnswerOf({ statusCode, headers, body }: N8nAnswer): Promise<WireAnswer> {
	return { status: statusCode, headers, text: await readBody(body) };
}

/** A file as it comes, piece by piece, as n8n hands it over. */
export type FileStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** Moves files to and from presigned addresses. Knows no credential, so none can be sent along. */
export interface FileTransport {
	/**
	 * @param upload.headers exactly those that the address was signed for
	 * @param upload.timeout milliseconds for all of it
	 * @returns the status, whatever it is; rejects when there is no answer
	 */
	put(upload: {
		url: string;
		headers: Record<string, string>;
		body: FileStream | Buffer;
		timeout: number;
	}): Promise<{ status: number }>;
	/**
	 * @param download.timeout milliseconds for all of it
	 * @param receive takes the answer in; the file ends with an error when the time is over
	 */
	get<Received>(
		download: { url: string; timeout: number },
		receive: (answer: { status: number; body: FileStream }) => Promise<Received>,
	): Promise<Received>;
}

type FileAnswer = Pick<N8nAnswer, 'statusCode'> & { body: FileStream };

/** Sends files through n8n's own helper, with n8n's proxy settings; follows no redirect. */
export function n8nFileTransport(
	helpers: IExecuteFunctions['helpers'],
	cancelled?: AbortSignal,
): FileTransport {
	const common = {
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	} as const;
	return {
		async put({ timeout, ...upload }) {
			const options: IHttpRequestOptions = {
				...common,
				...upload,
				method: 'PUT',
				encoding: 'stream',
			};
			return await within(timeout, cancelled, async (abortSignal) => {
				const asked = { ...options, timeout, abortSignal };
				const answer = (await helpers.httpRequest(asked)) as FileAnswer;
				// The status says it all, and whatever else comes is nobody's concern.
				answer.body.destroy();
				return { status: answer.statusCode };
			});
		},
		async get({ url, timeout }, receive) {
			const options: IHttpRequestOptions = { ...common, url, method: 'GET', encoding: 'stream' };
			return await within(timeout, cancelled, async (abortSignal) => {
				const asked = { ...options, timeout, abortSignal };
				const answer = (await helpers.httpRequest(asked)) as FileAnswer;
				const { statusCode: status, body } = answer;
				return await receive({ status, body }).finally(() => body.destroy());
			});
		},
	};
}

/**
 * n8n's time-out ends a request only when nothing at all comes any more, and its helper takes the
 * context's cancel signal instead of any other.
 */
function withSignal<Context extends object>(context: Context, signal: AbortSignal): Context {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as Context;
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { errorAnswer, type Answer } from './answers';
import type { ScriptedFault } from './faults';

/** One request's way back to the client. */
export interface Exchange {
	/** Where the status answered is noted. */
	recorded: { status: number | null };
	response: ServerResponse;
	traceId: string;
}

/** Sends a whole answer. */
export function send(exchange: Exchange, answer: Answer): void {
	const { status, body, headers } = answer;
	if (body === undefined || Buffer.isBuffer(body)) {
		return sendRaw(exchange, status, body, { ...headers });
	}
	const json = { 'Content-Type': 'application/json' };
	sendRaw(exchange, status, JSON.stringify(body), { ...json, ...headers });
}

/** Answers as the fault says. `work` does what the request asks for. */
export async function sendSpoiled(
	exchange: Exchange,
	fault: ScriptedFault,
	work: () => Answer,
): Promise<void> {
	const { response, traceId } = exchange;
	const done = fault.applied ? work() : undefined;
	switch (fault.kind) {
		case 'error':
			return send(exchange, errorAnswer(fault, traceId));
		case 'delay':
			if (await leftWithin(fault.milliseconds, response)) return;
			return send(exchange, done ?? work());
		case 'reset':
			return cut(response.socket);
		case 'resetHalfway':
			return sendHalf(exchange, done ?? accepted(traceId));
		case 'hang':
			if (!response.closed) await once(response, 'close');
			return;
		case 'html':
			return sendRaw(exchange, fault.status ?? 502, '<html><body>Bad gateway</body></html>', {
				'Content-Type': 'text/html',
			});
		case 'truncatedJson': {
			const { status, body } = done ?? accepted(traceId);
			const json = JSON.stringify(body ?? accepted(traceId).body);
			return sendRaw(exchange, fault.status ?? withBody(status), json.slice(0, json.length / 2), {
				'Content-Type': 'application/json',
			});
		}
		case 'raw':
			return sendRaw(exchange, fault.status ?? 200, fault.body, {
				'Content-Type': fault.contentType ?? 'application/json',
				...fault.headers,
			});
		case 'redirect':
			return sendRaw(exchange, fault.status ?? 307, '', { Location: fault.location });
	}
}

/** Ends a connection the hard way, as far as its kind can. */
export function cut(socket: Socket | null): void {
	if (socket instanceof TLSSocket) socket.destroy();
	else socket?.resetAndDestroy();
}

/** What stands in for the answer to work that wasn't done, where only a part of it is sent. */
function accepted(traceId: string): Answer {
	return { status: 202, body: { message: 'Accepted', status: 'accepted', trace_id: traceId } };
}

function sendRaw(
	{ recorded, response, traceId }: Exchange,
	status: number,
	payload: string | Buffer | undefined,
	headers: Record<string, string>,
): void {
	if (response.destroyed) return;
	const length = payload !== undefined && { 'Content-Length': Buffer.byteLength(payload) };
	response.writeHead(status, { 'X-Trace-ID': traceId, ...length, ...headers });
	response.end(payload);
	recorded.status = status;
}

function sendHalf({ response, traceId }: Exchange, answer: Answer): void {
	const payload = JSON.stringify(answer.body ?? accepted(traceId).body);
	response.writeHead(withBody(answer.status), {
		'X-Trace-ID': traceId,
		'Content-Type': 'application/json',
		'Content-Length': Buffer.byteLength(payload),
	});
	response.write(payload.slice(0, payload.length / 2), () => response.socket?.destroy());
}

/** The status, or the one most like it that can have a body. */
function withBody(status: number): number {
	return status === 204 ? 200 : status;
}

/** Whether the client went away before so many milliseconds were over. */
function leftWithin(milliseconds: number, response: ServerResponse): Promise<boolean> {
	return new Promise((resolve) => {
		const left = () => {
			clearTimeout(timer);
			resolve(true);
		};
		const timer = setTimeout(() => {
			response.off('close', left);
			resolve(response.destroyed);
		}, milliseconds);
		response.once('close', left);
	});
}

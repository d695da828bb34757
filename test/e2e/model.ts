/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

/** A tool as a model is told about it. */
export interface Tool {
	name: string;
	description: string;
	/** A JSON schema. */
	parameters: {
		properties: Record<string, { type: string; description?: string; default?: unknown }>;
		required?: string[];
	};
}

/** What a tool answered, in the order of the calls. */
export interface ToolResult {
	callId: string;
	/** What the model gets to read. */
	output: string;
}

/** One question to the model. */
export interface ModelRequest {
	tools: Tool[];
	/** Of all calls in this conversation so far. */
	results: ToolResult[];
	/** As it came in. */
	rawBody: string;
}

/** What the model wants to be called, several of them at once, or its final answer. */
export type Reply = { calls: Array<{ tool: string; input: object }> } | { text: string };

/** The model's side of one turn of a conversation. */
export type Turn = (request: ModelRequest) => Reply;

interface ResponsesBody {
	model: string;
	stream?: boolean;
	input: Array<{ type?: string; call_id?: string; output?: unknown }>;
	tools?: Tool[];
}

/**
 * A server with the part of OpenAI's Responses API that n8n's OpenAI Chat Model (version 1.3) uses:
 * `POST /responses`, answered in one piece. What it says follows a script.
 */
export class Model {
	readonly apiKey = 'model-test-key-0123456789abcdef';
	/** Every question since the script was given. */
	requests: ModelRequest[] = [];
	private turns: Turn[] = [];
	private readonly server = createServer((request, response) => {
		void this.answer(request, response);
	});

	/** Starts it on 127.0.0.1 and resolves once it listens. */
	static async start(): Promise<Model> {
		const model = new Model();
		model.server.listen(0, '127.0.0.1');
		await once(model.server, 'listening');
		return model;
	}

	/** What the credential for OpenAI has as its base URL. */
	get baseUrl(): string {
		const { port } = this.server.address() as AddressInfo;
		return `http://127.0.0.1:${port}/v1`;
	}

	/** Begins a new conversation. Whatever is asked beyond the last turn is refused. */
	script(turns: Turn[]): void {
		this.turns = [...turns];
		this.requests = [];
	}

	async close(): Promise<void> {
		const closed = once(this.server, 'close');
		this.server.close();
		this.server.closeAllConnections();
		await closed;
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { status, body } = await this.answerTo(request).catch((error: unknown) =>
			refusal(400, String(error)),
		);
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	}

	private async answerTo(request: IncomingMessage): Promise<{ status: number; body: object }> {
		if (request.headers.authorization !== `Bearer ${this.apiKey}`) {
			return refusal(401, 'Incorrect API key provided');
		}
		if (request.method !== 'POST' || request.url !== '/v1/responses') {
			return refusal(404, `There is no ${request.method} ${request.url} here`);
		}
		const body = (await json(request)) as ResponsesBody;
		if (body.stream) return refusal(400, 'This model answers in one piece only');
		const turn = this.turns.shift();
		if (turn === undefined) return refusal(400, 'The script has no further turn');
		const asked = read(body);
		this.requests.push(asked);
		return { status: 200, body: response(body.model, turn(asked)) };
	}
}

function refusal(status: number, message: string) {
	return { status, body: { error: { message, type: 'invalid_request_error' } } };
}

function read(body: ResponsesBody): ModelRequest {
	const results = body.input
		.filter(({ type }) => type === 'function_call_output')
		.map(({ call_id, output }) => ({ callId: call_id!, output: output as string }));
	return { tools: body.tools ?? [], results, rawBody: JSON.stringify(body) };
}

/** https://platform.openai.com/docs/api-reference/responses/object */
function response(model: string, reply: Reply) {
	return {
		id: `resp_${randomUUID()}`,
		object: 'response',
		created_at: Math.floor(Date.now() / 1000),
		status: 'completed',
		error: null,
		incomplete_details: null,
		model,
		output: 'text' in reply ? [finalMessage(reply.text)] : reply.calls.map(functionCall),
		usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
	};
}

function finalMessage(text: string) {
	const content = [{ type: 'output_text', text, annotations: [] }];
	return { id: `msg_${randomUUID()}`, type: 'message', role: 'assistant', content };
}

function functionCall({ tool, input }: { tool: string; input: object }) {
	return {
		id: `fc_${randomUUID()}`,
		type: 'function_call',
		call_id: `call_${randomUUID()}`,
		name: tool,
		arguments: JSON.stringify(input),
		status: 'completed',
	};
}

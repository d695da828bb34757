/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- n8n never runs this */
import type { Emulator, RecordedRequest } from '../emulator';
import { exampleWith, startExampleLinq, type Example } from '../examples/examples';
import { N8nClient } from '../n8n/client';
import { startN8n, type N8nServer } from '../n8n/server';
import { outputOf, type Execution, type NewWorkflow, type StoredCredential } from '../n8n/shapes';
import { Model, type ModelRequest, type Turn } from './model';

/** The names of the nodes in the example. */
const trigger = 'When chat message received';
const agent = 'AI Agent';

/** What came of one message to the agent. */
export interface Conversation {
	execution: Execution;
	/** The agent's final words. */
	answer: unknown;
	/** What the model was asked, turn by turn. */
	asked: ModelRequest[];
	/** What Linq was asked meanwhile. */
	sent: RecordedRequest[];
}

/** What a conversation has besides its beginning. */
interface More {
	/** `agent-adds-people` when left out. */
	example?: Example;
	credential?: StoredCredential;
	/** Makes another workflow of the example, whose agent and trigger must stay. */
	change?: (workflow: NewWorkflow) => void;
	/** What happens once the execution has begun, whose ID it gets. */
	meanwhile?: (execution: string) => Promise<void>;
}

/** A real n8n with the packed package in it, a Linq server and a model. */
export interface AgentStage {
	linq: Emulator;
	server: N8nServer;
	client: N8nClient;
	/** Linq accepts the key of the first and refuses that of the second. */
	credential: StoredCredential;
	refusedCredential: StoredCredential;
	refusedKey: string;
	/**
	 * Writes to the agent of an example and lets it work to the end.
	 *
	 * @param turns the model's side
	 */
	ask: (message: string, turns: Turn[], more?: More) => Promise<Conversation>;
	end: () => Promise<void>;
}

/** The example with its credentials chosen and a message in its trigger. */
function withMessage(
	message: string,
	example: Example,
	linqApi: StoredCredential,
	openAiApi: StoredCredential,
): NewWorkflow {
	const workflow = exampleWith(example, linqApi.name, linqApi.id);
	for (const node of workflow.nodes) {
		if (node.type.endsWith('.lmChatOpenAi')) node.credentials = { openAiApi };
	}
	const json = { sessionId: message, action: 'sendMessage', chatInput: message };
	return { ...workflow, pinData: { [trigger]: [{ json }] } };
}

export async function setAgentStage(): Promise<AgentStage> {
	// Linq takes no other address; the emulator delivers to this machine instead.
	const environment = { WEBHOOK_URL: 'https://n8n.example.com/' };
	const [linq, model, server] = await Promise.all([
		startExampleLinq(),
		Model.start(),
		startN8n({ environment }),
	]);
	linq.webhooks.deliverTo(server.url);
	const client = new N8nClient(server.url);
	await client.setUpOwner();
	const forLinq = async (name: string, apiKey: string) =>
		await client.createCredential({
			name,
			type: 'linqApi',
			data: { apiKey, baseUrl: linq.baseUrl },
		});
	const refusedKey = 'another-key-0123456789';
	const credential = await forLinq('Linq', linq.apiKey);
	const refusedCredential = await forLinq('Linq, old key', refusedKey);
	const openAi = await client.createCredential({
		name: 'OpenAI',
		type: 'openAiApi',
		data: { apiKey: model.apiKey, url: model.baseUrl, header: false },
	});
	return {
		...{ linq, server, client, credential, refusedCredential, refusedKey },
		async ask(message, turns, more = {}) {
			model.script(turns);
			const before = linq.requests.length;
			const { example = 'agent-adds-people', credential: used = credential } = more;
			const workflow = withMessage(message, example, used, openAi);
			more.change?.(workflow);
			const stored = await client.createWorkflow(workflow);
			const id = await client.startWorkflow(stored, trigger);
			await more.meanwhile?.(id);
			const execution = await client.waitForExecution(id);
			return {
				execution,
				answer: outputOf(execution, agent)[0]![0]!.json.output,
				asked: model.requests,
				sent: linq.requests.slice(before),
			};
		},
		async end() {
			await Promise.all([server.stop(), linq.close(), model.close()]);
		},
	};
}

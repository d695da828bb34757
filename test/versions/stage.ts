/* eslint-disable @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import type { INode, INodeParameters, INodeExecutionData } from 'n8n-workflow';
import type { Emulator } from '../emulator';
import { startExampleLinq } from '../examples/examples';
import { N8nClient } from '../n8n/client';
import { installN8n, N8N_VERSION, OLDEST_N8N_VERSION } from '../n8n/installation';
import { startN8n, type N8nServer, type N8nServerOptions } from '../n8n/server';
import type { NewWorkflow, StoredCredential } from '../n8n/shapes';

/** Every n8n that is tested, oldest first. */
export const versions = [OLDEST_N8N_VERSION, N8N_VERSION];

/** Installs every n8n that is not there yet; minutes and gigabytes each. */
export async function installVersions(): Promise<void> {
	for (const version of versions) await installN8n(version);
}

/** An n8n with the packed package in it, logged in, and the Linq server of the examples. */
export interface Stage {
	linq: Emulator;
	server: N8nServer;
	client: N8nClient;
	end: () => Promise<void>;
}

/** @param optionsFor what n8n is to be started with, once Linq's address is known */
export async function setStage(
	optionsFor: (linq: Emulator) => N8nServerOptions | Promise<N8nServerOptions>,
): Promise<Stage> {
	const linq = await startExampleLinq();
	let server: N8nServer | undefined;
	const end = async () => {
		await server?.stop();
		await linq.close();
	};
	try {
		server = await startN8n(await optionsFor(linq));
		const client = new N8nClient(server.url);
		await client.setUpOwner();
		return { linq, server, client, end };
	} catch (error) {
		await end();
		throw error;
	}
}

/** A node as a workflow has it, all but its place. */
export type Step = Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters'> & Partial<INode>;

/** The name of the trigger in every workflow of `chain`. */
export const trigger = 'Start';

/** A workflow of a manual trigger with the items on it, and the steps one after another. */
export function chain(items: INodeExecutionData[], ...steps: Step[]): NewWorkflow {
	const start: Step = {
		name: trigger,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	const all = [start, ...steps];
	const nodes = all.map((step, index): INode => ({
		...step,
		id: step.name,
		position: [240 * index, 0],
	}));
	const connections = Object.fromEntries(
		all
			.slice(1)
			.map(({ name: node }, index) => [
				all[index]!.name,
				{ main: [[{ node, type: 'main' as const, index: 0 }]] },
			]),
	);
	return { name: 'Chain', nodes, connections, pinData: { [trigger]: items } };
}

/** This package's node with a credential. */
export function linqChat(credential: StoredCredential, parameters: INodeParameters): Step {
	return {
		name: 'Linq Chat',
		type: 'n8n-nodes-linq-chat.linqChat',
		typeVersion: 1,
		parameters,
		credentials: { linqApi: { id: credential.id, name: credential.name } },
	};
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { N8nClient } from '../n8n/client';
import { installPackage, packTarball } from '../n8n/package';
import { startN8n, type N8nServer } from '../n8n/server';
import { packBenchNodes } from './package';

/** A real n8n with this package and the nodes that measure. */
export interface MeasuredN8n {
	client: N8nClient;
	/** Ends n8n; what it stored is there for the next one from the same place. */
	stop: () => Promise<void>;
}

/** A folder for n8n's data with both packages installed, packed once for all that start there. */
export class Place {
	private constructor(
		private readonly folder: string,
		readonly tarball: string,
	) {}

	static async prepare(): Promise<Place> {
		const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-linq-chat-bench-'));
		const place = new Place(folder, await packTarball(folder));
		await mkdir(place.userFolder);
		await installPackage(place.userFolder, await packBenchNodes(folder));
		return place;
	}

	private get userFolder(): string {
		return path.join(this.folder, 'user');
	}

	/** Starts n8n, with these settings beside its own. Only one may run at a time. */
	async start(environment: Record<string, string> = {}): Promise<MeasuredN8n> {
		const { tarball, userFolder } = this;
		const server = await startN8n({ tarball, userFolder, environment });
		const client = new N8nClient(server.url);
		await this.logIn(client, server);
		return { client, stop: server.stop };
	}

	async remove(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
	}

	private async logIn(client: N8nClient, server: N8nServer): Promise<void> {
		try {
			await client.setUpOwner();
		} catch (error) {
			await server.stop();
			throw error;
		}
	}
}

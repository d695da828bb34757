/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type LinqAPIV3 from '@linqapp/sdk';
import type { EventType } from '../emulator';
import { client, linq } from './contract';

type UnwrappedEvent = ReturnType<LinqAPIV3['webhooks']['unwrap']>;

/** What a subscriber was told, and of which path it was asked to take it. */
export interface Heard {
	path: string;
	event: UnwrappedEvent;
}

/** Events that were told to this file's subscribers in the test that runs now, in order. */
export const heard: Heard[] = [];

let server: Server;
let secrets: Map<string, string>;

/** Gives each test of the file a server that takes events, as the official client reads them. */
export function startSubscriber(): void {
	beforeEach(async () => {
		heard.length = 0;
		secrets = new Map();
		server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const path = request.url!;
				const headers = request.headers as Record<string, string>;
				const body = Buffer.concat(chunks).toString();
				try {
					const event = client.webhooks.unwrap(body, { headers, key: secrets.get(path) });
					heard.push({ path, event });
				} catch {
					response.statusCode = 401;
				}
				response.end();
			});
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		linq.webhooks.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	});
	afterEach(async () => {
		server.close();
		server.closeAllConnections();
		await once(server, 'close');
	});
}

/** Subscribes to these events, on all lines unless some are named. */
export async function subscribe(path: string, events: EventType[], phone_numbers?: string[]) {
	const subscription = await client.webhookSubscriptions.create({
		target_url: `https://n8n.example${path}`,
		// The client doesn't know all of them yet.
		subscribed_events: events as LinqAPIV3.WebhookEventType[],
		phone_numbers,
	});
	secrets.set(path, subscription.signing_secret);
	return subscription;
}

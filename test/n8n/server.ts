/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { announce } from './command';
import { serverEnvironment } from './environment';
import { installN8n, N8N_VERSION } from './installation';
import { installPackage, packTarball } from './package';
import { freePorts } from './port';
import { launchN8n, untilReady, type N8nProcess } from './process';

export interface N8nServerOptions {
	/** Which n8n; the newest when left out. */
	version?: string;
	/** The folder n8n keeps its data in; a new temporary one when left out. */
	userFolder?: string;
	/** Where it listens, on 127.0.0.1; a free port when left out. */
	port?: number;
	/** The packed community package to install; this project, packed now, when left out. */
	tarball?: string;
	/** More environment variables for n8n. They win over the ones set here. */
	environment?: Record<string, string>;
	/** Whether `stop()` leaves the user folder: true for a given one, else false. */
	keepUserFolder?: boolean;
}

/** A running n8n. */
export interface N8nServer {
	/** Without a slash at the end, such as `http://127.0.0.1:5678`. */
	readonly url: string;
	readonly userFolder: string;
	/** All that n8n has written to standard output and standard error so far. */
	log: () => string;
	/** What n8n's objects and buffers take once all garbage is gone, in bytes. */
	heldMemory: () => Promise<number>;
	/** Ends n8n and removes its user folder unless that is to be kept. May be called again. */
	stop: () => Promise<void>;
}

/**
 * Starts an n8n of its own with a community package installed in it, and resolves when it serves
 * requests (6 to 20 seconds, plus the installation of n8n the first time). It ends when `stop()`
 * is called and when this process ends, for whatever reason; until then it keeps this process
 * alive.
 * @throws Error with the end of n8n's log when it stops by itself or isn't up after 3 minutes.
 */
export async function startN8n(options: N8nServerOptions = {}): Promise<N8nServer> {
	const version = options.version ?? N8N_VERSION;
	const installation = await installN8n(version);
	const userFolder =
		options.userFolder ?? (await mkdtemp(path.join(tmpdir(), 'n8n-nodes-linq-chat-')));
	const keepUserFolder = options.keepUserFolder ?? options.userFolder !== undefined;
	let n8n: N8nProcess | undefined;
	const end = async () => {
		await n8n?.end();
		if (!keepUserFolder) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	let ended: Promise<void> | undefined;
	const stop = () => (ended ??= end());

	try {
		await installPackage(userFolder, options.tarball ?? (await packTarball(userFolder)));
		const [port = 0, brokerPort = 0] = await freePorts([options.port ?? 0, 0]);
		const url = `http://127.0.0.1:${port}`;
		announce(`Starting n8n ${version} at ${url} …`);
		const environment = serverEnvironment(version, userFolder, port, brokerPort, {
			...options.environment,
			...(!keepUserFolder && { FOLDER_TO_REMOVE: userFolder }),
		});
		const started = (n8n = launchN8n(installation, 'start', userFolder, environment));
		// n8n 1 calls itself ready before it serves the editor; until then that path has no JSON.
		await untilReady(url, started, ['/healthz/readiness', '/rest/settings']);
		const { log, heldMemory } = started;
		return { url, userFolder, log, heldMemory, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

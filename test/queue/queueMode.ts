/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { N8nClient } from '../n8n/client';
import { announce } from '../n8n/command';
import { serverEnvironment } from '../n8n/environment';
import { installN8n, N8N_VERSION } from '../n8n/installation';
import { installPackage, packTarball } from '../n8n/package';
import { freePorts } from '../n8n/port';
import { launchN8n, untilReady, type N8nCommand, type N8nProcess } from '../n8n/process';
import { Journal } from './journal';
import { startPostgres, type Postgres } from './postgres';
import { startRedis, type Redis } from './redis';

/** What the world reaches the webhook processes at; a load balancer in a company's house. */
export const publicAddress = 'https://n8n.example.com';

/** One of n8n's processes. */
export interface Member extends Pick<N8nProcess, 'log' | 'kill'> {
	name: string;
	/** Without a slash at the end. */
	url: string;
}

/** An n8n in queue mode: one main process, two workers, one process that takes webhooks. */
export interface QueueMode {
	main: Member;
	/** Those that live; two at first. */
	workers: Member[];
	webhooks: Member;
	/** Logged in at the main process. */
	client: N8nClient;
	journal: Journal;
	redis: Redis;
	postgres: Postgres;
	/** Starts one more worker, as an orchestrator does for one that died. */
	addWorker: () => Promise<void>;
	/** Starts one more process that takes webhooks, behind the same load balancer. */
	addWebhooks: () => Promise<Member>;
	/** Kills the worker that began last, and returns its name. */
	killWorker: () => Promise<string>;
	/** Ends everything and removes what it stored. */
	stop: () => Promise<void>;
}

/**
 * Of n8n's own values (60 s, 10 s, 30 s) a sixth: so long the others wait until they take a worker
 * for dead. Milliseconds.
 */
const patienceWithWorkers: Record<string, string> = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** The settings that all processes of one n8n share. */
function commonSettings(redis: Redis, postgres: Postgres): Record<string, string> {
	return {
		...redis.environment,
		...postgres.environment,
		...patienceWithWorkers,
		// As docs/operations.md advises where many webhooks come in; n8n's own 2 make them wait.
		DB_POSTGRESDB_POOL_SIZE: '10',
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		WEBHOOK_URL: `${publicAddress}/`,
	};
}

/** Starts the processes of one n8n, each in a user folder of its own as containers have them. */
class Members {
	readonly journal = new Journal();
	readonly processes: N8nProcess[] = [];

	private constructor(
		private readonly folder: string,
		private readonly installed: string,
	) {}

	/** Installs the packed package once; each process gets a copy, as from an image. */
	static async prepare(): Promise<Members> {
		const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-linq-chat-queue-'));
		const installed = path.join(folder, 'image');
		await mkdir(installed);
		await installPackage(installed, await packTarball(folder));
		return new Members(folder, installed);
	}

	async start(
		name: string,
		command: N8nCommand,
		settings: Record<string, string>,
	): Promise<Member> {
		const userFolder = path.join(this.folder, name);
		await cp(this.installed, userFolder, { recursive: true });
		const [port = 0, brokerPort = 0] = await freePorts([0, 0]);
		const environment = serverEnvironment(N8N_VERSION, userFolder, port, brokerPort, {
			...settings,
			...(command === 'worker' && {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			}),
			FOLDER_TO_REMOVE: userFolder,
		});
		announce(`Starting n8n's ${name} …`);
		const n8n = launchN8n(await installN8n(), command, userFolder, environment);
		this.processes.push(n8n);
		this.journal.follow(name, n8n);
		const url = `http://127.0.0.1:${port}`;
		await untilReady(url, n8n);
		return { name, url, log: n8n.log, kill: n8n.kill };
	}

	async stop(): Promise<void> {
		await Promise.all(this.processes.map(async ({ end }) => await end()));
		await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
	}
}

/**
 * Starts an n8n in queue mode with the packed package in it, after installing whatever of n8n,
 * Redis and PostgreSQL the machine lacks. It ends when `stop()` is called, and when this process
 * ends for whatever reason.
 */
export async function startQueueMode(): Promise<QueueMode> {
	const ends: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const end of ends.splice(0).reverse()) await end();
	};
	try {
		const redis = await startRedis();
		ends.push(redis.stop);
		const postgres = await startPostgres();
		ends.push(postgres.stop);
		const members = await Members.prepare();
		ends.push(async () => await members.stop());
		const settings = commonSettings(redis, postgres);
		// It creates the tables.
		const main = await members.start('main', 'start', settings);
		const client = new N8nClient(main.url);
		await client.setUpOwner();
		const workers: Member[] = [];
		let number = 0;
		const addWorker = async () => {
			number += 1;
			workers.push(await members.start(`worker ${number}`, 'worker', settings));
		};
		const addWebhooks = async () => await members.start('more webhooks', 'webhook', settings);
		const killWorker = async () => {
			const worker = workers.pop()!;
			await worker.kill();
			return worker.name;
		};
		const [webhooks] = await Promise.all([
			members.start('webhooks', 'webhook', settings),
			addWorker(),
			addWorker(),
		]);
		const { journal } = members;
		return {
			...{ main, workers, webhooks, client, journal, redis, postgres },
			...{ addWorker, addWebhooks, killWorker, stop },
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

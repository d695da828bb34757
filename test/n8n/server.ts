import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { announce } from './command';
import { serverEnvironment } from './environment';
import { installN8n, type N8nInstallation } from './installation';
import { installPackage, packTarball } from './package';
import { freePorts } from './port';

const startTimeout = 180_000;
const stopTimeout = 10_000;

export interface N8nServerOptions {
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
	/** Ends n8n and removes its user folder unless that is to be kept. May be called again. */
	stop: () => Promise<void>;
}

/** The operating system's side of a server: n8n and the task runner it starts. */
interface N8nProcess {
	/** Resolves when n8n has ended, for whatever reason. */
	exit: Promise<void>;
	log: () => string;
	end: () => Promise<void>;
}

function launch(
	{ node, n8n }: N8nInstallation,
	cwd: string,
	env: Record<string, string>,
): N8nProcess {
	const endWithParent = path.join(__dirname, 'endWithParent.cjs');
	// Detached makes n8n and its task runner a process group, which can be sent signals as one.
	const child = spawn(node, ['--require', endWithParent, n8n, 'start'], {
		cwd,
		env,
		stdio: 'pipe',
		detached: true,
	});
	let log = '';
	const append = (text: string) => (log += text);
	child.stdout.setEncoding('utf8').on('data', append);
	child.stderr.setEncoding('utf8').on('data', append);
	child.stdin.on('error', () => {});
	const exit = new Promise<void>((resolve) => {
		child.once('exit', () => resolve());
		child.once('error', (error) => {
			append(error.message);
			resolve();
		});
	});
	const signalGroup = (signal: NodeJS.Signals) => {
		if (child.pid === undefined) return;
		try {
			process.kill(-child.pid, signal);
		} catch {
			// They have ended.
		}
	};
	const end = async () => {
		signalGroup('SIGTERM');
		await Promise.race([exit, sleep(stopTimeout, undefined, { ref: false })]);
		signalGroup('SIGKILL');
		await exit;
	};
	return { exit, log: () => log, end };
}

async function isReady(url: string): Promise<boolean> {
	try {
		const signal = AbortSignal.timeout(2000);
		const response = await fetch(`${url}/healthz/readiness`, { signal });
		await response.text();
		return response.status === 200;
	} catch {
		return false;
	}
}

async function untilReady(url: string, { exit, log }: N8nProcess): Promise<void> {
	const deadline = Date.now() + startTimeout;
	while (!(await isReady(url))) {
		const hasEnded = await Promise.race([exit.then(() => true), sleep(100, false)]);
		if (!hasEnded && Date.now() < deadline) continue;
		const what = hasEnded ? 'n8n stopped while starting' : 'n8n was not up after 3 minutes';
		throw new Error(`${what}:\n${log().split('\n').slice(-40).join('\n')}`);
	}
}

/**
 * Starts an n8n of its own with a community package installed in it, and resolves when it serves
 * requests (6 to 20 seconds, plus the installation of n8n the first time). It ends when `stop()`
 * is called and when this process ends, for whatever reason; until then it keeps this process
 * alive.
 * @throws Error with the end of n8n's log when it stops by itself or isn't up after 3 minutes.
 */
export async function startN8n(options: N8nServerOptions = {}): Promise<N8nServer> {
	const installation = await installN8n();
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
		announce(`Starting n8n at ${url} …`);
		const environment = serverEnvironment(userFolder, port, brokerPort, {
			...options.environment,
			...(!keepUserFolder && { FOLDER_TO_REMOVE: userFolder }),
		});
		const started = (n8n = launch(installation, userFolder, environment));
		await untilReady(url, started);
		return { url, userFolder, log: started.log, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

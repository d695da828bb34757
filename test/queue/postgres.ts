/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- n8n never runs this */
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../n8n/command';
import { freePorts } from '../n8n/port';
import { startInBackground } from './background';
import { installPostgres } from './programs';

/** A PostgreSQL on 127.0.0.1 with an empty database. */
export interface Postgres {
	/** n8n's environment variables for it. */
	environment: Record<string, string>;
	/** The rows a query finds, each as its columns' texts. */
	query: (sql: string) => Promise<string[][]>;
	stop: () => Promise<void>;
}

/** PostgreSQL refuses to run as root; Debian's package brings this account. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const number = async (flag: string) => Number(await runCommand('id', [flag, 'postgres']));
	return { uid: await number('-u'), gid: await number('-g') };
}

/**
 * Starts a PostgreSQL of its own, which knows nothing of the one a machine may have; installs
 * PostgreSQL where there is none.
 */
export async function startPostgres(): Promise<Postgres> {
	const programs = await installPostgres();
	const user = await unprivileged();
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-linq-chat-postgres-'));
	const data = path.join(folder, 'data');
	const password = randomBytes(24).toString('hex');
	try {
		const passwordFile = path.join(folder, 'password');
		await writeFile(passwordFile, password, { mode: 0o600 });
		for (const owned of user ? [folder, passwordFile] : []) {
			await chown(owned, user!.uid, user!.gid);
		}
		await runCommand(
			path.join(programs, 'initdb'),
			[
				['--pgdata', data],
				['--username', 'n8n', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
				['--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
			].flat(),
			{ cwd: folder, ...user },
		);
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw error;
	}
	const [port = 0] = await freePorts([0]);
	const settings = [
		'listen_addresses=127.0.0.1',
		`port=${port}`,
		'unix_socket_directories=',
		// Nothing outlives the test; 80 is more than all pools of the n8n processes together.
		'fsync=off',
		'max_connections=80',
	];
	const isReady = ['--host', '127.0.0.1', '--port', String(port)];
	const { stop } = await startInBackground(
		{
			program: path.join(programs, 'postgres'),
			args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
			user,
			stopSignal: 'SIGINT',
			folder,
		},
		async () =>
			await runCommand(path.join(programs, 'pg_isready'), isReady).then(
				() => true,
				() => false,
			),
	);
	const query = async (sql: string) => {
		const output = await runCommand(
			path.join(programs, 'psql'),
			[
				['--host', '127.0.0.1', '--port', String(port)],
				['--username', 'n8n', '--dbname', 'postgres'],
				['--no-psqlrc', '--tuples-only', '--no-align', '--command', sql],
			].flat(),
			{ env: { ...process.env, PGPASSWORD: password } },
		);
		const rows = output.split('\n').filter((row) => row !== '');
		return rows.map((row) => row.split('|'));
	};
	return {
		query,
		environment: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: password,
		},
		stop,
	};
}

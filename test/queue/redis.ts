/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts } from '../n8n/port';
import { startInBackground } from './background';
import { installRedis } from './programs';

/** A Redis that keeps everything in memory, on 127.0.0.1. */
export interface Redis {
	/** n8n's environment variables for it. */
	environment: Record<string, string>;
	/** Sends a command and returns Redis's answer as it stands on the wire. */
	command: (...words: string[]) => Promise<string>;
	stop: () => Promise<void>;
}

/** Starts a Redis of its own; installs Redis where there is none. */
export async function startRedis(): Promise<Redis> {
	const program = await installRedis();
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-linq-chat-redis-'));
	const [port = 0] = await freePorts([0]);
	const password = randomBytes(24).toString('hex');
	// In a file, since everyone on the machine may read arguments.
	const settings = path.join(folder, 'redis.conf');
	const lines = [`bind 127.0.0.1`, `port ${port}`, `requirepass ${password}`, 'save ""'];
	await writeFile(settings, `${lines.join('\n')}\n`, { mode: 0o600 });
	const command = async (...words: string[]) => await ask(port, password, words);
	const isUp = async () =>
		await command('PING').then(
			(answer) => answer.startsWith('+PONG'),
			() => false,
		);
	const { stop } = await startInBackground(
		{ program, args: [settings], stopSignal: 'SIGTERM', folder },
		isUp,
	);
	return {
		environment: {
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(port),
			QUEUE_BULL_REDIS_PASSWORD: password,
		},
		command,
		stop,
	};
}

/** One command in a connection of its own: Redis answers it and QUIT, and hangs up. */
async function ask(port: number, password: string, words: string[]): Promise<string> {
	const requests = [['AUTH', password], words, ['QUIT']];
	const encoded = requests.map((request) => {
		const parts = request.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
		return `*${request.length}\r\n${parts.join('')}`;
	});
	const socket = connect(port, '127.0.0.1');
	socket.setEncoding('utf8').write(encoded.join(''));
	let answers = '';
	for await (const text of socket) answers += text as string;
	return answers.replace(/^\+OK\r\n/, '').replace(/\+OK\r\n$/, '');
}

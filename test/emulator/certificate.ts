/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const cache = path.join(__dirname, '../../node_modules/.cache/n8n-nodes-linq-chat');
const folder = path.join(cache, 'certificate');
const keyFile = path.join(folder, 'key.pem');

/** The certificate, for `NODE_EXTRA_CA_CERTS`; absolute. */
export const certificateFile = path.join(folder, 'certificate.pem');

const years = 10;

/**
 * Key and certificate (PEM) for servers on this machine, made when they are asked for the first
 * time. Running this file does no more than that.
 */
export function localCertificate(): Promise<LocalCertificate> {
	known ??= read();
	return known;
}

let known: Promise<LocalCertificate> | undefined;

export interface LocalCertificate {
	key: string;
	cert: string;
}

async function read(): Promise<LocalCertificate> {
	if (!existsSync(folder)) await make();
	const [key, cert] = await Promise.all(
		[keyFile, certificateFile].map((file) => readFile(file, 'utf8')),
	);
	return { key: key ?? '', cert: cert ?? '' };
}

async function make(): Promise<void> {
	// Takes long to load, and is needed once.
	const { generate } = await import('selfsigned');
	const notAfterDate = new Date();
	notAfterDate.setFullYear(notAfterDate.getFullYear() + years);
	const made = await generate([{ name: 'commonName', value: 'localhost' }], {
		algorithm: 'sha256',
		keyType: 'ec',
		notAfterDate,
		extensions: [
			{ name: 'basicConstraints', cA: false },
			{ name: 'keyUsage', digitalSignature: true },
			{ name: 'extKeyUsage', serverAuth: true },
			{
				name: 'subjectAltName',
				altNames: [
					{ type: 2, value: 'localhost' },
					{ type: 7, ip: '127.0.0.1' },
				],
			},
		],
	});
	await mkdir(cache, { recursive: true });
	// Filled under another name and renamed, so that key and certificate always belong together.
	const part = await mkdtemp(path.join(cache, 'certificate.part-'));
	await writeFile(path.join(part, path.basename(keyFile)), made.private, { mode: 0o600 });
	await writeFile(path.join(part, path.basename(certificateFile)), made.cert);
	await rename(part, folder).catch(async (error: unknown) => {
		await rm(part, { recursive: true });
		// Another process was faster.
		if (!existsSync(certificateFile)) throw error;
	});
}

if (require.main === module) void localCertificate();

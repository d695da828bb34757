/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { certificateFile } from '../emulator/certificate';
import { runCommand } from '../n8n/command';

const root = path.join(__dirname, '../..');

/** What processes trust that are started where the environment names this file. */
async function trusted(given: string | undefined): Promise<string> {
	const printed = "import('./test/dependencies.mjs').then((it) => console.log(it.trustedFile()))";
	const env = { ...process.env, NODE_EXTRA_CA_CERTS: given };
	const file = await runCommand(process.execPath, ['-e', printed], { cwd: root, env });
	const certificates = await readFile(file.trim(), 'utf8');
	if (file.trim() !== certificateFile) await rm(file.trim());
	return certificates;
}

test('the emulator’s certificate is trusted, and what the caller trusts: a proxy’s, say', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'trusted-'));
	const proxy = '-----BEGIN CERTIFICATE-----\nof a proxy\n-----END CERTIFICATE-----\n';
	const file = path.join(folder, 'proxy.pem');
	await writeFile(file, proxy);
	const emulator = await readFile(certificateFile, 'utf8');
	expect(await trusted(file)).toBe(`${emulator}\n${proxy}`);
	for (const given of [undefined, folder, path.join(folder, 'none.pem')]) {
		expect(await trusted(given)).toBe(emulator);
	}
	await rm(folder, { recursive: true });
});

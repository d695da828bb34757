/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- n8n never runs this */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../package.json';

const root = path.join(__dirname, '../..');

/** What n8n shows of outputs before the first run, and all else. */
function partition(files: string[]): [schemas: string[], others: string[]] {
	const isSchema = (file: string) => file.includes('/__schema__/');
	return [files.filter(isSchema), files.filter((file) => !isSchema(file))];
}

test('the package holds what users need, nothing else, in at most 1.05 MB', () => {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: root, encoding: 'utf8' }),
	) as Array<{ files: Array<{ path: string }>; unpackedSize: number }>;
	const [schemas, others] = partition(packed!.files.map((file) => file.path).sort());
	expect(others).toEqual([
		'CHANGELOG.md',
		'LICENSE',
		'README.md',
		'dist/credentials/LinqApi.credentials.js',
		'dist/credentials/linqApi.dark.svg',
		'dist/credentials/linqApi.svg',
		'dist/licences.txt',
		'dist/nodes/LinqChat/LinqChat.node.js',
		'dist/nodes/LinqChat/LinqChat.node.json',
		'dist/nodes/LinqChat/linqChat.dark.svg',
		'dist/nodes/LinqChat/linqChat.svg',
		'dist/nodes/LinqChat/work.js',
		'dist/nodes/LinqChatTrigger/LinqChatTrigger.node.js',
		'dist/nodes/LinqChatTrigger/LinqChatTrigger.node.json',
		'dist/nodes/LinqChatTrigger/linqChatTrigger.dark.svg',
		'dist/nodes/LinqChatTrigger/linqChatTrigger.svg',
		'dist/nodes/LinqChatTrigger/menus.js',
		'dist/nodes/LinqChatTrigger/work.js',
		'dist/nodes/credentialTest.js',
		'dist/nodes/linq/libraries/isoCountries.js',
		'dist/nodes/linq/libraries/libphonenumber.js',
		'dist/nodes/linq/libraries/linkifyIt.js',
		'dist/nodes/linq/libraries/pLimit.js',
		'dist/nodes/linq/libraries/vCardCreator.js',
		'dist/nodes/linq/libraries/validator.js',
		'dist/nodes/search/pickers.js',
		'dist/nodes/shared/LinqChat-LinqChatTrigger-credentialTest-menus-pickers.js',
		'dist/nodes/shared/LinqChat-LinqChatTrigger-menus-pickers.js',
		'dist/nodes/shared/LinqChat-LinqChatTrigger.js',
		'dist/nodes/shared/LinqChat-pickers.js',
		'dist/nodes/shared/LinqChatTrigger-menus-pickers.js',
		'dist/nodes/shared/LinqChatTrigger-menus.js',
		'dist/nodes/shared/menus-pickers.js',
		'package.json',
	]);
	expect(schemas).toEqual(
		readdirSync(path.join(root, 'nodes'), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.includes('__schema__') && file.endsWith('.json'))
			.map((file) => `dist/nodes/${file}`)
			.sort(),
	);
	expect(packed!.unpackedSize).toBeLessThanOrEqual(1_050_000);
});

test('it has the licence of everything that is bundled', () => {
	const dist = path.join(root, 'dist');
	const textOf = (file: string) => readFileSync(path.join(dist, file), 'utf8');
	// The bundler notes before each piece where it comes from.
	const bundled = readdirSync(dist, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.js'))
		.flatMap((file) => [...textOf(file).matchAll(/^\s*\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)/gm)])
		.map(([, name]) => name);
	const licensed = [...textOf('licences.txt').matchAll(/^(\S+) [\d.]+ \(\S+\)$/gm)];
	expect(licensed.map(([, name]) => name)).toEqual([...new Set(bundled)].sort());
	expect(licensed.length).toBeGreaterThan(5);
	// Of Google's library, which libphonenumber-js holds parts of.
	expect(textOf('licences.txt')).toContain('Apache License');
});

test('it asks nothing of an n8n that n8n would refuse', () => {
	expect(manifest).not.toHaveProperty('dependencies');
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.n8n.strict).toBe(true);
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import path from 'node:path';
import manifest from '../../package.json';
import { runCommand } from '../n8n/command';

/** What was done in an n8n, in order, and which files of `dist` it read for that. */
let read: Array<[what: string, files: string[]]>;

beforeAll(async () => {
	const tsx = path.join(__dirname, '../../node_modules/.bin/tsx');
	const output = await runCommand(tsx, [path.join(__dirname, 'filesRead.ts')]);
	read = JSON.parse(output) as typeof read;
}, 120_000);

const filesFor = (what: string) => read.find(([done]) => done === what)![1];
const librariesFor = (what: string) =>
	filesFor(what).flatMap((file) => /\/libraries\/(.+)\.js$/.exec(file)?.[1] ?? []);

test.each(['loaded', 'loaded for the trigger'])(
	'n8n reads the files that the package names, and no other: %s',
	(what) => {
		const { credentials, nodes } = manifest.n8n;
		const named = [...credentials, ...nodes].map((file) => file.replace(/^dist\//, ''));
		expect(filesFor(what)).toEqual(named.sort());
	},
);

test('the credential test reads nothing but what asks Linq', () => {
	expect(filesFor('credential tested')).toEqual([
		'nodes/credentialTest.js',
		expect.stringMatching(/^nodes\/shared\/.*credentialTest/),
	]);
});

test.each(['lists shown', 'menu shown'])(
	'lists of the editor read no library, and nothing that only a step does: %s',
	(what) => {
		expect(filesFor(what)).not.toEqual([]);
		for (const file of filesFor(what)) expect(file).toMatch(/menus|pickers/);
		expect(librariesFor(what)).toEqual([]);
	},
);

test('a library is read when it is used first', () => {
	expect(read.map(([what]) => [what, librariesFor(what)])).toEqual([
		['loaded', []],
		['credential tested', []],
		['lists shown', []],
		['message sent', ['pLimit']],
		['email address added', ['validator']],
		['phone number added', ['libphonenumber']],
		['first message checked', ['linkifyIt']],
		['loaded for the trigger', []],
		['menu shown', []],
		['activated', []],
	]);
});

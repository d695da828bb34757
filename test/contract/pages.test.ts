/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');

/** All pages, by their place in the repository. */
const pages = ['.', 'docs'].flatMap((folder) =>
	readdirSync(path.join(root, folder))
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.join(folder, file)),
);

const textOf = (page: string) => readFileSync(path.join(root, page), 'utf8');

/** What GitHub calls the headings of a page in addresses. */
function anchorsOf(page: string): string[] {
	const headings = textOf(page).matchAll(/^#+ (.+)$/gm);
	return [...headings].map(([, heading]) =>
		heading!
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

/** The links of a page that lead into this repository: to which page, and where on it. */
function linksOf(page: string): Array<[target: string, anchor: string | undefined]> {
	const links = textOf(page).matchAll(/(?:\]\(|src="|srcset=")(?!https?:|mailto:)([^)"\s]+)/g);
	return [...links].map(([, link]) => {
		const [file, anchor] = link!.split('#');
		return [file ? path.join(path.dirname(page), file) : page, anchor];
	});
}

test.each(pages)('%s leads nowhere that is not there', (page) => {
	const broken = linksOf(page).filter(
		([target, anchor]) =>
			!existsSync(path.join(root, target)) ||
			(anchor !== undefined && !anchorsOf(target).includes(anchor)),
	);
	expect(broken).toEqual([]);
});

test('each page of docs/ can be reached from the README', () => {
	const reached = new Set(['README.md']);
	for (const page of reached) {
		for (const [target] of linksOf(page)) if (pages.includes(target)) reached.add(target);
	}
	expect(pages.filter((page) => !reached.has(page) && page.startsWith('docs'))).toEqual([]);
});

test.each(['npm test', 'npm run demo'])('the README has `%s`, as CI runs it', (command) => {
	expect(textOf('README.md')).toContain(`\`${command}\``);
	expect(textOf('.ci/run').split('\n')).toContain(command);
});

test('the README is short, and in the order of n8n’s own', () => {
	expect(statSync(path.join(root, 'README.md')).size).toBeLessThanOrEqual(20_000);
	const headings = [...textOf('README.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
	expect(headings).toEqual([
		...['Installation', 'Operations', 'Credentials', 'Compatibility', 'Usage'],
		...['Resources', 'Version history', 'License'],
	]);
});

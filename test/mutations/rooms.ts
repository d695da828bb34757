/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The checkout. */
export const root = path.join(__dirname, '../..');

const linq = path.join(root, 'nodes/linq');

/** Other people's libraries as functions: nothing of ours to decide. */
const notOurs = 'libraries';

/**
 * The folders of sources that mutations are tried in, as they are called below `nodes/` and below
 * `test/unit/`: each has its own tests, and a mutation is tried with those only.
 */
export const rooms = [
	'items',
	'linq',
	...readdirSync(linq, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && entry.name !== notOurs)
		.map(({ name }) => `linq/${name}`),
];

/** Where Stryker's report on a room goes. */
export function reportOf(room: string): string {
	return path.join(root, 'coverage/mutations', `${room.replace('/', '-')}.json`);
}

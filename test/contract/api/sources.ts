/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** All files below a folder whose names end so. */
export function filesIn(folder: string, ending: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => path.join(folder, name));
}

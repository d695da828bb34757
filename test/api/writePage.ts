/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { writeFile } from 'node:fs/promises';
import { pageFile, pageText } from './page';

/** `npm run api:table`: writes docs/linq-api.md anew. */
async function writePage(): Promise<void> {
	await writeFile(pageFile, pageText());
}

void writePage();

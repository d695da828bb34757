/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import path from 'node:path';
import { readOfficialClient } from './officialClient';
import { linqApiPage } from './table';

const root = path.join(__dirname, '../..');

/** Where the official client is installed that the tests compare with. */
export const clientFolder = path.join(root, 'node_modules/@linqapp/sdk');

/** The page that `npm run api:table` writes. */
export const pageFile = path.join(root, 'docs/linq-api.md');

/** What the page is to hold. */
export function pageText(): string {
	return linqApiPage(readOfficialClient(clientFolder));
}

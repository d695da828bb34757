/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { callKey } from '../api/surface';

const resources = path.join(__dirname, '../../node_modules/@linqapp/sdk/src/resources');

/** Every call in the official client's code, as `GET /v3/chats/{}`. */
export function callsOfClient(): string[] {
	return readdirSync(resources, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => {
			const code = readFileSync(path.join(resources, file), 'utf8');
			return [...code.matchAll(/_client\.([a-zA-Z]+)\(\s*(?:path)?['`](\/[^'`]+)['`]/g)];
		})
		.map(([, method = '', address = '']) => {
			const verb = method === 'getAPIList' ? 'GET' : method;
			return callKey(verb, address.replace(/\$\{\w+\}/g, '{}'));
		})
		.sort();
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startEmulator, type Emulator } from '../emulator';
import { demoAccount } from '../emulator/demoAccount';
import { launchBrowser } from '../n8n/chromium';
import { N8nClient } from '../n8n/client';
import { openEditor, switchTheme } from '../n8n/editor';
import { startN8n, type N8nServer, type N8nServerOptions } from '../n8n/server';

/** Someone in front of an n8n that holds nothing but its owner and this package, and their Linq. */
export interface Newcomer {
	linq: Emulator;
	server: N8nServer;
	/** For what no person does: whoever uses n8n clicks and types in `page`. */
	client: N8nClient;
	page: Page;
	/** Keeps what the screen shows, in light and in dark, numbered in order. */
	look: (name: string) => Promise<void>;
	leave: () => Promise<void>;
}

/** @param task names the folder of the pictures, below `coverage/ui` unless PICTURES says another */
export async function welcomeNewcomer(
	task: string,
	options: N8nServerOptions = {},
): Promise<Newcomer> {
	const linq = await startEmulator({ account: demoAccount() });
	const server = await startN8n(options);
	const client = new N8nClient(server.url);
	await client.setUpOwner();
	const browser: Browser = await launchBrowser();
	const page = await openEditor(browser, client);
	const folder = path.join(process.env.PICTURES ?? 'coverage/ui', task);
	await mkdir(folder, { recursive: true });
	let count = 0;
	const keep = async (name: string, theme: 'light' | 'dark') => {
		await switchTheme(page, theme);
		await page.screenshot({
			path: path.join(folder, `${String(count).padStart(2, '0')}-${name}-${theme}.png`),
			animations: 'disabled',
		});
	};
	return {
		linq,
		server,
		client,
		page,
		look: async (name) => {
			count += 1;
			await keep(name, 'dark');
			await keep(name, 'light');
		},
		leave: async () => {
			await browser.close();
			await server.stop();
			await linq.close();
		},
	};
}

import { selectors, type Browser, type Locator, type Page } from 'playwright-core';
import type { N8nClient } from './client';

// What n8n's editor marks its elements with, for `getByTestId`.
selectors.setTestIdAttribute('data-test-id');

/** Marks in local storage by which the editor knows that a first-run hint has been seen. */
const seenHints = [
	'N8N_AUTOCOMPLETE_ONBOARDED',
	'N8N_HIDE_ACTIVATION_ALERT',
	'N8N_MAPPING_ONBOARDED',
	'N8N_PIN_DATA_DISCOVERY_CANVAS',
	'N8N_PIN_DATA_DISCOVERY_NDV',
	'N8N_TABLE_HOVER_ONBOARDED',
];

/**
 * A page of its own in n8n's editor, 1440 by 900 pixels, in English and the light theme, logged in
 * as the client's user, without first-run hints. Close it with `page.context().close()`.
 */
export async function openEditor(browser: Browser, client: N8nClient): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		colorScheme: 'light',
		locale: 'en-US',
	});
	await context.addCookies(client.cookies);
	const storage = Object.fromEntries(seenHints.map((name) => [name, 'true']));
	storage['n8n-browserId'] = client.browserId;
	await context.addInitScript({
		content: `Object.assign(localStorage, ${JSON.stringify(storage)});`,
	});
	const page = await context.newPage();
	await page.goto(client.url);
	return page;
}

/** Switches the editor's colours at once: unless told otherwise it follows the system's theme. */
export async function switchTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
	await page.emulateMedia({ colorScheme: theme });
}

/** Opens a stored workflow and waits until its canvas shows its nodes. */
export async function openWorkflow(page: Page, id: string): Promise<void> {
	await page.goto(new URL(`/workflow/${id}`, page.url()).href);
	await page.getByTestId('canvas-node').first().waitFor();
}

/** A node on the canvas. */
export function canvasNode(page: Page, name: string): Locator {
	return page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
}

/**
 * Runs the open workflow with the editor's button until it has ended, and closes the notification.
 * @returns the notification's text, such as "Workflow executed successfully"
 */
export async function executeWorkflow(page: Page): Promise<string> {
	await page.getByTestId('execute-workflow-button').click();
	const notification = page.locator('.el-notification');
	const text = await notification.innerText();
	await notification.locator('.el-notification__closeBtn').click();
	await notification.waitFor({ state: 'hidden' });
	return text;
}

/** Opens the panel of a node on the canvas, with its input, parameters and output. */
export async function openNode(page: Page, name: string): Promise<Locator> {
	await canvasNode(page, name).dblclick();
	const panel = page.getByTestId('ndv');
	await panel.waitFor();
	return panel;
}

/** Closes the panel that is open and shows the canvas again. */
export async function closeNode(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

/** The list that drops down from a resource locator in list mode. */
export interface Picker {
	/** The choices, each with its name as text. */
	items: Locator;
	/** Shown instead of the choices and the search box when the list search failed. */
	error: Locator;
	/** Types into the search box. The editor asks n8n once typing has stopped for half a second. */
	search(text: string): Promise<void>;
}

/** Opens the picker of a resource locator in the open panel; `parameter` is the parameter's name. */
export async function openPicker(page: Page, parameter: string): Promise<Picker> {
	await page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
	return {
		items: page.getByTestId('rlc-item'),
		error: page.getByTestId('rlc-error-container'),
		search: (text) => page.getByTestId('rlc-search').fill(text),
	};
}

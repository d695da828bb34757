import type { Locator, Page } from 'playwright-core';
import { canvasNode, openPicker } from '../n8n/editor';

/** What n8n calls the trigger behind "Trigger manually". */
export const manualTrigger = 'When clicking ‘Execute workflow’';

/** What n8n calls a step that was chosen by this action. */
export const addParticipant = 'Add person to chat';

/** A new workflow, from wherever one is; its canvas is empty. */
export async function beginWorkflow(page: Page): Promise<void> {
	await page.getByTestId('universal-add').click();
	await page.getByRole('menuitem', { name: 'Workflow' }).first().click();
	await page.getByTestId('canvas-add-button').waitFor();
}

/** The list of steps to choose from, once something has opened it. */
export function stepList(page: Page): Locator {
	return page.getByTestId('node-creator');
}

/** Begins with the trigger that is offered first. */
export async function triggerManually(page: Page): Promise<void> {
	await page.getByTestId('canvas-add-button').click();
	await stepList(page).getByText('Trigger manually').click();
	await canvasNode(page, manualTrigger).waitFor();
}

/** Presses the + behind an output; `output` is the label of the port where there are several. */
export async function addAfter(page: Page, step: string, output = ''): Promise<void> {
	await canvasNode(page, step)
		.getByTestId('canvas-node-output-handle')
		.filter({ hasText: output })
		.getByTestId('canvas-handle-plus')
		.click();
	await page.getByTestId('node-creator-search-bar').waitFor();
}

/** Types into the search box of the open list of steps. */
export async function searchSteps(page: Page, words: string): Promise<void> {
	await page.getByTestId('node-creator-search-bar').fill(words);
}

/** Searches for a step and takes it; its panel opens. */
export async function takeStep(page: Page, words: string, step: string): Promise<Locator> {
	await searchSteps(page, words);
	await stepList(page).getByText(step, { exact: true }).click();
	return await openPanel(page);
}

/** Finds Linq Chat and takes one of the things it can do; its panel opens. */
export async function takeLinqAction(page: Page, action = addParticipant): Promise<Locator> {
	await searchSteps(page, 'linq');
	await stepList(page).getByText('Linq Chat', { exact: true }).click();
	await stepList(page).getByText(action, { exact: true }).click();
	return await openPanel(page);
}

async function openPanel(page: Page): Promise<Locator> {
	const panel = page.getByTestId('ndv');
	await panel.waitFor();
	return panel;
}

/** The dialog of a credential. */
export function credentialDialog(page: Page): Locator {
	return page.getByTestId('editCredential-modal');
}

/** Fills in the dialog of a credential that is open, and saves it. */
export async function saveCredential(
	page: Page,
	{ apiKey, baseUrl }: { apiKey: string; baseUrl: string },
): Promise<void> {
	const dialog = credentialDialog(page);
	await dialog.getByTestId('parameter-input-apiKey').locator('input').fill(apiKey);
	await dialog.getByTestId('parameter-input-baseUrl').locator('input').fill(baseUrl);
	await dialog.getByTestId('credential-save-button').click();
}

/** Creates the first credential in the panel of a step; n8n closes the dialog when it connects. */
export async function connectAccount(
	page: Page,
	account: { apiKey: string; baseUrl: string },
): Promise<void> {
	await page.getByRole('button', { name: 'Connect to Linq' }).click();
	await saveCredential(page, account);
	await credentialDialog(page).waitFor({ state: 'hidden' });
}

/** Picks a group chat from the list, by its name. */
export async function pickChat(page: Page, name: string): Promise<void> {
	const picker = await openPicker(page, 'chatId');
	await picker.items.filter({ hasText: name }).click();
}

/** Types into the field Phone Number or Email. */
export async function fillHandle(page: Page, text: string): Promise<void> {
	await page.getByTestId('parameter-input-handle').locator('input').fill(text);
}

/** Drags a field of the input onto a parameter of the step; it becomes an expression. */
export async function dragField(page: Page, field: string, parameter: string): Promise<void> {
	const source = page.getByTestId('ndv-input-panel').getByText(field, { exact: true });
	const target = page.getByTestId(`parameter-input-${parameter}`);
	await source.hover();
	await page.mouse.down();
	const box = (await target.boundingBox())!;
	await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 12 });
	await page.mouse.up();
}

/**
 * Replaces the expression that a parameter has, and leaves the field.
 *
 * @param preview what n8n shows below the field as the value
 */
export async function retypeExpression(
	page: Page,
	parameter: string,
	expression: string,
	preview: string,
): Promise<void> {
	await page.getByTestId(`parameter-input-${parameter}`).locator('.cm-content').click();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.insertText(expression);
	await page.getByTestId('node-parameters').getByText(preview, { exact: true }).waitFor();
	await page.getByTestId('tab-params').click();
}

/** Adds an entry of Options. */
export async function addOption(page: Page, name: string): Promise<void> {
	await page.getByTestId('collection-parameter-add').click();
	await page.locator('.el-popper:visible').getByText(name, { exact: true }).click();
}

/** Opens a menu, types to narrow it down, and chooses. */
export async function chooseFrom(
	page: Page,
	parameter: string,
	typed: string,
	choice: string,
): Promise<void> {
	await page.getByTestId(`parameter-input-${parameter}`).click();
	await page.keyboard.type(typed);
	await page.locator('.el-popper:visible').getByText(choice, { exact: true }).click();
}

/** Puts rows into the output of the open step, as if it had got them from somewhere. */
export async function setMockData(page: Page, rows: object[]): Promise<void> {
	const output = page.getByTestId('output-panel');
	await output.getByText('set mock data').click();
	await output.locator('.cm-content').click();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.insertText(JSON.stringify(rows, null, 2));
	await output.getByRole('button', { name: 'Save' }).click();
	await output.getByText(`${rows.length} items`).first().waitFor();
}

/** Presses Execute step in the open panel. What comes out, the panel shows. */
export async function executeStep(page: Page): Promise<void> {
	await page.getByTestId('node-execute-button').click();
}

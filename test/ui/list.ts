import type { Locator } from 'playwright-core';
import { closeNode } from '../n8n/editor';
import {
	addAfter,
	addOption,
	beginWorkflow,
	chooseFrom,
	connectAccount,
	dragField,
	manualTrigger,
	pickChat,
	setMockData,
	takeLinqAction,
	takeStep,
	triggerManually,
} from './editing';
import type { Newcomer } from './newcomer';

/** A person of a spreadsheet. */
export interface Row {
	name: string;
	phone: string;
}

/**
 * Builds the workflow that adds a list: the rows as the output of an Edit Fields step, their field
 * `phone` dragged onto the step, and a country for numbers without one.
 *
 * @returns the step's panel, in which only Execute step is left to press
 */
export async function prepareList(newcomer: Newcomer, rows: Row[]): Promise<Locator> {
	const { page, look, linq } = newcomer;
	await beginWorkflow(page);
	await triggerManually(page);
	await addAfter(page, manualTrigger);
	await takeStep(page, 'edit fields', 'Edit Fields (Set)');
	await setMockData(page, rows);
	await look('the-rows');
	await closeNode(page);
	await addAfter(page, 'Edit Fields');
	const panel = await takeLinqAction(page);
	await connectAccount(page, linq);
	await pickChat(page, 'Acme onboarding');
	await dragField(page, 'phone', 'handle');
	await page
		.getByTestId('parameter-input-handle')
		.getByText('{{ $json.phone }}', { exact: true })
		.waitFor();
	await addOption(page, 'Default Country');
	await chooseFrom(page, 'defaultCountry', 'united', 'United States (US)');
	await look('the-step-is-ready');
	return panel;
}

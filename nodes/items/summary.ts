/** Why an item went to the Error output. */
export interface Reason {
	/** In a few words, by which reasons are counted. */
	kind: string;
	/** What happened and what to do, in whole sentences. */
	explanation: string;
}

/**
 * What failed, for the note in the node's panel. A reason that all have in common is told in full.
 *
 * @param total how many items came in
 * @param reasons the reason of each failure
 * @returns HTML, as the editor shows it; undefined when nothing failed
 */
export function summarizeFailures(total: number, reasons: Reason[]): string | undefined {
	const [first] = reasons;
	if (first === undefined) return undefined;
	const counts = new Map<string, number>();
	for (const { kind } of reasons) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	const list = [...counts]
		.sort(([, one], [, other]) => other - one)
		.map(([kind, count]) => `${count} × ${kind}`)
		.join(', ');
	const items = total === 1 ? 'item' : 'items';
	const isCommon = reasons.every(({ explanation }) => explanation === first.explanation);
	const explanation = isCommon
		? asHtml(first.explanation)
		: 'Each says under "error" what happened and what to do.';
	return `${reasons.length} of ${total} ${items} went to the Error output: ${list}. ${explanation}`;
}

/** Explanations may quote what came from outside. */
function asHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

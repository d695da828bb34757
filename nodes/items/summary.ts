/**
 * One sentence on what failed, for the note in the node's panel.
 *
 * @param total how many items came in
 * @param reasons the reason of each failure, in words
 * @returns undefined when nothing failed
 */
export function summarizeFailures(total: number, reasons: string[]): string | undefined {
	if (reasons.length === 0) return undefined;
	const counts = new Map<string, number>();
	for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	const list = [...counts]
		.sort(([, one], [, other]) => other - one)
		.map(([reason, count]) => `${count} × ${reason}`)
		.join(', ');
	const items = total === 1 ? 'item' : 'items';
	return `${reasons.length} of ${total} ${items} went to the Error output: ${list}. Each says under "error" what happened and what to do.`;
}

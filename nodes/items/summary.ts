/** Why an item failed. */
export interface Reason {
	/** What happened, by which reasons are counted. */
	message: string;
	/** What to do about it, in whole sentences. */
	advice: string;
}

/** So many reasons are told, the most frequent first. */
const mostToTell = 3;

/**
 * What failed, for the note in the node's panel: the most frequent reasons, and what to do about the
 * first.
 *
 * @param total how many items came in
 * @param reasons the reason of each failure
 * @returns HTML, as the editor shows it; undefined when nothing failed
 */
export function summarizeFailures(total: number, reasons: Reason[]): string | undefined {
	if (reasons.length === 0) return undefined;
	const items = total === 1 ? 'item' : 'items';
	const { text, advice, isOnly } = told(reasons);
	const what = `${reasons.length} of ${total} ${items} went to the Error output: ${text}.`;
	const rest = isOnly ? advice : `For the first of these: ${advice}`;
	const where = isOnly ? '' : ' Each item says under "error" what happened and what to do.';
	return `${asHtml(`${what} ${rest}`)}${where}`;
}

/**
 * What to say when every item failed and the execution ends with that.
 *
 * @param reasons the reason of each failure, one or more
 * @param ending whole sentences on why the execution ends; none where that was asked for
 * @returns what happened, as text, and what to do, as HTML
 */
export function describeFailure(
	reasons: Reason[],
	ending = '',
): { message: string; description: string } {
	const { text, advice } = told(reasons);
	const all = reasons.length === 1 ? 'The item failed' : `All ${reasons.length} items failed`;
	return { message: `${all}: ${text}`, description: asHtml(`${advice} ${ending}`.trim()) };
}

/** The most frequent reasons in words, and what to do about the first of them. */
function told(reasons: Reason[]): { text: string; advice: string; isOnly: boolean } {
	const counts = new Map<string, { count: number; advice: string }>();
	for (const { message, advice } of reasons) {
		const kind = message.replace(/(?<![.\s])[.\s]+$/, '');
		const counted = counts.get(kind) ?? { count: 0, advice };
		counts.set(kind, { ...counted, count: counted.count + 1 });
	}
	const kinds = [...counts].sort(([, one], [, other]) => other.count - one.count);
	const [[message, { advice }]] = kinds as [[string, { count: number; advice: string }]];
	if (kinds.length === 1) return { text: message, advice, isOnly: true };
	const list = kinds.slice(0, mostToTell).map(([kind, { count }]) => `${count} × ${kind}`);
	const others = kinds.slice(mostToTell).reduce((sum, [, { count }]) => sum + count, 0);
	if (others > 0) list.push(`${others} × something else`);
	return { text: list.join('; '), advice, isOnly: false };
}

/** Reasons may quote what came from outside. */
function asHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

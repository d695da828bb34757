/** The lowest and the highest number allowed, and what counts when none was given. */
export interface NumberRange {
	lowest: number;
	highest: number;
	fallback: number;
}

/** What the editor has of a field for a number in this range. */
export function numberField({ lowest, highest, fallback }: NumberRange) {
	return {
		type: 'number',
		typeOptions: { minValue: lowest, maxValue: highest },
		default: fallback,
	} as const;
}

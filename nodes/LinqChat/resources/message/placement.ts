import type { INodeProperties } from 'n8n-workflow';
import type { Values } from '../../parameters/values';

/** Where a sticker stands (https://docs.linqapp.com/, Place a sticker), by Linq's names. */
const places = [
	{
		...{ name: 'x', label: 'Across', lowest: -1, highest: 1, fallback: 0 },
		description: 'From -1 at one side to 1 at the other; 0 is the middle of the message',
	},
	{
		...{ name: 'y', label: 'Up and Down', lowest: -1, highest: 1, fallback: 0 },
		description: 'From -1 at one end to 1 at the other; 0 is the middle of the message',
	},
	{
		...{ name: 'scale', label: 'Size', lowest: 0.5, highest: 1.5, fallback: 1 },
		description: 'From 0.5, half as large, to 1.5, half as large again',
	},
	{
		...{ name: 'rotation', label: 'Turn', lowest: -360, highest: 360, fallback: 0 },
		description: 'How far it is turned; 0 is upright',
	},
] as const;

/** Place, size and turn of a sticker on a message. */
export const placementFields: INodeProperties[] = places.map(
	({ name, label, description, lowest, highest, fallback }) => ({
		displayName: label,
		name,
		type: 'number',
		typeOptions: { minValue: lowest, maxValue: highest, numberPrecision: 2 },
		default: fallback,
		description,
	}),
);

/** @throws LinqError `invalid_input` for a value out of range */
export function readPlacement(values: Values): Record<'x' | 'y' | 'scale' | 'rotation', number> {
	const [x, y, scale, rotation] = places.map(({ name, label, ...range }) =>
		values.number(name, label, range),
	);
	return { x: x!, y: y!, scale: scale!, rotation: rotation! };
}

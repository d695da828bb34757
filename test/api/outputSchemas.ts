/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What n8n shows of a step's output before its first run: JSON Schema, as far as n8n reads it. Where
 * values of several types come, it names one; null may stand for any of them.
 *
 * @see https://json-schema.org/
 */
interface OutputSchema {
	type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
	/** Of the outermost, as in n8n's own. */
	version?: number;
}

const nodes = path.join(__dirname, '../../nodes');

/** Of the step's: `chat:get`. Of the trigger's there is one, under no name. */
export type OutputName = `${string}:${string}` | undefined;

/** Where n8n looks for it: https://docs.n8n.io/, and `resolveSchema` of its loader of nodes. */
export function schemaFile(name: OutputName): string {
	if (name === undefined) return path.join(nodes, 'LinqChatTrigger/__schema__/v1.0.0.json');
	return path.join(nodes, 'LinqChat/__schema__/v1.0.0', `${name.replace(':', path.sep)}.json`);
}

/** @returns undefined where there is none */
function knownSchema(name: OutputName): OutputSchema | undefined {
	const file = schemaFile(name);
	if (!existsSync(file)) return undefined;
	return JSON.parse(readFileSync(file, 'utf8')) as OutputSchema;
}

/**
 * Compares what came out with the schema that n8n shows. With `SCHEMAS=write` in the environment, the
 * schema is made to hold it instead: `npm run schemas`.
 *
 * @param items what came out of the step, without fields of its input
 * @returns what the schema doesn't hold, as paths and types
 */
export function missingIn(name: OutputName, items: unknown[]): string[] {
	let schema = knownSchema(name) ?? { type: 'object', properties: {} };
	if (process.env.SCHEMAS === 'write') {
		for (const item of items) schema = together(schema, schemaOf(item));
		const file = schemaFile(name);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify({ ...schema, version: 1 })}\n`);
	}
	return items.flatMap((item) => besides(schema, item, ''));
}

function schemaOf(value: unknown): OutputSchema {
	if (value === null || value === undefined) return { type: 'null' };
	if (Array.isArray(value)) {
		if (value.length === 0) return { type: 'array' };
		return { type: 'array', items: value.map(schemaOf).reduce(together) };
	}
	if (typeof value === 'object') {
		const properties = Object.entries(value).map(([key, each]) => [key, schemaOf(each)] as const);
		return { type: 'object', properties: Object.fromEntries(properties) };
	}
	return { type: typeof value as 'string' | 'number' | 'boolean' };
}

/** One that holds what either does; of two types, the one that is known first. */
function together(one: OutputSchema, other: OutputSchema): OutputSchema {
	if (one.type === 'null') return other;
	if (one.type !== other.type) return one;
	if (one.type === 'array') {
		const items = [one.items, other.items].filter((each) => each !== undefined);
		return items.length === 0 ? one : { type: 'array', items: items.reduce(together) };
	}
	if (one.type !== 'object') return one;
	const properties = { ...one.properties };
	for (const [key, each] of Object.entries(other.properties ?? {})) {
		properties[key] = properties[key] ? together(properties[key], each) : each;
	}
	return { type: 'object', properties };
}

function besides(schema: OutputSchema | undefined, value: unknown, place: string): string[] {
	if (value === null || value === undefined) return [];
	const { type } = schemaOf(value);
	if (schema?.type !== type) return [`${place || 'all of it'} is of the type ${type}`];
	if (Array.isArray(value)) {
		return value.flatMap((each) => besides(schema.items, each, `${place}[]`));
	}
	if (type !== 'object') return [];
	return Object.entries(value).flatMap(([key, each]) =>
		besides(schema.properties?.[key], each, place ? `${place}.${key}` : key),
	);
}

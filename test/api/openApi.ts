import { parse } from 'yaml';
import { callKey, note, type Fields, type Surface } from './surface';

type Entry = Record<string, unknown>;

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Linq nests nothing nearly as deep. */
const deepest = 12;

/**
 * Reads an OpenAPI file: of each call below `/v3/` the fields of its query, its headers and its body.
 *
 * @param text YAML or JSON
 * @throws Error when it is no OpenAPI file, or has no call of Linq's API
 */
export function readOpenApi(text: string): Surface {
	const file: unknown = parse(text);
	if (!isEntry(file) || !isEntry(file.paths)) throw new Error('This is no OpenAPI file');
	const schema = new Schemas(file);
	const calls = new Map<string, Fields>();
	for (const [path, given] of Object.entries(file.paths)) {
		const item = schema.resolved(given);
		if (!path.includes('/v3/')) continue;
		for (const method of methods) {
			const operation = item[method];
			if (!isEntry(operation)) continue;
			const fields: Fields = new Map();
			for (const given of [...entries(item.parameters), ...entries(operation.parameters)]) {
				const parameter = schema.resolved(given);
				if (!['query', 'header'].includes(String(parameter.in))) continue;
				const name = String(parameter.name);
				note(fields, name);
				schema.note(parameter.schema, name, fields);
			}
			schema.note(bodyOf(schema.resolved(operation.requestBody)), '', fields);
			calls.set(callKey(method, path), fields);
		}
	}
	if (calls.size === 0) throw new Error("This OpenAPI file has no call of Linq's API v3");
	const { title = 'OpenAPI', version = '' } = isEntry(file.info) ? file.info : {};
	return { source: [title, version].filter((one) => typeof one === 'string').join(' '), calls };
}

/** What a body is, whatever kind of content it is sent as. */
function bodyOf({ content }: Entry): unknown {
	const kinds = isEntry(content) ? Object.values(content).filter(isEntry) : [];
	return { anyOf: kinds.map(({ schema }) => schema) };
}

/** The schemas of a file, which refer to each other. */
class Schemas {
	constructor(private readonly file: Entry) {}

	/** What an entry refers to, or itself. */
	resolved(given: unknown): Entry {
		if (!isEntry(given)) return {};
		if (typeof given.$ref !== 'string') return given;
		const steps = given.$ref.replace(/^#\//, '').split('/');
		const found = steps.reduce<unknown>(
			(entry, step) => (isEntry(entry) ? entry[step.replace(/~1/g, '/')] : undefined),
			this.file,
		);
		return this.resolved(found);
	}

	/** Notes the fields and values of a schema that stands at a place. */
	note(given: unknown, place: string, fields: Fields, depth = 0): void {
		if (depth > deepest) return;
		const schema = this.resolved(given);
		const values = [...list(schema.enum), schema.const].filter((one) => typeof one === 'string');
		if (place !== '' && values.length > 0) note(fields, place, values);
		const properties = isEntry(schema.properties) ? schema.properties : {};
		for (const [name, inside] of Object.entries(properties)) {
			const path = place === '' ? name : `${place}.${name}`;
			note(fields, path);
			this.note(inside, path, fields, depth + 1);
		}
		const others = [...list(schema.allOf), ...list(schema.oneOf), ...list(schema.anyOf)];
		for (const other of [...others, schema.items]) this.note(other, place, fields, depth + 1);
	}
}

function isEntry(value: unknown): value is Entry {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}

function entries(value: unknown): Entry[] {
	return list(value).filter(isEntry);
}

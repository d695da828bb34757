import type { GenericValue } from 'n8n-workflow';
import { invalidInput } from '../../../linq/errors';
import { checkWritable, isObject, type JsonObject } from '../../../linq/values/json';
import { trimmed } from '../../../linq/values/trimmed';
import type { Hints } from '../../../linq/wire/advice';
import { anyPath, piecesOf } from '../../../linq/wire/anyPath';
import type { LinqRequest } from '../../../linq/wire/client';
import type { ItemParameters } from '../../parameters/itemParameters';
import { asOutput } from '../../steps/output';
import type { Operation } from '../operation';
import {
	bodyField,
	keyOption,
	laneOption,
	methodField,
	pathField,
	queryParametersField,
} from './fields';

const methods = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;

const hints: Hints = {
	404: 'Check the path: Linq has no such call, or nothing with the ID in it.',
	405: 'Check the method: Linq takes another for this path.',
};

/** Some calls answer in a kind of JSON of their own, some with nothing. */
const anything = 'application/json, */*;q=0.8';

/** Linq API → Request: any call of https://docs.linqapp.com/. */
export const request: Operation = {
	entry: {
		name: 'Request',
		value: 'request',
		description: 'Make any request to Linq, also one that has no operation here yet',
		action: 'Make any request',
	},
	toolDescription:
		"Make one request to Linq's API v3. Method: GET reads; DELETE, PATCH, POST and PUT change something, at once and for good. Path: what follows /v3/, such as chats/{chatId}/messages, with real IDs in it. Query parameters: a name and a value each. Body: a JSON object. Comes back: Linq's own JSON object as it is, or success where Linq answers with nothing.",
	fields: [methodField, pathField, queryParametersField, bodyField],
	options: [keyOption, laneOption],
	prepare(item) {
		const pieces = piecesOf(item.fields.value('path'));
		const asked = readRequest(item, pieces);
		return {
			lane: laneOf(item, pieces),
			async run({ client }, patience) {
				const answer = await client.request(asked, patience);
				return [asOutput(Object.keys(answer).length === 0 ? { success: true } : answer)];
			},
		};
	},
};

function readRequest(item: ItemParameters, pieces: string[]): LinqRequest {
	const path = anyPath(pieces);
	const method = item.fields.choice('method', 'Method', methods) ?? 'GET';
	const parameters = readParameters(item);
	// As in Agent Payment → Get Credentials.
	const isSecret = pieces.at(-1)!.toLowerCase() === 'credentials';
	const asked = { method, path, parameters, hints, isSecret, accept: anything };
	if (method === 'GET') return asked;
	const body = readBody(item);
	const key = item.options.isInUse('idempotencyKey', keyOption.displayName)
		? item.idempotencyKey(() => [method, path, parameters, body], 'header')
		: undefined;
	const hasKey = key !== undefined || (method === 'POST' && hasOwnKey(body, pieces));
	return {
		...asked,
		...(body && { body: withKey(body, key) as Record<string, GenericValue> }),
		idempotencyKey: key,
		emptyStatus: 202,
		write: { again: hasKey ? 'once' : 'twice', look: 'into your Linq account' },
	};
}

/** Each as often as it is named. */
function readParameters(item: ItemParameters): Array<[name: string, value: string]> {
	return item.fields.rows('queryParameters', 'parameters').map((row) => {
		const name = trimmed(row.requiredText('name', 'The name of a query parameter'));
		const value = row.value('value');
		const text = typeof value === 'boolean' ? String(value) : row.text('value', 'Value');
		if (trimmed(text) === '') {
			throw invalidInput(
				`The query parameter ${name} is empty`,
				'Fill it in, or the field of this record that it reads; or remove the parameter.',
			);
		}
		if (/[\p{Cc}\p{Cs}]/u.test(name + text)) {
			throw invalidInput(
				`The query parameter ${name} has characters in it that can't be sent`,
				'Use letters, digits and signs, on one line.',
			);
		}
		return [name, text];
	});
}

/** @returns a plain object; undefined for nothing */
function readBody({ fields }: ItemParameters): JsonObject | undefined {
	if (!fields.has('body')) return undefined;
	const value = fields.value('body');
	checkWritable(value);
	const body = parsed(typeof value === 'string' ? value : JSON.stringify(value));
	checkWritable(body);
	if (isObject(body)) return body;
	throw invalidInput(
		'The body is no JSON object',
		'Write it in braces, with names and texts in double quotes, such as { "handle": "+12025550100" }, or use an expression that gives an object.',
	);
}

function parsed(text: string | undefined): unknown {
	try {
		return JSON.parse(trimmed(text ?? ''));
	} catch {
		return undefined;
	}
}

/** Of which part of the body Linq takes a key, by what the path of the call ends in. */
const keptIn = new Map([
	['chats', 'message'],
	['messages', 'message'],
	['polls', 'poll'],
]);

/** Whether the body brings a key that Linq takes there: elsewhere, it would do all of it again. */
function hasOwnKey(body: JsonObject | undefined, pieces: string[]): boolean {
	const part = body?.[keptIn.get(pieces.at(-1)!) ?? ''];
	return isObject(part) && isKey(part.idempotency_key);
}

function isKey(value: unknown): boolean {
	return typeof value === 'string' && trimmed(value) !== '';
}

/** The body with the key wherever Linq takes it there, unless it has one. */
function withKey(body: JsonObject, key: string | undefined): JsonObject {
	if (key === undefined) return body;
	const named = (name: string) => {
		const part = body[name];
		if (!isObject(part) || isKey(part.idempotency_key)) return {};
		return { [name]: { ...part, idempotency_key: key } };
	};
	return { ...body, ...named('message'), ...named('poll') };
}

/** Items for the same chat go one after another, as those of all operations do. */
function laneOf({ options }: ItemParameters, [first, second]: string[]): string | undefined {
	if (options.isInUse('lane', laneOption.displayName)) {
		return `named ${options.trimmedText('lane', laneOption.displayName)}`;
	}
	return first === 'chats' && second !== undefined ? second.toLowerCase() : undefined;
}

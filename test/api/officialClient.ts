/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { callKey, note, type Fields, type Surface } from './surface';

/** The verbs of the client's methods; those that list are GET. */
const verbs: Record<string, string> = {
	...{ get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' },
	getAPIList: 'GET',
};

/** Linq nests nothing nearly as deep. */
const deepest = 8;

/**
 * Reads Linq's official client for Node: each method of its resources makes one call, and the types
 * of its parameters name the fields.
 *
 * @param folder where it is installed, such as `node_modules/@linqapp/sdk`
 */
export function readOfficialClient(folder: string): Surface {
	const source = path.join(folder, 'src/resources/index.ts');
	if (!existsSync(source)) throw new Error(`There is no official client in ${folder}`);
	const options = {
		strict: true,
		target: ts.ScriptTarget.ES2022,
		lib: ['lib.es2022.d.ts'],
		module: ts.ModuleKind.Preserve,
		moduleResolution: ts.ModuleResolutionKind.Bundler,
		skipLibCheck: true,
		types: [],
	};
	const program = ts.createProgram([source], options, hostFor(options));
	const checker = program.getTypeChecker();
	const calls = new Map<string, Fields>();
	for (const file of program.getSourceFiles()) {
		if (!path.resolve(file.fileName).startsWith(path.resolve(folder, 'src/resources'))) continue;
		forEachMethod(file, (method) => {
			const call = callIn(method);
			if (call !== undefined) calls.set(call, fieldsOf(method, checker));
		});
	}
	const { name, version } = JSON.parse(
		readFileSync(path.join(folder, 'package.json'), 'utf8'),
	) as Record<string, string>;
	return { source: `${name} ${version}`, calls };
}

/** The client's own types alone: no field of a request is of Node's or a browser's. */
function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
	return {
		...ts.createCompilerHost(options),
		jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
		resolveTypeReferenceDirectiveReferences: (references) =>
			references.map(() => ({ resolvedTypeReferenceDirective: undefined })),
	};
}

function forEachMethod(file: ts.SourceFile, visit: (method: ts.MethodDeclaration) => void): void {
	for (const statement of file.statements) {
		if (!ts.isClassDeclaration(statement)) continue;
		for (const member of statement.members) if (ts.isMethodDeclaration(member)) visit(member);
	}
}

/** What `this._client.post(…)` in a method asks for; undefined where there is none. */
function callIn(node: ts.Node): string | undefined {
	if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
		const { name, expression } = node.expression;
		const verb = verbs[name.text];
		const asked = node.arguments[0];
		if (verb !== undefined && asked !== undefined && expression.getText() === 'this._client') {
			return callKey(verb, pathIn(asked));
		}
	}
	return ts.forEachChild(node, callIn);
}

/** A path as the client writes it, with `{}` for each piece that is put in. */
function pathIn(node: ts.Node): string {
	const text = ts.isTaggedTemplateExpression(node) ? node.template : node;
	if (ts.isStringLiteral(text) || ts.isNoSubstitutionTemplateLiteral(text)) return text.text;
	if (!ts.isTemplateExpression(text)) throw new Error(`No path: ${node.getText()}`);
	return text.head.text + text.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

/** What stands in the path and what is the client's own business is no field of the request. */
function fieldsOf(method: ts.MethodDeclaration, checker: ts.TypeChecker): Fields {
	const fields: Fields = new Map();
	for (const parameter of method.parameters) {
		const type = checker.getNonNullableType(checker.getTypeAtLocation(parameter));
		const isOwn = parameter.name.getText() === 'options' || isText(type);
		if (!isOwn) noteFields(type, '', { fields, checker });
	}
	return fields;
}

interface Notes {
	fields: Fields;
	checker: ts.TypeChecker;
}

function noteFields(type: ts.Type, place: string, notes: Notes, depth = 0): void {
	const { fields, checker } = notes;
	if (depth > deepest) return;
	for (const one of type.isUnion() ? type.types : [type]) {
		if (one.isStringLiteral()) {
			note(fields, place, [one.value]);
		} else if (checker.isArrayType(one)) {
			const [element] = checker.getTypeArguments(one as ts.TypeReference);
			if (element) noteFields(element, place, notes, depth + 1);
		} else if ((one.flags & ts.TypeFlags.Object) !== 0 && !checker.isTupleType(one)) {
			for (const property of checker.getPropertiesOfType(one)) {
				const inside = place === '' ? property.name : `${place}.${property.name}`;
				note(fields, inside);
				noteFields(checker.getTypeOfSymbol(property), inside, notes, depth + 1);
			}
		}
	}
}

function isText(type: ts.Type): boolean {
	return (type.flags & ts.TypeFlags.StringLike) !== 0;
}

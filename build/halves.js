const { readFile } = require('node:fs/promises');
const typescript = require('typescript');

/**
 * An operation has in one file what the editor shows of it and what it does. n8n reads the first when
 * it starts, and the second, which is far more, perhaps never, so each half is bundled without the
 * other. This leaves the other half out of a source; what nothing uses then, esbuild leaves out.
 */

/** What the editor needs of an operation, and of its entry in the menu, and nobody else. */
const shownOnly = ['toolDescription', 'fields', 'updateFields', 'options', 'sort'];
const shownOfEntry = ['name', 'description', 'action'];

/** What an operation does. That it has a preview has an option be shown. */
const doneOnly = ['prepare', 'preview'];

/** An esbuild plugin. `half` is `shown` or `done`. */
const halfOfSources = (half) => ({
	name: `what is ${half}`,
	setup(bundler) {
		bundler.onLoad({ filter: /[\\/]nodes[\\/].*\.ts$/ }, async ({ path: file }) => ({
			contents: halfOf(half, await readFile(file, 'utf8')),
			loader: 'ts',
		}));
	},
});

function halfOf(half, text) {
	const source = typescript.createSourceFile('', text, typescript.ScriptTarget.Latest, true);
	const changes = [...cutOperations(half, source), ...markAsPure(half, source)];
	return changes
		.sort((one, other) => other.from - one.from)
		.reduce((left, { from, to, by }) => left.slice(0, from) + by + left.slice(to), text);
}

/**
 * Every object that has both an `entry` of the menu and something to `prepare` is an operation; one
 * that has `names` and says how to `simplify` what has them is a long answer.
 */
function cutOperations(half, source) {
	const changes = [];
	const cut = (members, names) => {
		for (const name of names) {
			const member = members.get(name);
			if (member === undefined) continue;
			const by = name === 'preview' ? 'preview: true,' : '';
			const { end } = member;
			changes.push({ from: member.getStart(), to: source.text[end] === ',' ? end + 1 : end, by });
		}
	};
	const visit = (node) => {
		const members = membersOf(node);
		if (members.has('entry') && members.has('prepare')) {
			cut(members, half === 'shown' ? doneOnly : shownOnly);
			const { initializer: entry } = members.get('entry');
			if (half === 'done' && entry) cut(membersOf(entry), shownOfEntry);
		}
		if (half === 'shown' && members.has('names')) cut(members, ['simplify']);
		typescript.forEachChild(node, visit);
	};
	visit(source);
	return changes;
}

function membersOf(node) {
	const members = typescript.isObjectLiteralExpression(node) ? node.properties : [];
	return new Map(members.map((member) => [member.name?.text, member]));
}

/**
 * No import does anything but make values, so whatever isn't used may go. esbuild has to be told so
 * of calls, and of fields that others are spread into.
 */
function markAsPure(half, source) {
	const values = source.statements
		.filter(typescript.isVariableStatement)
		.flatMap(({ declarationList }) => declarationList.declarations)
		.filter(({ initializer }) => initializer !== undefined);
	return values.flatMap(({ initializer, type }) => {
		const [from, to] = [initializer.getStart(), initializer.end];
		const mark = '/* @__PURE__ */ ';
		if (typescript.isCallExpression(initializer)) return [{ from, to: from, by: mark }];
		if (half === 'shown' || !type?.getText().includes('INodeProperties')) return [];
		return [
			{ from, to: from, by: `${mark}(() => (` },
			{ from: to, to, by: '))()' },
		];
	});
}

module.exports = { halfOfSources };

// The house's own rules, beside n8n's for every community node: those are in eslint.config.mjs, which
// `n8n-node lint` takes only as n8n's template has it.
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importPlugin from 'eslint-plugin-import-x';
import regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import js from '@eslint/js';
import typescript from 'typescript-eslint';

/**
 * Imports run one way: LinqChat → search, items, linq; LinqChatTrigger → search, linq; search → linq.
 * Within a house, each room knows those that stand before it.
 */
const nothingAbove = (...folders) => ({
	'no-restricted-imports': [
		'error',
		{
			patterns: folders.map((folder) => ({
				group: [`**/${folder}/**`, `**/${folder}`],
				message: `Imports run one way: this folder knows nothing of ${folder}.`,
			})),
		},
	],
});

/** The rooms of a folder of nodes/, of which none knows those after it. */
const roomsOf = (folder, rooms, ...outside) =>
	rooms.map((room, index) => ({
		files: [`nodes/${folder}/${room}/**/*.ts`],
		rules: nothingAbove(...rooms.slice(index + 1), ...outside),
	}));

const outsideLinq = ['items', 'search', 'LinqChat', 'LinqChatTrigger', 'credentials'];
const linqRooms = [
	'libraries',
	'values',
	'wire',
	'people',
	'files',
	'chats',
	'messages',
	'webhooks',
	'payments',
];
const stepRooms = ['parameters', 'composer', 'steps', 'questions', 'resources'];

export default defineConfig(
	globalIgnores(['dist', 'coverage', 'node_modules']),
	{
		files: ['**/*.ts'],
		extends: [
			js.configs.recommended,
			typescript.configs.recommendedTypeChecked,
			importPlugin.flatConfigs.recommended,
		],
		languageOptions: { parserOptions: { projectService: true } },
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
		rules: {
			'import-x/no-cycle': 'error',
			'import-x/no-named-as-default-member': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
		},
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		// No rule of n8n's or of ours is switched off in what n8n runs.
		linterOptions: { noInlineConfig: true },
		plugins: { regexp },
		rules: {
			// Text comes from strangers: none of it may hold n8n up.
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
		},
	},
	{
		files: ['test/**/*.ts'],
		// Tests switch off rules for what n8n runs, which only eslint.config.mjs asks for.
		plugins: { '@n8n/community-nodes': n8nCommunityNodesPlugin },
		linterOptions: { reportUnusedDisableDirectives: 'off' },
	},
	{
		files: ['nodes/linq/**/*.ts'],
		rules: nothingAbove(...outsideLinq),
	},
	...roomsOf('linq', linqRooms, ...outsideLinq),
	...roomsOf('LinqChat', stepRooms, 'search', 'LinqChatTrigger', 'credentials'),
	{
		files: ['nodes/LinqChatTrigger/**/*.ts'],
		rules: nothingAbove('items', 'LinqChat', 'credentials'),
	},
	{
		files: ['nodes/search/**/*.ts'],
		rules: nothingAbove('items', 'LinqChat', 'LinqChatTrigger', 'credentials'),
	},
	{
		files: ['nodes/items/**/*.ts'],
		rules: nothingAbove('linq', 'search', 'LinqChat', 'LinqChatTrigger', 'credentials'),
	},
);

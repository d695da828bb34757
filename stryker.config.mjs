import { tmpdir } from 'node:os';
import path from 'node:path';

/** `npm run test:mutations`, for the room of sources that `ROOM` names: test/mutations. */
const room = process.env.ROOM;

export default {
	testRunner: 'jest',
	// The room's own tests are chosen by jest.config.js; most others get to it as well, and take long.
	jest: { configFile: 'jest.config.js', enableFindRelatedTests: false },
	mutate: [
		`nodes/${room}/*.ts`,
		// Nothing to decide: a table, and what only puts others together in n8n.
		'!nodes/linq/webhooks/eventTypes.ts',
		'!nodes/linq/wire/connect.ts',
		'!nodes/linq/session.ts',
	],
	coverageAnalysis: 'perTest',
	ignoreStatic: true,
	concurrency: 1,
	// Beyond one and a half times what the tests take: what waits for ever is tried some hundreds of times.
	timeoutMS: 1_000,
	// Not in the checkout, whose linter would find the changed sources there.
	tempDirName: path.join(tmpdir(), 'n8n-nodes-linq-chat-mutations'),
	reporters: ['progress-append-only', 'json'],
	jsonReporter: { fileName: `coverage/mutations/${room?.replace('/', '-')}.json` },
	allowConsoleColors: false,
};

import { eventTypes } from '../../nodes/linq/webhooks/eventTypes';
import { leftOut, uncertain, type LeftOut } from './leftOut';
import { menuNameOf } from './menuNames';
import { anyCall, operationCalls } from './operationCalls';
import { calls } from './requests';
import { eventsOf, keyOf, type Surface } from './surface';

/** The newest version of Linq's API that all of it was checked against. */
const documented = '2026-11-25';

const trigger = 'Linq Chat Trigger';

/**
 * The page `docs/linq-api.md`.
 *
 * @param client the official client that the tests compare with
 */
export function linqApiPage(client: Surface): string {
	const [, version] = client.source.split(' ');
	const events = eventsOf(client);
	const checked = (isThere: boolean) => (isThere ? `client ${version}` : 'documentation');
	const rows = [
		...calls.map((call) => [
			`\`${call}\``,
			operationsFor(call).map(menuNameOf).join(', '),
			checked(client.calls.has(keyOf(call))),
		]),
		...eventTypes.map(({ type, name }) => [
			`\`${type}\``,
			`${trigger} → ${name}`,
			checked(events.has(type)),
		]),
	];
	return `# Linq's API, and where it is in the menu

The ${calls.length} calls and ${eventTypes.length} kinds of events of Linq's API v3 that the package has. \`npm run api:table\` writes this page from the code; a test fails when the two disagree, another one when an operation makes other calls than stand here.

It is the API as it was known on ${documented}: Linq's clients of 2026-08-20 (Node 0.44.3), and what its list of changes up to Node 0.71.2 (2026-09-26), newer types and documentation add. What client ${version} has of it, the newest that can be installed, is compared with the client itself, request by request; the rest with Linq's documentation. \`npm run api:drift\` names what Linq has added since.

Any other call, also one that Linq adds tomorrow, can be made with **${menuNameOf(anyCall)}**. Events without a name here stand under their own in the trigger's option **More Event Names or IDs**. All events can also be picked in **Webhook Subscription → Create** and **Update**.

For each operation, and for the trigger, there is a small workflow to import: [test/workflows](../test/workflows). Choose your credential in it, and your own chats, people and numbers in place of those in it, which exist for examples only.

${tableOf([['Linq', 'In the menu', 'Checked against'], ...rows])}

## Left out

${leftOut.map((one) => `- ${nameOf(one)}: ${one.why}`).join('\n')}
${uncertain.map((sentence) => `- ${sentence}`).join('\n')}
`;
}

/** As Prettier lays it out; the first row is the head. */
function tableOf(rows: string[][]): string {
	const widths = rows[0]!.map((_, column) =>
		Math.max(...rows.map((cells) => cells[column]!.length)),
	);
	const lines = rows.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column]!)));
	const rule = widths.map((width) => '-'.repeat(width));
	return [lines[0]!, rule, ...lines.slice(1)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function operationsFor(call: string): string[] {
	return Object.keys(operationCalls).filter((operation) =>
		operationCalls[operation]!.some((made) => made === call),
	);
}

function nameOf({ call, field, values }: LeftOut): string {
	const names = [values?.join('`, `'), field, call].filter((name) => name !== undefined);
	return names.map((name) => `\`${name}\``).join(' of ');
}

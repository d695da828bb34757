import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { LinqChat } from '../../nodes/LinqChat/LinqChat.node';
import { menu, titleOf } from './operations';
import { byId, reportsOf, startSetting, type Setting } from './setting';

const { properties } = new LinqChat().description;

const fieldsOf = (title: string) => menu.find((entry) => titleOf(entry) === title)!.fields;
const named = (title: string, name: string) =>
	fieldsOf(title).find((field) => field.name === name)!;
const namesIn = ({ options = [] }: INodeProperties) =>
	(options as INodeProperties[]).map(({ name }) => name);

/** Everything that has a name in the editor. */
function labelsOf(field: INodeProperties): string[] {
	const { displayName, type, options = [] } = field;
	if (type === 'collection') {
		return [displayName, ...(options as INodeProperties[]).flatMap(labelsOf)];
	}
	if (type === 'fixedCollection') {
		const groups = options as INodePropertyCollection[];
		return [displayName, ...groups.flatMap(({ values }) => values.flatMap(labelsOf))];
	}
	return [displayName];
}

test.each(['chat: create', 'message: sendToHandles'])(
	'%s: the panel, the menu and the model say that several people get one group',
	(title) => {
		const [resource, operation] = title.split(': ');
		const said = "see each other's numbers";
		expect(named(title, 'to').hint).toContain(said);
		const entry = properties
			.filter(({ name, displayOptions }) => {
				return name === 'operation' && displayOptions?.show?.resource?.includes(resource);
			})
			.flatMap(({ options }) => options as INodePropertyOptions[])
			.find(({ value }) => value === operation)!;
		expect(entry.description).toContain(said);
		expect(entry.action).toContain('new group');
		const told = properties.find(({ name, displayOptions }) => {
			const { show } = displayOptions ?? {};
			const isIts = show?.resource?.includes(resource) && show.operation?.includes(operation);
			return name === 'toolDescription' && isIts;
		})!;
		expect(told.default).toContain(said);
	},
);

test.each([
	['chat: update', ['groupChatIcon', 'displayName']],
	['contactCard: update', ['firstName', 'lastName', 'imageUrl']],
	['webhookSubscription: update', ['isActive', 'subscribedEvents', 'targetUrl', 'phoneNumbers']],
])('%s: what is changed stands apart from technical options, and before them', (title, changed) => {
	const names = fieldsOf(title).map(({ name }) => name);
	expect(names.slice(-2)).toEqual(['updateFields', 'options']);
	expect(namesIn(named(title, 'updateFields'))).toEqual(changed);
	for (const name of changed) expect(namesIn(named(title, 'options'))).not.toContain(name);
});

test('one thing has one name: pictures, web addresses, files, your numbers', () => {
	const labels = menu.flatMap(({ fields }) => fields.flatMap(labelsOf));
	expect(
		labels.filter((label) => /\b(Icon|Image|URL|Attachment|From|With|Preferred)\b/.test(label)),
	).toEqual([]);
});

test('a wrong ID is told by the name of its field, and what was typed is not said to look like another', () => {
	const locators = menu
		.flatMap(({ fields }) => fields)
		.filter(({ type }) => type === 'resourceLocator');
	const messages = locators.flatMap(({ displayName, modes = [] }) =>
		modes.flatMap(({ validation = [] }) =>
			validation.map((one) => ({
				displayName,
				message: JSON.stringify(one).replace(/.*"errorMessage":"([^"]*)".*/, '$1'),
			})),
		),
	);
	expect(messages.length).toBeGreaterThan(20);
	for (const { displayName, message } of messages) {
		expect(message).toMatch(
			new RegExp(`^${displayName}: this is not an ID\\. An ID has the form .*choose From List\\.$`),
		);
	}
});

test('leaving the forwarding number empty says in the panel what it does', () => {
	expect(named('phoneNumber: update', 'forwardingNumber').hint).toMatch(/empty.*no longer/);
});

describe('in n8n', () => {
	let setting: Setting;

	beforeEach(async () => {
		setting = await startSetting();
	});

	afterEach(async () => {
		await setting.linq.close();
	});

	test('an email address is refused for RCS before Linq is asked', async () => {
		const result = await setting.run('handle', 'checkRcs', [{ json: {} }], {
			address: 'jo@example.com',
		});
		expect(reportsOf(result)).toMatchObject([
			{ message: 'RCS reaches phone numbers only, and this is an email address', attempts: 0 },
		]);
		expect(setting.linq.requests).toEqual([]);
	});

	test('a message by iMessage only fails for a group that has someone without it', async () => {
		const { linq, chatId } = setting;
		linq.account.setCapabilities('+12025550102', ['RCS', 'SMS']);
		const send = async (preferredService: string) => {
			const parameters = { chatId: byId(chatId), text: 'Hi', options: { preferredService } };
			const { success } = await setting.run('message', 'send', [{ json: {} }], parameters);
			await linq.settled();
			return linq.account.message((success[0]!.json.message as { id: string }).id)!;
		};
		expect(await send('iMessage')).toMatchObject({ delivery_status: 'failed' });
		expect(await send('RCS')).toMatchObject({ delivery_status: 'queued', service: 'RCS' });
	});

	test('a reaction comes out with what it was about', async () => {
		const { linq, chatId } = setting;
		const { id } = linq.account.addMessage(linq.account.chat(chatId)!, { text: 'Hello' });
		const react = async (chat?: string) => {
			const parameters = { messageId: byId(id), ...(chat !== undefined && { chatId: byId(chat) }) };
			const { success } = await setting.run('message', 'react', [{ json: {} }], parameters);
			return success[0]!.json;
		};
		expect(await react(chatId)).toMatchObject({
			chat_id: chatId,
			message_id: id,
			status: 'accepted',
		});
		expect(await react()).toMatchObject({ chat_id: null, message_id: id });
	});
});

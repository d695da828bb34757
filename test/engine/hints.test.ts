import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { menu, titleOf, usableParameters } from './operations';
import { byId, ownLine, reportsOf, startSetting, type Setting } from './setting';

let setting: Setting;

beforeEach(async () => {
	setting = await startSetting();
});

afterEach(async () => {
	await setting.linq.close();
});

const says = {
	add: 'The chat does not allow this now: see whether it is on iMessage (others may not be changed), whether it has at least three people, and whether the person is in it already; the option Skip If Already in the Chat lets that pass.',
	alreadyIn:
		'There is nothing to do for this record: with the option Skip If Already in the Chat, it comes out on Success.',
	otherService:
		"The person can't be reached on the service this chat uses (iMessage, RCS or SMS), or Linq can't change chats on it; create a new chat with everyone instead.",
	remove:
		'The chat does not allow this now: see whether it is on iMessage (others may not be changed), whether the person is in it, and whether at least three people would remain.',
	left: 'Your number has left this chat already; there is nothing to do for this record.',
	leave:
		'Your number can leave iMessage groups of at least four people, itself among them; pick another chat, or add someone to this one first.',
	leaveOther: 'Your number can leave iMessage groups only; pick another chat.',
	share:
		'Your number in this chat has no contact card to share; set one up with Contact Card → Create first.',
	shareOther:
		'Contact cards can be shared in iMessage chats only; introduce yourself in a message instead.',
	memo: "This chat's messaging service takes no voice memos; send the sound file along with a message instead.",
	location:
		'A location can be asked for in iMessage chats between two people only; pick another chat.',
	sharing:
		'Linq takes this in iMessage chats between two people, and not while the person shares their location already: see whether Location → Get has it, or pick another chat.',
	askedBefore:
		'This person was asked a short while ago; try this record again when they had time to answer.',
	writeFirst:
		'See whether your number has written in this chat: contact cards can be shared after that only.',
	polls: 'Polls work in iMessage chats only; pick another chat, or ask in a message instead.',
	poll: 'Check the poll: give the message_id that Poll → Create answered with. It may have been deleted, or belong to another account.',
	cards:
		'Linq takes few changes of a contact card (three in ten minutes for each of your numbers), or limits your account now; try this record again in ten minutes.',
	unfinished: 'Linq could not finish the contact card: try this record again in a few minutes.',
	cardsLater:
		'Linq takes no contact cards at the moment: wait some minutes before you try this record again.',
	reply:
		'Check the message in the option Reply To: it may have been deleted, or belong to another account.',
	mention: 'Mentions work in group chats only: remove the option Mention, or pick a group.',
	clip: 'App Clips and payment cards go by iMessage only: remove the option Messaging Service, or send the address as a text.',
	audits:
		'Linq takes audits of a number only now and then, or limits your account now: read the last one with Get Reputation Audit, or run this record again later.',
	noLine:
		'None of your numbers can write to these people now: look in your Linq account which of them are well, and try this record again later.',
	own: 'Only messages from your own numbers can be edited; if this is one, ask Linq whether your account may do this.',
	edit: 'A message can be edited up to 5 times, and within 15 minutes after it was sent; send a new message instead.',
	editOther:
		"Messages can't be edited on the messaging service of this chat; send a new message instead.",
	ownCard: 'Correct the card as Linq says; only cards that your own numbers sent can be updated.',
	delivered:
		'The card must have been delivered first: wait until the Linq Chat Trigger tells of message.delivered, then try this record again.',
	chatOfMessage:
		'Check the message: the chat that it is in may have been deleted, or belong to another account.',
	leftChatOfMessage:
		'Your number has left the chat that this message is in; have somebody in it add it again, or pick another message.',
	stripe:
		'Connect a Stripe account that can take payments with your Linq account; if there is one, ask Linq whether your account may do this.',
	closed:
		'It is paid, canceled or expired already: look with Payment Request → Get. What was paid is given back in your Stripe dashboard.',
	request: 'Check the ID of the payment request.',
	code: 'The code is wrong, used already, or too old: connect the customer again with Connect Customer, and take the new code and its connect_id.',
	card: 'There is a card only once the payment is ready: look with Agent Payment → Get, and run this record again once its status is ready.',
	experience: 'Your account has no such experience: Experience → Get Many shows those that it has.',
	blocked:
		'You have blocked this person: unblock them first, with Blocked Person → Unblock, or leave them out.',
	address:
		'There is a subscription with this address already: update or delete that one, or use another address.',
};

const target: INodeParameters = { targetUrl: 'https://example.com/linq' };

/** What an operation says to do where Linq refuses with this. */
async function hintOf(
	title: string,
	status: number,
	code: number | undefined,
	updateFields?: INodeParameters,
): Promise<string> {
	const usable = usableParameters(menu.find((entry) => titleOf(entry) === title)!);
	const parameters = {
		...{ ...usable, source: 'url' },
		...(updateFields && { updateFields }),
	};
	setting.linq.faults.add({ kind: 'error', status, code });
	const [resource, operation] = title.split(': ') as [string, string];
	const result = await setting.run(resource, operation, [{ json: {} }], parameters);
	return reportsOf(result)[0]!.hint;
}

test.each<[string, number, number | undefined, string]>([
	['chat: addParticipant', 409, 2015, says.add],
	['chat: addParticipant', 409, 2017, says.otherService],
	['chat: removeParticipant', 409, 2015, says.remove],
	['chat: leave', 409, 2013, says.left],
	['chat: leave', 409, 2015, says.leave],
	['chat: leave', 409, 2017, says.leaveOther],
	['chat: shareContactCard', 404, 2012, says.share],
	['chat: shareContactCard', 409, 2015, says.writeFirst],
	['chat: shareContactCard', 409, 2017, says.shareOther],
	['chat: sendVoiceMemo', 409, 2017, says.memo],
	['location: request', 429, 1007, says.askedBefore],
	['location: request', 409, 2015, says.sharing],
	['location: request', 409, 2016, says.location],
	['location: request', 409, 2017, says.location],
	['location: request', 409, undefined, says.sharing],
	['poll: create', 409, 2017, says.polls],
	['poll: get', 404, 2002, says.poll],
	['poll: addChoices', 404, 2002, says.poll],
	['poll: vote', 404, 2002, says.poll],
	['message: placeSticker', 404, 2001, says.chatOfMessage],
	['chat: create', 404, 2002, says.reply],
	['message: send', 404, 2002, says.reply],
	['message: sendToHandles', 404, 2002, says.reply],
	['chat: create', 409, 2023, says.mention],
	['message: send', 409, 2023, says.mention],
	['message: send', 409, 2028, says.clip],
	['message: sendToHandles', 409, 2028, says.clip],
	['message: sendToHandles', 409, 2015, says.noLine],
	['message: sendToHandles', 409, undefined, says.noLine],
	['contactCard: create', 429, 1007, says.cards],
	['contactCard: update', 429, undefined, says.cards],
	['phoneNumber: auditReputation', 429, 1007, says.audits],
	['phoneNumber: auditReputation', 429, undefined, says.audits],
	['contactCard: create', 500, 2022, says.unfinished],
	['contactCard: update', 503, 4004, says.cardsLater],
	['message: edit', 403, 2005, says.own],
	['message: edit', 409, 2015, says.edit],
	['message: edit', 409, 2017, says.editOther],
	['message: edit', 404, 2001, says.chatOfMessage],
	['message: edit', 409, 2013, says.leftChatOfMessage],
	['message: react', 404, 2001, says.chatOfMessage],
	['message: react', 409, 2013, says.leftChatOfMessage],
	['message: updateAppCard', 400, 1008, says.ownCard],
	['message: updateAppCard', 409, 2015, says.delivered],
	['message: updateAppCard', 409, undefined, says.delivered],
	['message: updateAppCard', 404, 2001, says.chatOfMessage],
	['message: updateAppCard', 409, 2013, says.leftChatOfMessage],
	['paymentRequest: create', 403, 2005, says.stripe],
	['paymentRequest: create', 403, undefined, says.stripe],
	['paymentRequest: get', 404, 2021, says.request],
	['paymentRequest: cancel', 404, 2021, says.request],
	['paymentRequest: cancel', 409, 2015, says.closed],
	['paymentRequest: cancel', 409, undefined, says.closed],
	['payment: verifyHandle', 400, 1005, says.code],
	['payment: verifyHandle', 409, undefined, says.code],
	['payment: getCredentials', 409, 2015, says.card],
	['payment: getCredentials', 409, undefined, says.card],
	['experience: get', 404, undefined, says.experience],
	['message: send', 403, 2026, says.blocked],
	['message: sendToHandles', 403, 2026, says.blocked],
	['webhookSubscription: create', 409, 2015, says.address],
	['webhookSubscription: create', 409, undefined, says.address],
])('%s, %i/%j: %s', async (title, status, code, hint) => {
	expect(await hintOf(title, status, code)).toBe(hint);
});

test.each([2015, undefined])(
	'only a subscription that gets another address is told of the one that has it (%j)',
	async (code) => {
		const update = 'webhookSubscription: update';
		expect(await hintOf(update, 409, code, target)).toBe(says.address);
		expect(await hintOf(update, 409, code)).not.toBe(says.address);
	},
);

test('a new chat is said to take neither effect nor reply, where the message has one', async () => {
	const create = async (options: INodeParameters) => {
		const parameters = { from: byId(ownLine), to: '+12025550199', text: 'Hello', options };
		return reportsOf(await setting.run('chat', 'create', [{ json: {} }], parameters))[0];
	};
	expect(await create({ effect: 'confetti' })).toMatchObject({
		code: 1005,
		hint: 'A new chat takes neither an effect nor a reply in its first message: remove the options Effect and Reply To, or send this with Message → Send once the chat is there.',
	});
	setting.linq.faults.add({ kind: 'error', status: 400, code: 1005 });
	expect((await create({}))?.hint).toBe('Correct the value that Linq names.');
});

/** Operations that may well speak of the members of a group. */
const ofMembers = ['chat: addParticipant', 'chat: removeParticipant', 'chat: leave'];

test.each(menu.map(titleOf).filter((title) => !ofMembers.includes(title)))(
	'%s: a conflict is not said to be about the members of a group',
	async (title) => {
		for (const code of [2015, 2017, undefined]) {
			const hint = await hintOf(title, 409, code);
			expect(hint).not.toMatch(/three people|in it already|everyone|the option/);
		}
	},
);

/** What Linq refuses by itself: a group of three, one of its messages, and an address in use. */
function furnish(): INodeExecutionData {
	const { linq, chatId } = setting;
	const chat = linq.account.chat(chatId)!;
	const text = { type: 'text', value: 'One', text_decorations: null, reactions: null } as const;
	const edited = linq.account.addMessage(chat, { parts: [text] });
	edited.edits = 5;
	const card = linq.account.addMessage(chat, {
		parts: [
			{
				type: 'imessage_app',
				app: { name: 'Acme', team_id: 'ABCDE12345', bundle_id: 'com.example.acme' },
				...{ layout: { caption: 'One' }, fallback_text: 'One', url: '', reactions: null },
			},
		],
	});
	return { json: { chat: chatId, edited: edited.id, card: card.id } };
}

const chatId = byId('={{ $json.chat }}');

test.each<[string, string, INodeParameters, string]>([
	['chat', 'addParticipant', { chatId, handle: '+12025550101' }, says.alreadyIn],
	['chat', 'removeParticipant', { chatId, handle: '+12025550101' }, says.remove],
	['chat', 'leave', { chatId }, says.leave],
	['chat', 'shareContactCard', { chatId }, says.share],
	['location', 'request', { chatId }, says.location],
	['message', 'edit', { messageId: byId('={{ $json.edited }}'), text: 'Two' }, says.edit],
	[
		...(['message', 'updateAppCard'] as const),
		...([{ messageId: byId('={{ $json.card }}'), caption: 'Two' }, says.delivered] as const),
	],
])('%s: %s, refused by Linq itself', async (resource, operation, parameters, hint) => {
	const result = await setting.run(resource, operation, [furnish()], parameters);
	expect(reportsOf(result)).toMatchObject([{ attempts: 1, hint }]);
});

test('webhookSubscription: create, refused by Linq itself', async () => {
	const result = await setting.run('webhookSubscription', 'create', [{ json: {} }, { json: {} }], {
		...{ ...target, subscribedEvents: ['message.received'] },
	});
	expect(result.success).toHaveLength(1);
	expect(reportsOf(result)).toMatchObject([{ attempts: 1, hint: says.address }]);
});

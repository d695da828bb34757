import { Account, type AccountChat } from '../../emulator';

/** IDs of what the account holds before anybody asks anything. */
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const ids = {
	line: id(1),
	otherLine: id(2),
	/** Five people and the line. */
	group: id(10),
	/** The line and the first member. */
	direct: id(11),
	/** On the other line, which Linq would not write from any more. */
	flagged: id(12),
	/** The line and someone who shares nothing. */
	customer: id(2_001),
	/** With 230 messages, all of one thread. */
	busy: id(13),
	/** The line's, sent just now: a text, a picture and a text. */
	message: id(20),
	/** From a member. */
	question: id(21),
	/** From the other one in the direct chat. */
	greeting: id(49),
	/** The line's, delivered. */
	appCard: id(22),
	/** In the group, of the line's. */
	poll: id(23),
	/** The line's, on the first part of its message. */
	sticker: id(24),
	/** In the direct chat in which nobody shares their location. */
	askable: id(2_001),
	/** Of the busy chat, the oldest first. */
	threadStart: id(1_000),
	picture: id(30),
	recording: id(31),
	subscription: id(40),
	otherSubscription: id(41),
};

/** What can be voted for in the poll. */
export const choices = { friday: id(50), saturday: id(51) };

/** One's own lines. The second has no contact card. */
export const line = '+12025550100';
export const otherLine = '+442079460110';

/** Everyone else in the group. */
export const members = [
	'+12025550101',
	'+12025550102',
	'+12025550103',
	'+442079460958',
	'jo@example.com',
];

/** In no chat, with a phone that takes SMS only. */
export const oldPhone = '+12025556107';

export const bytes = { picture: Buffer.from('picture'), recording: Buffer.from('recording') };

/** An edit is possible for a quarter of an hour only. Everything else is older than this. */
export const newestDate = new Date().toISOString();

/** The same every time, but for the IDs of participants. */
export function testAccount(): Account {
	const account = new Account();
	Object.assign(account.addPhoneNumber({ phone_number: line }), { id: ids.line });
	Object.assign(account.addPhoneNumber({ phone_number: otherLine }), { id: ids.otherLine });
	account.flaggedLines.add(otherLine);
	account.addContactCard({ phone_number: line, first_name: 'Acme', last_name: 'Support' });
	account.sharePosition(members[0]!, { longitude: -77.04, latitude: 38.9, locality: 'Washington' });
	account.setCapabilities(oldPhone, ['SMS']);
	addFiles(account);
	addChats(account);
	addSubscriptions(account);
	return account;
}

function addFiles(account: Account): void {
	const picture = { filename: 'welcome.png', content_type: 'image/png' } as const;
	const recording = { filename: 'hello.mp3', content_type: 'audio/mpeg' } as const;
	for (const [name, file] of Object.entries({ picture, recording })) {
		const attachment = account.addAttachment({ ...file, bytes: bytes[name as keyof typeof bytes] });
		Object.assign(attachment, { id: ids[name as keyof typeof bytes], created_at: newestDate });
	}
}

function addChats(account: Account): void {
	const group = account.addChat({
		id: ids.group,
		display_name: 'Acme onboarding',
		from: line,
		handles: members,
		created_at: day(0, 5),
	});
	const text = (value: string) => {
		return { type: 'text', value, text_decorations: null, reactions: null } as const;
	};
	const picture = {
		type: 'media',
		id: ids.picture,
		url: 'https://cdn.example.com/welcome.png',
		filename: 'welcome.png',
		mime_type: 'image/png',
		size_bytes: bytes.picture.length,
		reactions: null,
	} as const;
	const card = {
		type: 'imessage_app',
		app: { name: 'Acme', team_id: 'ABCDE12345', bundle_id: 'com.example.acme.messages' },
		layout: { caption: 'Order 1' },
		fallback_text: 'Order 1',
		url: '',
		reactions: null,
	} as const;
	const welcome = account.addMessage(group, {
		id: ids.message,
		parts: [text('Welcome'), picture, text('See you there')],
		delivery_status: 'delivered',
		created_at: newestDate,
	});
	const sticker = { file_name: 'cat.png', mime_type: 'image/png', url: '', width: 1, height: 1 };
	const reaction = { id: ids.sticker, type: 'sticker', custom_emoji: null, is_me: true } as const;
	welcome.parts[0]!.reactions = [{ ...reaction, handle: group.handles[0]!, sticker }];
	account.addMessage(group, {
		id: ids.question,
		from: members[0],
		text: 'When do we start?',
		created_at: newestDate,
	});
	account.addMessage(group, {
		id: ids.appCard,
		parts: [card],
		delivery_status: 'delivered',
		created_at: newestDate,
	});
	const poll = { id: ids.poll, created_at: newestDate };
	const { options } = account.addPoll(group, ['Friday', 'Saturday'], poll);
	options.forEach((option, index) => (option.option_id = Object.values(choices)[index]!));
	const direct = account.addChat({
		id: ids.direct,
		from: line,
		handles: [members[0]!],
		created_at: day(0, 4),
	});
	account.addMessage(direct, {
		id: ids.greeting,
		from: members[0],
		parts: [text('Hello'), picture],
		created_at: newestDate,
	});
	account.addChat({
		id: ids.flagged,
		from: otherLine,
		handles: ['+442079460133'],
		service: 'RCS',
		created_at: day(0, 3),
	});
	addThread(
		account,
		account.addChat({
			id: ids.busy,
			display_name: 'Support',
			from: line,
			handles: members.slice(0, 2),
			created_at: day(0, 2),
		}),
	);
	for (let number = 1; number <= 230; number++) addCustomer(account, number);
}

/** More than two pages of replies. */
function addThread(account: Account, chat: AccountChat): void {
	const start = Number(ids.threadStart.slice(-12));
	for (let reply = 0; reply < 230; reply++) {
		account.addMessage(chat, {
			id: id(start + reply),
			from: reply % 2 === 0 ? line : members[0],
			text: `Message ${reply}`,
			reply_to: reply === 0 ? null : { message_id: ids.threadStart, part_index: 0 },
			delivery_status: 'read',
			created_at: day(1, reply),
		});
	}
}

/** Half of them groups, a third of them on the other line. */
function addCustomer(account: Account, number: number): void {
	const handle = `+1203555${String(number).padStart(4, '0')}`;
	const isGroup = number % 2 === 0;
	account.addChat({
		id: id(2_000 + number),
		display_name: isGroup ? `Customer ${number}` : undefined,
		from: number % 3 === 0 ? otherLine : line,
		handles: isGroup ? [handle, members[1]!] : [handle],
		created_at: day(-1, -number),
	});
}

function addSubscriptions(account: Account): void {
	const common = {
		signing_secret: 'whsec_c2VjcmV0',
		created_at: day(0, 0),
		updated_at: day(0, 0),
	};
	account.webhookSubscriptions.push(
		{
			...common,
			id: ids.subscription,
			target_url: 'https://example.com/linq',
			subscribed_events: ['message.received'],
			phone_numbers: null,
			is_active: true,
		},
		{
			...common,
			id: ids.otherSubscription,
			target_url: 'https://example.com/calls',
			subscribed_events: ['call.initiated', 'call.ended'],
			phone_numbers: [otherLine],
			is_active: false,
		},
	);
}

/** A date in March 2026, so many days and minutes on. */
function day(days: number, minutes: number): string {
	return new Date(Date.UTC(2026, 2, 9 + days, 0, minutes)).toISOString();
}

import { Account } from './account';
import type { AccountChat } from './chats';

/** The account's two own lines, E.164. */
export const WASHINGTON_LINE = '+12025550110';
export const LONDON_LINE = '+442079460110';

/** Groups that take new participants. */
export const ACME_ONBOARDING_ID = '5f0c7f4e-3a52-4d8b-9c1e-0a6b1d2e3f40';
export const SPRING_LAUNCH_ID = '1b8e6a90-7c3d-4f21-8e5a-94d0c2b7a6f1';
export const LONDON_VIEWINGS_ID = '9d2a4c17-5e8f-4b36-a0d9-3c7f1e6b8a52';
export const DELIVERY_DRIVERS_ID = 'c47b9e03-2f6d-4a18-b5c0-8e1d7a9f4263';
export const SUPPORT_ESCALATIONS_ID = '7e3f1d85-b9a4-4c60-92f7-5d0a8c6e1b74';
/** The one without a name. */
export const UNNAMED_GROUP_ID = 'e08d5b2c-61f9-4d73-8a4e-f2b6c9071d85';

/** Direct chats, which take nobody (1006). */
export const DANA_REYES_ID = '2c9a7e41-8d5b-4f06-b3e8-17f4d0a6c596';
export const PRIYA_SHAH_ID = 'a61f3c98-4e0d-4b75-9f2a-60c8e5d7b1a7';

/** A group Linq is still setting up (2009). */
export const CREATING_GROUP_ID = '38d4f6b0-9a1c-4e57-8c2d-b7e0f5a3c6b8';
/** A group the line has left (2013). */
export const LEFT_GROUP_ID = 'f5b2e8d6-0c7a-4139-a6e4-d9c1b3f8e7c9';

/** A message of yours in the Acme onboarding group, with a reply to it. */
export const WELCOME_MESSAGE_ID = '4d1f8b62-0c9e-4a75-b3d6-e27a5c8f9140';
/** A message to you in the direct chat with Dana Reyes. */
export const QUESTION_MESSAGE_ID = 'b96c3e07-51d2-4f8a-9e64-08d7f2a1c5b3';

/** Someone whose phone takes RCS and SMS, not iMessage, and is in no chat: 2017 in iMessage groups. */
export const RCS_ONLY_PHONE_NUMBER = '+12025550177';
/** Someone in no chat whose addition Linq accepts and never carries out, given `demoJoinDelays`. */
export const NEVER_JOINING_PHONE_NUMBER = '+12025550178';

/** To start the emulator with, beside the demo account. */
export const demoJoinDelays: ReadonlyMap<string, number> = new Map([
	[NEVER_JOINING_PHONE_NUMBER, Infinity],
]);

/** The account behind `npm run emulator` and the demo. Numbers are reserved for fiction. */
export function demoAccount(): Account {
	const account = new Account();
	account.addPhoneNumber({ phone_number: WASHINGTON_LINE, forwarding_number: '+12025550199' });
	account.addPhoneNumber({ phone_number: LONDON_LINE });
	account.addContactCard({
		phone_number: WASHINGTON_LINE,
		first_name: 'Acme',
		last_name: 'Support',
		image_url: 'https://acme.example/support.jpg',
	});
	account.setCapabilities(RCS_ONLY_PHONE_NUMBER, ['RCS', 'SMS']);

	account.addChat({
		id: ACME_ONBOARDING_ID,
		display_name: 'Acme onboarding',
		handles: ['+12025550121', '+12025550122', 'jordan.lee@acme.example'],
		created_at: '2026-03-09T14:30:00Z',
	});
	account.addChat({
		id: SPRING_LAUNCH_ID,
		display_name: 'Spring launch',
		handles: ['+12025550131', '+12025550132', '+12025550133', 'mei@studio.example.com'],
		created_at: '2026-03-06T09:12:00Z',
	});
	account.addChat({
		id: LONDON_VIEWINGS_ID,
		display_name: 'London viewings',
		service: 'RCS',
		from: LONDON_LINE,
		handles: ['+442079460121', '+442079460122'],
		created_at: '2026-03-04T16:45:00Z',
	});
	account.addChat({
		id: DELIVERY_DRIVERS_ID,
		display_name: 'Delivery drivers',
		service: 'SMS',
		handles: [
			'+12025550141',
			'+12025550142',
			'+12025550143',
			'+12025550144',
			'+12025550145',
			'+12025550146',
			'+12025550147',
		],
		created_at: '2026-02-27T07:05:00Z',
	});
	account.addChat({
		id: SUPPORT_ESCALATIONS_ID,
		display_name: 'Support escalations',
		handles: ['+12025550151', '+12025550152', '+33199005501'],
		created_at: '2026-02-20T11:20:00Z',
	});
	// Linq names a chat after its handles, comma-separated, unless this too is missing, as it may be.
	account.addChat({
		id: UNNAMED_GROUP_ID,
		display_name: null,
		handles: ['+12025550161', '+12025550162'],
		created_at: '2026-02-18T18:00:00Z',
	});
	account.addChat({
		id: CREATING_GROUP_ID,
		display_name: 'Partner summit',
		handles: ['+12025550171', '+12025550172', '+12025550173'],
		state: 'creating',
		created_at: '2026-02-12T08:30:00Z',
	});
	account.addChat({
		id: LEFT_GROUP_ID,
		display_name: 'Old pilot group',
		handles: ['+12025550181', '+12025550182', '+12025550183'],
		state: 'left',
		created_at: '2025-11-03T13:15:00Z',
	});
	account.addChat({
		id: DANA_REYES_ID,
		handles: ['+12025550121'],
		created_at: '2026-02-10T10:00:00Z',
	});
	account.addChat({
		id: PRIYA_SHAH_ID,
		service: 'RCS',
		from: LONDON_LINE,
		handles: ['+442079460133'],
		created_at: '2026-02-08T10:00:00Z',
	});
	addMessages(account);
	return account;
}

function addMessages(account: Account): void {
	const onboarding = account.chat(ACME_ONBOARDING_ID)!;
	account.addMessage(onboarding, {
		id: WELCOME_MESSAGE_ID,
		text: 'Welcome to Acme! The kick-off is on Thursday at 10.',
		delivery_status: 'read',
		created_at: '2026-03-09T14:30:00Z',
	});
	account.addMessage(onboarding, {
		from: '+12025550121',
		text: 'Thanks, see you there',
		reply_to: { message_id: WELCOME_MESSAGE_ID, part_index: 0 },
		created_at: '2026-03-09T14:42:00Z',
	});
	account.addMessage(onboarding, {
		text: 'The agenda follows tomorrow.',
		delivery_status: 'delivered',
		created_at: '2026-03-09T15:05:00Z',
	});
	account.addMessage(account.chat(DANA_REYES_ID)!, {
		id: QUESTION_MESSAGE_ID,
		from: '+12025550121',
		text: 'Can I bring a colleague?',
		created_at: '2026-03-09T16:20:00Z',
	});
}

/**
 * Adds `count` chats, each with a name and members of its own, a minute apart, the first of them
 * newest: every fourth a direct chat, the others groups of three to five.
 */
export function manyChats(account: Account, count: number): AccountChat[] {
	return Array.from({ length: count }, (_, index) => {
		const members = index % 4 === 3 ? 1 : 2 + (index % 3);
		return account.addChat({
			display_name: members > 1 ? `Customer group ${index + 1}` : undefined,
			handles: Array.from({ length: members }, (__, member) => fictionalNumber(index * 4 + member)),
			created_at: new Date(Date.UTC(2026, 0, 1) - index * 60_000).toISOString(),
		});
	});
}

/**
 * A different number for every index below 7 million: the exchange 555 in one area after another,
 * from 203 on, which leaves out the numbers of the demo account.
 */
function fictionalNumber(index: number): string {
	const area = 203 + Math.floor(index / 10_000);
	return `+1${area}555${String(index % 10_000).padStart(4, '0')}`;
}

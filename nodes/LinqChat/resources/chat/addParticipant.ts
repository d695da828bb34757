import type { INodeProperties } from 'n8n-workflow';
import type { Output } from '../../../items/outputs';
import type { Chat } from '../../../linq/chats/chats';
import { asFailure, LinqError } from '../../../linq/errors';
import type { Session } from '../../../linq/session';
import type { Patience } from '../../../linq/wire/client';
import { defaultCountryOption, handleField } from '../../parameters/fields';
import type { ItemParameters } from '../../parameters/itemParameters';
import { readWaitTimeout, waitTimeoutOption } from '../../parameters/waiting';
import type { Later } from '../../steps/step';
import type { Operation } from '../operation';
import { confirmed } from './confirmed';
import { groupChatField } from './fields';
import { change, checkGroup, findActive, type Membership } from './members/membership';
import { previewAddition } from './members/membershipPreview';
import {
	isOtherService,
	movedOutput,
	otherServiceOptions,
	reachIn,
	readOtherService,
	serviceDiffers,
	type OtherService,
} from './members/otherService';

const options: INodeProperties[] = [
	defaultCountryOption,
	...otherServiceOptions,
	{
		displayName: 'Check the Chat First',
		name: 'checkChat',
		type: 'boolean',
		default: true,
		description:
			'Whether to look at the chat before Linq is asked, and to say what is wrong when nobody can be added to it. Each chat is read once.',
	},
	{
		displayName: 'Skip If Already in the Chat',
		name: 'skipIfAlreadyIn',
		type: 'boolean',
		default: true,
		description:
			'Whether someone who is in the chat already, or twice among the items, comes out on Success without being added again. Each chat is read once.',
	},
	{
		displayName: 'Wait Until Joined',
		name: 'waitUntilJoined',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until the person really is in the chat. Otherwise Success means that Linq has queued the addition.',
	},
	waitTimeoutOption('waitUntilJoined'),
];

/** Chat → Add Participant: https://docs.linqapp.com/, Add a participant to a chat. */
export const addParticipant: Operation = {
	entry: {
		name: 'Add Participant',
		value: 'addParticipant',
		description: 'Add a person to a group chat',
		action: 'Add person to chat',
	},
	toolDescription:
		'Add one person to a group chat. Chat: the ID of the group chat, a UUID, not its name. Phone number or email: of one person; phone numbers with + and country code, such as +12025550100. Comes back: chat_id, handle and status. Accepted means that Linq has queued the person, who joins a little later.',
	fields: [groupChatField, handleField],
	options,
	prepare(item) {
		const membership = { chatId: item.chatId(), handle: item.handle() };
		const wishes = readWishes(item);
		let isExpected = false;
		return {
			lane: membership.chatId,
			looksAhead: looksAhead(wishes),
			async foresee(session, patience) {
				session.replacements.expect(membership.chatId);
				isExpected = true;
				await foreseeCheck(membership, wishes, session, patience);
			},
			async run(session, patience) {
				try {
					const outcome = await add(membership, wishes, session, patience);
					// Nobody listens to what fails while the new group is created.
					if ('later' in outcome) outcome.later.catch(() => {});
					return outcome;
				} finally {
					if (isExpected) await session.replacements.tried(membership.chatId);
				}
			},
		};
	},
	preview(item) {
		const membership = { chatId: item.chatId(), handle: item.handle() };
		const wishes = readWishes(item);
		return {
			lane: membership.chatId,
			looksAhead: looksAhead(wishes),
			foresee: async (session, patience) =>
				await foreseeCheck(membership, wishes, session, patience),
			run: async (session, patience) =>
				await previewAddition(membership, wishes, session, patience),
		};
	},
};

/** Checks are counted before the first, and who can't join is gathered until all have been tried. */
function looksAhead({ otherService: { check, newChat } }: Wishes): boolean {
	return check || newChat !== undefined;
}

/** So that too many checks are refused before the first. */
async function foreseeCheck(
	{ chatId, handle }: Membership,
	{ otherService }: Wishes,
	{ readings, capabilities }: Session,
	patience: Patience,
): Promise<void> {
	if (!otherService.check) return;
	const reach = reachIn(await readings.of(chatId, patience), handle);
	if (reach) capabilities.plan(reach);
}

interface Wishes {
	skipIfAlreadyIn: boolean;
	checkChat: boolean;
	otherService: OtherService;
	/** Milliseconds to wait until they joined; undefined not to wait. */
	waitFor: number | undefined;
}

function readWishes(item: ItemParameters): Wishes {
	const waitUntilJoined = item.options.yesOrNo('waitUntilJoined', 'Wait Until Joined', false);
	const time = readWaitTimeout(item);
	return {
		skipIfAlreadyIn: item.options.yesOrNo('skipIfAlreadyIn', 'Skip If Already in the Chat', false),
		checkChat: item.options.yesOrNo('checkChat', 'Check the Chat First', false),
		otherService: readOtherService(item),
		waitFor: waitUntilJoined ? time : undefined,
	};
}

async function add(
	membership: Membership,
	{ skipIfAlreadyIn, checkChat, otherService, waitFor }: Wishes,
	session: Session,
	patience: Patience,
): Promise<Output[] | Later> {
	const { chatId, handle } = membership;
	const { newChat } = otherService;
	const read = async () => await session.readings.of(chatId, patience);
	const { replacements } = session;
	const gather = (beginning: NonNullable<typeof newChat>, sent: number) => ({
		later: replacements
			.gather(chatId, { handle, ...beginning, sent, patience })
			.then((replacement) => [{ json: movedOutput(membership, replacement) }]),
	});

	if (skipIfAlreadyIn && findActive(await read(), handle)) {
		const message = 'The person is in the chat already';
		const status = 'already_in_chat';
		return [{ json: { chat_id: chatId, handle, status, message, trace_id: null } }];
	}
	if (checkChat) checkGroup(await read());
	if (newChat && replacements.holds(chatId, handle)) return gather(newChat, 0);
	if (otherService.check) {
		const chat = await read();
		const reach = reachIn(chat, handle);
		if (reach && !(await session.capabilities.reaches(reach, patience))) {
			if (newChat) return gather(newChat, 0);
			throw serviceDiffers(chat, handle);
		}
	}
	const accepted = await change('add', membership, session, patience).catch(asFailure);
	if (accepted instanceof LinqError) {
		if (newChat && isOtherService(accepted)) return gather(newChat, accepted.attempts);
		throw accepted;
	}
	replacements.joined(chatId, handle);
	if (waitFor === undefined) return [{ json: accepted.output }];
	const joined = (chat: Chat) => {
		const participant = findActive(chat, handle)?.details;
		return participant && { joined: true, participant: { ...participant } };
	};
	return confirmed(accepted, joined, session, { time: waitFor, patience });
}

import type { Output } from '../../../../items/outputs';
import { alreadyIn } from '../../../../linq/chats/chats';
import type { Session } from '../../../../linq/session';
import type { Patience } from '../../../../linq/wire/client';
import { checkGroup, checkRemoval, conflict, findActive, type Membership } from './membership';
import { reachIn, serviceDiffers, type OtherService } from './otherService';

/** What is asked for besides the addition, as far as it matters to what would come of it. */
interface AdditionWishes {
	skipIfAlreadyIn: boolean;
	otherService: OtherService;
}

/**
 * What would come of an addition after the ones that were looked at before it, by what can be read.
 *
 * @throws LinqError where it would be refused, `conflict` for the most part
 */
export async function previewAddition(
	membership: Membership,
	{ skipIfAlreadyIn, otherService: { check, newChat } }: AdditionWishes,
	{ readings, capabilities, replacements }: Session,
	patience: Patience,
): Promise<Output[]> {
	const { chatId, handle } = membership;
	const chat = await readings.of(chatId, patience);
	if (findActive(chat, handle)) {
		if (skipIfAlreadyIn) {
			return outcome(membership, 'already_in_chat', 'The person is in the chat already');
		}
		throw conflict('The person is in the chat already', alreadyIn);
	}
	checkGroup(chat);
	const reach = check ? reachIn(chat, handle) : undefined;
	if (reach && !(await capabilities.reaches(reach, patience))) {
		if (newChat === undefined) throw serviceDiffers(chat, handle);
		replacements.preview(chat, { handle, ...newChat });
		const message =
			'A new chat with everyone would be created, since the person is on another service';
		return outcome(membership, 'would_create', message);
	}
	await readings.changed(chatId, handle, 'add');
	return outcome(membership, 'would_add', 'The person would be added to the chat');
}

/**
 * The same for a removal.
 *
 * @throws LinqError `conflict` where it would be refused
 */
export async function previewRemoval(
	membership: Membership,
	{ readings }: Session,
	patience: Patience,
): Promise<Output[]> {
	const { chatId, handle } = membership;
	checkRemoval(await readings.of(chatId, patience), handle);
	await readings.changed(chatId, handle, 'remove');
	return outcome(membership, 'would_remove', 'The person would be removed from the chat');
}

function outcome({ chatId, handle }: Membership, status: string, message: string): Output[] {
	return [{ json: { chat_id: chatId, handle, status, message, trace_id: null } }];
}

import type { Output } from '../../../../items/outputs';
import type { Session } from '../../../../linq/session';
import type { Patience } from '../../../../linq/wire/client';
import { intend, type MemberWishes } from './changes';
import { tooFewRemain } from './membership';
import { membersOf, roomAmong } from './plan';
import { failedFor } from './report';

/**
 * Who would be added and removed after what the items before would have done, by what can be read.
 *
 * @throws LinqError with the same where some of it would be refused; those of `intend`
 */
export async function previewMembers(
	wishes: MemberWishes,
	session: Session,
	patience: Patience,
): Promise<Output[]> {
	const { chatId } = wishes;
	const { readings } = session;
	const { chat, plan, unclear } = await intend(wishes, session, patience);
	for (const handle of plan.missing) await readings.changed(chatId, handle, 'add');
	const room = roomAmong(membersOf(chat));
	const would_remove = plan.leaving.slice(0, room);
	for (const handle of would_remove) await readings.changed(chatId, handle, 'remove');

	const lists = { would_add: plan.missing, would_remove, unchanged: plan.staying };
	const staying = plan.leaving.slice(room).map((handle) => ({ handle, reason: tooFewRemain() }));
	const refused = [...staying, ...unclear];
	if (refused.length === 0) return [{ json: { chat_id: chatId, ...lists } }];
	const total = plan.missing.length + plan.leaving.length + unclear.length;
	throw failedFor(refused, total, lists, { isPreview: true });
}

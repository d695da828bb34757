import { WAIT_INDEFINITELY, type IDataObject } from 'n8n-workflow';
import { invalidInput } from '../../linq/errors';
import type { Expected, Question } from '../../linq/messages/answers';
import type { MessageDraft } from '../../linq/messages/messages';
import { fewestChoices } from '../../linq/messages/polls';
import { alikeAmong, type ApprovalWords } from '../../linq/messages/words';
import { inAnyOrder, isSameHandle } from '../../linq/people/sameHandle';
import { trimmed } from '../../linq/values/trimmed';
import { composeMessage } from '../composer';
import { readOverrideOptout } from '../composer/optOut';
import { readChoices } from '../parameters/choices';
import type { ItemParameters } from '../parameters/itemParameters';
import type { Values } from '../parameters/values';
import type { OnUnclear } from '../steps/openQuestion';
import { reminders } from './fields';

/** What is to be asked, where, and how long the answer is waited for. */
export interface Wish {
	/** Undefined where people are asked. */
	chatId: string | undefined;
	/** The people who are asked; none where a chat is. */
	to: string[];
	draft: MessageDraft;
	question: Pick<Question, 'text' | 'expected' | 'allowed' | 'reminder'>;
	onUnclear: OnUnclear;
	mostReminders: number;
	/** Milliseconds since 1970; undefined for no end. */
	until: number | undefined;
	/** See `readOverrideOptout`. */
	despite: IDataObject;
}

/** @throws LinqError `invalid_input` where it can't be asked, or not be waited for */
export function readWish(item: ItemParameters): Wish {
	const { fields, options } = item;
	const isInChat = fields.choice('recipient', 'Ask', ['chat', 'people']) !== 'people';
	const chatId = isInChat ? item.chatId() : undefined;
	const to = isInChat ? [] : item.handles();
	const text = fields.requiredText('message', 'Message');
	const place = isInChat ? { to: [chatId!] } : { to: inAnyOrder(to), people: to };
	const textField = { name: 'message', label: 'Message' };
	const draft = composeMessage(item, { ...place, isFirst: false, textField });
	const allowed = options.isInUse('allowedHandles', 'Who May Answer')
		? item.handles('allowedHandles', options)
		: undefined;
	if (!isInChat) checkAllowed(allowed, to, 'add this person to those who are asked');
	const onUnclear =
		options.choice('onUnclear', 'If the Answer Is Unclear', [
			'keepWaiting',
			'askAgain',
			'takeIt',
		]) ?? 'keepWaiting';
	const reminder =
		onUnclear === 'askAgain'
			? options.requiredText('askAgainText', 'If Unclear, Ask Again By')
			: undefined;
	const wish = {
		...{ chatId, to, draft, onUnclear },
		question: { text, expected: readExpected(item), allowed, reminder },
		mostReminders: options.wholeNumber('mostReminders', 'If Unclear, Most Reminders', reminders),
		until: readLimit(item),
		despite: readOverrideOptout(options),
	};
	refuseWhereNobodyWaits(item);
	return wish;
}

/**
 * @param people those who are asked
 * @param instead what else may be done
 * @throws LinqError `invalid_input` for someone who may answer and is not among them
 */
export function checkAllowed(
	allowed: string[] | undefined,
	people: string[],
	instead: string,
): void {
	const stranger = allowed?.find((one) => !people.some((person) => isSameHandle(person, one)));
	if (stranger === undefined) return;
	throw invalidInput(
		`${stranger} may answer, but is not among those who are asked`,
		`Correct the option Who May Answer, or ${instead}.`,
	);
}

function refuseWhereNobodyWaits({ execution }: ItemParameters): void {
	if (execution.isTool) {
		throw invalidInput(
			"An agent can't call Send and Wait for Reply as a tool",
			'Add Linq Chat to the agent as a human review instead, between the agent and the tool that needs a yes.',
		);
	}
	const isTooMany = execution.hasOthers && !execution.takesBothOutputs;
	if (execution.isFirst && !isTooMany) return;
	throw invalidInput(
		'Only one record can be asked at a time',
		'Put a Loop Over Items step before this one, with a batch size of 1, or call a sub-workflow with this step for each record.',
	);
}

function readExpected(item: ItemParameters): Expected {
	const { fields, options } = item;
	const types = ['approval', 'choice', 'freeText'] as const;
	const type = fields.choice('responseType', 'Response Type', types) ?? 'approval';
	if (type === 'approval') return { type, words: readWords(options) };
	if (type === 'freeText') return { type };
	const choices = readChoices(item, fewestChoices);
	const alike = alikeAmong(choices);
	if (alike === undefined) return { type, choices };
	throw invalidInput(
		`The choices "${alike[0]}" and "${alike[1]}" can't be told apart in an answer`,
		'Give each choice words of its own; capitals and punctuation make no difference.',
	);
}

function readWords(options: Values): ApprovalWords {
	const rows = options.rows('approvalWords', 'words');
	const words = (name: string) =>
		rows.flatMap((row) => row.several(name)).map((word) => trimmed(wordOf(word)));
	const [yes, no] = [words('yes'), words('no')];
	const both = yes.find((word) => no.some((other) => other.toLowerCase() === word.toLowerCase()));
	if (both === undefined) return { yes, no };
	throw invalidInput(
		`"${both}" is to mean yes as well as no`,
		'Remove it from one of the two in the option Approval Words.',
	);
}

function wordOf(value: unknown): string {
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	throw invalidInput(
		'One of the approval words is no text',
		'Write the words with commas between them, or give a list of texts.',
	);
}

const units = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** @returns milliseconds since 1970; undefined for no end */
function readLimit({ options, timeZone }: ItemParameters): number | undefined {
	const [limit] = options.rows('limitWaitTime', 'values');
	if (limit === undefined) return undefined;
	const types = ['afterTimeInterval', 'atSpecifiedTime'] as const;
	const type = limit.choice('limitType', 'Limit Type', types) ?? 'afterTimeInterval';
	const until =
		type === 'atSpecifiedTime'
			? limit.time('maxDateAndTime', 'Date and Time', timeZone)
			: Date.now() + readInterval(limit);
	if (until > Date.now() && until < WAIT_INDEFINITELY.getTime()) return Math.ceil(until);
	throw invalidInput(
		'The option Limit Wait Time ends in the past, or never',
		'Set it to a time that is still to come.',
	);
}

function readInterval(limit: Values): number {
	const unit = limit.choice('resumeUnit', 'Unit', ['minutes', 'hours', 'days']) ?? 'minutes';
	const range = { lowest: 0, highest: 100_000, fallback: 45 };
	return limit.number('resumeAmount', 'Amount', range) * units[unit];
}

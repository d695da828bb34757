import fc from 'fast-check';
import {
	lookForAnswer,
	type Expected,
	type Question,
} from '../../../../nodes/linq/messages/answers';
import type { AccountChat, AccountMessage } from '../../../emulator';
import { openAccount, ownLine, patience, type Connected } from '../account';

const [ann, bob, eve] = ['+12025550101', 'bob@example.com', '+12025550103'];
const reminder = 'Which of them, please?';
const days = ['Monday', 'Tuesday'];

/** What is written, and which choice it names. */
type Words = [text: string, place: number | undefined];

type Event = { second: number } & (
	| { does: 'write'; by: string; words: Words; to: number | undefined }
	| { does: 'vote'; by: string; place: number; takesBack: boolean }
	| { does: 'ask' }
	| { does: 'writeOneself'; words: Words }
);

let account: Connected;

beforeAll(async () => {
	account = await openAccount();
});

afterAll(async () => {
	await account.linq.close();
});

const at = (second: number) =>
	new Date(Date.parse('2026-03-01T10:00:00Z') + second * 1_000).toISOString();

/** A chat with a question at second 0, its poll at second 1, and other questions later. */
class Story {
	readonly chat: AccountChat;
	readonly question: Question;
	readonly others: string[] = [];
	/** In the order in which they were written. */
	private readonly written: Array<{
		message: AccountMessage;
		place?: number;
		by: string;
		to?: Target;
	}> = [];
	private readonly votes: Array<{ by: string; place: number; second: number }> = [];
	private readonly asked: AccountMessage;

	constructor(
		private readonly allowed: string[] | undefined,
		hasPoll: boolean,
	) {
		this.chat = account.linq.account.addChat({ from: ownLine, handles: [ann, bob, eve] });
		const write = (second: number, from: string, text: string) =>
			account.linq.account.addMessage(this.chat, { from, text, created_at: at(second) });
		write(-2, ann, 'Monday');
		this.written.push({ message: write(-1, ownLine, 'Hello'), by: ownLine });
		this.asked = write(0, ownLine, hasPoll ? 'Which day?' : 'Which day?\n\n1. Monday\n2. Tuesday');
		const poll = hasPoll
			? account.linq.account.addPoll(this.chat, days, { created_at: at(1) })
			: undefined;
		const expected: Expected = { type: 'choice', choices: days };
		this.question = {
			...{ chatId: this.chat.id, messageId: this.asked.id, createdAt: Date.parse(at(0)) },
			...{ text: 'Which day?', expected, pollId: poll?.message_id, own: [ownLine], allowed },
			...{ isDirect: false, reminder },
		};
	}

	happens(event: Event): void {
		const { addMessage } = {
			addMessage: account.linq.account.addMessage.bind(account.linq.account),
		};
		const created_at = at(event.second);
		if (event.does === 'ask') {
			const text = 'Which day?\n\n1. Monday\n2. Tuesday';
			const message = addMessage(this.chat, { from: ownLine, text, created_at });
			this.others.push(message.id);
			this.written.push({ message, by: ownLine });
		} else if (event.does === 'writeOneself') {
			const [text] = event.words;
			this.written.push({
				message: addMessage(this.chat, { from: ownLine, text, created_at }),
				by: ownLine,
			});
		} else if (event.does === 'write') {
			const [text, place] = event.words;
			const to = this.target(event.to);
			const reply_to = to && { message_id: to.id, part_index: 0 };
			const message = addMessage(this.chat, { from: event.by, text, created_at, reply_to });
			this.written.push({ message, by: event.by, place, to });
		} else if (this.question.pollId !== undefined) {
			this.votesFor(event);
		}
	}

	/** What must come of it: who chose what, by which message. */
	get answer() {
		const options: Array<{ second: number; by: string; place: number; messageId: string }> = [];
		let isAskedLast = true;
		const thread = new Map<string, string>();
		for (const { message, by, place, to } of this.written) {
			if (this.others.includes(message.id)) isAskedLast = false;
			if (by === ownLine || !this.mayAnswer(by)) continue;
			const isToIt =
				to === undefined
					? isAskedLast
					: [this.asked.id, this.question.pollId].includes(to.id) || thread.get(to.id) === by;
			if (!isToIt) continue;
			thread.set(message.id, by);
			if (place === undefined) continue;
			const second = Date.parse(message.created_at);
			options.push({ second, by, place, messageId: message.id });
		}
		for (const { by, place, second } of this.votes) {
			if (!this.mayAnswer(by)) continue;
			options.push({ second: Date.parse(at(second)), by, place, messageId: this.question.pollId! });
		}
		const [first] = options.sort((one, other) => one.second - other.second);
		return first && { respondedBy: first.by, choiceIndex: first.place, messageId: first.messageId };
	}

	private mayAnswer(by: string): boolean {
		return this.allowed?.includes(by) ?? true;
	}

	/** The question, its poll, or any other message. */
	private target(to: number | undefined): Target | undefined {
		if (to === undefined) return undefined;
		const { pollId = this.asked.id } = this.question;
		const all = [this.asked, { id: pollId }, ...this.written.map(({ message }) => message)];
		return all[to % all.length];
	}

	private votesFor({ by, place, takesBack, second }: Extract<Event, { does: 'vote' }>): void {
		const [handle, option] = [by, days[place]!];
		const operation = takesBack ? 'remove' : 'add';
		const { voters } = account.linq.account.vote(this.question.pollId!, {
			handle,
			option,
			operation,
		});
		const index = this.votes.findIndex((vote) => vote.by === by && vote.place === place);
		if (index >= 0) this.votes.splice(index, 1);
		if (takesBack) return;
		voters.at(-1)!.voted_at = at(second);
		this.votes.push({ by, place, second });
	}
}

type Target = Pick<AccountMessage, 'id'>;

const by = fc.constantFrom(ann, bob, eve);
const words = fc.constantFrom<Words[]>(
	['Monday', 0],
	['tuesday please', 1],
	['2', 1],
	['1️⃣', 0],
	['No. 2', 1],
	['2, no', undefined],
	['Monday?', undefined],
	['Monday or Tuesday', undefined],
	['3', undefined],
	['yes', undefined],
);
const to = fc.option(fc.nat(30), { nil: undefined, freq: 2 });
const act = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({ does: fc.constant('write' as const), by, words, to }),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			does: fc.constant('vote' as const),
			by,
			place: fc.nat(1),
			takesBack: fc.boolean(),
		}),
	},
	fc.record({ does: fc.constant('ask' as const) }),
	fc.record({ does: fc.constant('writeOneself' as const), words }),
);

test('whatever is written, asked and voted in a chat, the answer is the first that belongs to the question', async () => {
	const who = fc.option(fc.subarray([ann, bob, eve]), { nil: undefined });
	await fc.assert(
		fc.asyncProperty(
			who,
			fc.boolean(),
			fc.array(act, { maxLength: 12 }),
			async (allowed, hasPoll, acts) => {
				const story = new Story(allowed, hasPoll);
				for (const [index, one] of acts.entries()) story.happens({ ...one, second: index + 2 });
				const { question, others, answer } = story;
				const lookKnowing = async (asked: string[]) =>
					await lookForAnswer(
						account.client,
						question,
						async () => await Promise.resolve(asked.map(asking)),
						patience,
					);
				const look = await lookKnowing(others);
				const { respondedBy, choiceIndex, messageId } = look.answer ?? {};
				expect(look.answer && { respondedBy, choiceIndex, messageId }).toEqual(answer);
				// Whoever doesn't know of other questions must be told to look for them, or be right.
				const alone = await lookKnowing([]);
				if (!alone.isPlain) expect(alone.answer).toEqual(look.answer);
			},
		),
		{ numRuns: 400, interruptAfterTimeLimit: 12_000 },
	);
});

/** Another question, whose answer is still waited for. */
function asking(messageId: string) {
	return { messageId, askedAt: 0, closedAt: undefined };
}

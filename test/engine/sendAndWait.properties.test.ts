/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { startEmulator, type AccountChat, type AccountMessage, type Emulator } from '../emulator';
import { messageData } from '../emulator/events';
import { newEvent } from '../emulator/webhooks';
import { ownLine } from './setting';
import { Executions, WaitingHost } from './waitingHost';

const [ann, bob, eve] = ['+12025550101', 'bob@example.com', '+12025550103'];
const allowed = [ann, bob];
const days = ['Monday', 'Tuesday'];

/** What is written or shown, and what it means: yes or no, a choice's place, or nothing. */
type Sign = [sign: string, meaning: boolean | number | undefined];

type Act =
	| { does: 'write'; by: string; text: Sign; to: 'nothing' | 'question' | 'elsewhere' }
	/** Something else in place of what they wrote last. */
	| { does: 'edit'; by: string; text: Sign }
	| { does: 'react'; by: string; sign: Sign; to: 'question' | 'elsewhere' }
	| { does: 'takeBackReaction'; by: string }
	| { does: 'vote'; by: string; place: number }
	| { does: 'takeBackVote'; by: string; place: number }
	/** One's own line. */
	| { does: 'writeOneself'; text: Sign }
	/** Linq delivers once more what it has delivered. */
	| { does: 'repeat'; nth: number }
	/** Somebody calls the address, or one like it, and claims an answer. */
	| { does: 'forge'; how: 'unsigned' | 'changed' | 'added' | 'lying' | 'garbage' };

let linq: Emulator;
let executions: Executions;
let host: WaitingHost;

beforeAll(async () => {
	linq = await startEmulator();
	linq.account.addPhoneNumber({ phone_number: ownLine });
	executions = new Executions([]);
	host = await WaitingHost.start(executions, { apiKey: linq.apiKey, baseUrl: linq.baseUrl });
	linq.webhooks.deliverTo(host.origin);
});

afterAll(async () => {
	await host.end();
	await linq.close();
});

/** A question in a chat of its own, what happens there, and what must come of it. */
class Wait {
	private readonly said: Array<{
		message: AccountMessage;
		by: string;
		meaning: Sign[1];
		counts: boolean;
	}> = [];
	private reactions: Array<{ by: string; meaning: Sign[1] }> = [];
	private votes: Array<{ by: string; place: number }> = [];

	private constructor(
		private readonly chat: AccountChat,
		private readonly before: AccountMessage,
		private readonly address: string,
		private readonly isChoice: boolean,
		readonly id: string,
	) {}

	static async begin(parameters: INodeParameters): Promise<Wait> {
		// A run that failed leaves one behind.
		linq.account.webhookSubscriptions.splice(0);
		const chat = linq.account.addChat({ from: ownLine, handles: [ann, bob, eve] });
		const before = linq.account.addMessage(chat, { from: ownLine, text: 'Hello' });
		linq.account.addMessage(chat, { from: ann, text: 'yes' });
		const options = { allowedHandles: allowed.join(', ') };
		// n8n gives up its check of IDs that were typed where it takes long.
		const chatId = { __rl: true, mode: 'list', value: chat.id } as const;
		executions.steps = [{ chatId, message: 'Is it fine?', options, ...parameters }];
		const id = await host.run([{ json: {} }]);
		const { target_url } = linq.account.webhookSubscriptions.at(-1)!;
		return new Wait(chat, before, target_url, parameters.responseType === 'choice', id);
	}

	/** What the execution must go on with; undefined as long as it must wait. */
	get answer(): Record<string, unknown> | undefined {
		const written = this.said.find(({ meaning, counts }) => counts && meaning !== undefined);
		if (written) {
			const { by, message, meaning } = written;
			return { respondedBy: by, messageId: message.id, via: 'text', ...outcomeOf(meaning) };
		}
		const vote = this.votes.find(({ by }) => allowed.includes(by));
		if (vote) {
			const place = outcomeOf(vote.place);
			return { respondedBy: vote.by, messageId: this.poll.id, via: 'poll', ...place };
		}
		const seen = this.reactions.find(
			({ by, meaning }) => allowed.includes(by) && meaning !== undefined,
		);
		if (!seen) return undefined;
		const { by, meaning } = seen;
		return { respondedBy: by, messageId: this.question.id, via: 'reaction', ...outcomeOf(meaning) };
	}

	/** Does it, and resolves once every call made for it is answered. */
	async happens(act: Act): Promise<unknown> {
		switch (act.does) {
			case 'write': {
				const replyTo = { nothing: undefined, question: this.question, elsewhere: this.before }[
					act.to
				];
				const [text, meaning] = act.text;
				const done = linq.people.writes(this.chat, act.by, { text, replyTo });
				const message = linq.account.messages.at(-1)!;
				const counts = act.to !== 'elsewhere' && allowed.includes(act.by);
				this.said.push({ message, by: act.by, meaning, counts });
				return await done;
			}
			case 'edit': {
				const last = this.said.findLast(({ by }) => by === act.by);
				if (!last) return;
				last.meaning = act.text[1];
				return await linq.people.edits(last.message, act.text[0]);
			}
			case 'react': {
				const [sign, meaning] = act.sign;
				// On what asks for a choice they mean nothing.
				if (act.to === 'question' && !this.isChoice) {
					this.reactions = [...this.reactionsBut(act.by), { by: act.by, meaning }];
				}
				const on = act.to === 'question' ? this.question : this.before;
				return await linq.people.reacts(on, act.by, sign);
			}
			case 'takeBackReaction': {
				const left = this.reactionsBut(act.by);
				if (left.length === this.reactions.length) return;
				this.reactions = left;
				return await linq.people.takesBackReaction(this.question, act.by);
			}
			case 'vote': {
				const { by, place } = act;
				this.votes = [...this.votesBut(by, place), { by, place }];
				return await linq.people.votes(this.poll, by, days[place]!);
			}
			case 'takeBackVote': {
				this.votes = this.votesBut(act.by, act.place);
				return await linq.people.takesBackVote(this.poll, act.by, days[act.place]!);
			}
			case 'writeOneself':
				return linq.account.addMessage(this.chat, { from: ownLine, text: act.text[0] });
			case 'repeat': {
				const heard = linq.webhooks.calls.filter(
					({ event }) => (event.data.chat as { id?: string } | undefined)?.id === this.chat.id,
				);
				const call = heard.at(-act.nth);
				return call && (await linq.webhooks.deliver(call.subscription, call.event));
			}
			case 'forge':
				return await this.forge(act.how);
		}
	}

	private async forge(how: Extract<Act, { does: 'forge' }>['how']): Promise<void> {
		const url = new URL(this.address);
		if (how === 'unsigned') url.searchParams.delete('signature');
		if (how === 'changed') url.searchParams.set('question', this.before.id);
		if (how === 'added') url.searchParams.set('approved', 'true');
		const claim = newEvent('message.received', messageData(this.chat, { from: ann, text: 'Yes' }));
		const body = how === 'garbage' ? '{"data":null}' : JSON.stringify({ ...claim, approved: true });
		const { status } = await fetch(`${host.origin}${url.pathname}${url.search}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body,
		});
		const isStranger = how !== 'lying' && how !== 'garbage';
		if (isStranger) expect([401, 409]).toContain(status);
	}

	private get question(): AccountMessage {
		return this.own[1]!;
	}

	private get poll(): AccountMessage {
		return this.own[2]!;
	}

	/** What one's own line has written, oldest first. */
	private get own(): AccountMessage[] {
		const all = linq.account.messagesIn(this.chat).toReversed();
		return all.filter(({ is_from_me }) => is_from_me);
	}

	private reactionsBut(person: string) {
		return this.reactions.filter(({ by }) => by !== person);
	}

	private votesBut(person: string, option: number) {
		return this.votes.filter(({ by, place }) => by !== person || place !== option);
	}
}

function outcomeOf(meaning: Sign[1]): Record<string, unknown> {
	return typeof meaning === 'number'
		? { choice: days[meaning], choiceIndex: meaning }
		: { approved: meaning };
}

/** Lets it all happen, and checks after each batch that the execution stands where it must. */
async function check(parameters: INodeParameters, batches: Act[][], last: Act): Promise<void> {
	const wait = await Wait.begin(parameters);
	let answer: Record<string, unknown> | undefined;
	for (const batch of [...batches, [last]]) {
		const isOpen = answer === undefined;
		await Promise.all(batch.map(async (act) => await wait.happens(act)));
		// What comes after the answer changes nothing.
		answer ??= wait.answer;
		if (answer === undefined) {
			expect(executions.status(wait.id)).toBe('waiting');
			expect(linq.account.webhookSubscriptions).toHaveLength(1);
			continue;
		}
		expect(executions.status(wait.id)).not.toBe('waiting');
		const { status, success, error } = await executions.ended(wait.id);
		expect({ status, error }).toEqual({ status: 'success', error: [] });
		expect(success.map(({ json }) => json.data)).toEqual([
			expect.objectContaining({ ...answer, status: 'answered' }),
		]);
		expect(executions.resumes.get(wait.id)).toBe(1);
		while (isOpen && linq.account.webhookSubscriptions.length > 0) {
			await new Promise(setImmediate);
		}
		expect(linq.account.webhookSubscriptions).toEqual([]);
	}
	expect(answer).toBeDefined();
	expect(host.crashes).toEqual([]);
}

const anybody = fc.constantFrom(ann, ann, bob, eve);
const words = fc.constantFrom<Sign[]>(
	['Yes!', true],
	['ok 👍🏽', true],
	['No, the other one', false],
	['nope', false],
	['Yes?', undefined],
	['no problem', undefined],
	['STOP', undefined],
	['Liked “Hello”', undefined],
	['', undefined],
);
const named = fc.constantFrom<Sign[]>(
	['monday please', 0],
	['2️⃣', 1],
	['Tuesday?', undefined],
	['yes', undefined],
	['2, no', undefined],
);
const tapbacks = fc.constantFrom<Sign[]>(
	['like', true],
	['love', true],
	['👎', false],
	['dislike', false],
	['laugh', undefined],
	['🤔', undefined],
);
const to = fc.constantFrom('nothing' as const, 'question' as const, 'elsewhere' as const);
const act = <Does extends Act['does']>(does: Does, rest: object): fc.Arbitrary<Act> =>
	fc.record({ does: fc.constant(does), ...rest }) as unknown as fc.Arbitrary<Act>;
const noise = [
	act('repeat', { nth: fc.integer({ min: 1, max: 4 }) }),
	act('forge', { how: fc.constantFrom('unsigned', 'changed', 'added', 'lying', 'garbage') }),
];
const reaction = act('react', {
	by: anybody,
	sign: tapbacks,
	to: fc.constantFrom('question', 'elsewhere'),
});
const forApproval = fc.oneof(
	{ weight: 3, arbitrary: act('write', { by: anybody, text: words, to }) },
	act('edit', { by: anybody, text: words }),
	{ weight: 2, arbitrary: reaction },
	act('takeBackReaction', { by: anybody }),
	act('writeOneself', { text: words }),
	...noise,
);
const place = fc.nat(days.length - 1);
const forChoice = fc.oneof(
	{ weight: 2, arbitrary: act('write', { by: anybody, text: named, to }) },
	{ weight: 2, arbitrary: act('vote', { by: anybody, place }) },
	act('takeBackVote', { by: anybody, place }),
	act('edit', { by: anybody, text: named }),
	act('writeOneself', { text: named }),
	reaction,
	...noise,
);
const effort = { interruptAfterTimeLimit: 12_000 };

describe('whatever happens, the first fitting answer of somebody who may give one ends the wait, nothing else does, and no subscription stays', () => {
	test('of an approval, several things at once', async () => {
		const batches = fc.array(fc.array(forApproval, { minLength: 1, maxLength: 3 }), {
			maxLength: 8,
		});
		const last: Act = { does: 'write', by: bob, text: ['no', false], to: 'question' };
		await fc.assert(
			fc.asyncProperty(batches, async (happening) => await check({}, happening, last)),
			{ ...effort, numRuns: 25 },
		);
	}, 60_000);

	test('of a choice, with its poll', async () => {
		const acts = fc.array(forChoice, { maxLength: 10 });
		const parameters = { responseType: 'choice', choices: days.join('\n') };
		const last: Act = { does: 'vote', by: bob, place: 1 };
		await fc.assert(
			fc.asyncProperty(acts, async (happening) => {
				await check(
					parameters,
					happening.map((one) => [one]),
					last,
				);
			}),
			{ ...effort, numRuns: 25 },
		);
	}, 60_000);
});

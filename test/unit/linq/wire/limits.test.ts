/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { runInLanes, type Task } from '../../../../nodes/items/lanes';
import { LinqClient } from '../../../../nodes/linq/wire/client';
import { now } from '../../../../nodes/linq/wire/clock';
import { path } from '../../../../nodes/linq/wire/path';
import type { Transport, WireAnswer } from '../../../../nodes/linq/wire/transport';
import { RateLimit, type Limit } from '../../../emulator/rateLimit';

jest.mock('../../../../nodes/linq/wire/sleep', () => jest.requireActual<object>('../clock'));

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

/** As without any option. */
const usualPatience = { maxRetries: 3, timeout: 60_000 };
const usualWidth = 25;

/** Milliseconds that n8n works on a request, one after another, and that it is on its way, either way. */
const work = 2;
const way = 25;

/** So many people, and how many requests Linq takes in a second before and after half of them. */
interface Course {
	people: number;
	before: number;
	after: number;
}

const pause = async (milliseconds: number) =>
	await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** A Linq as far away as the real one, which lets through what the limit of the moment lets through. */
class FarLinq {
	sent = 0;
	passed = 0;
	private readonly rateLimit = new RateLimit();
	private idleAt = 0;

	constructor(private readonly course: Course) {}

	readonly transport: Transport = async () => {
		const begun = Math.max(now(), this.idleAt);
		this.idleAt = begun + work;
		await pause(begun + work - now() + way);
		this.sent++;
		const wait = this.rateLimit.secondsToWait(limitIn(this.course, this.passed));
		if (wait === 0) this.passed++;
		await pause(way);
		return wait === 0 ? accepted : refused(wait);
	};
}

function limitIn({ people, before, after }: Course, passed: number): Limit {
	return { requests: passed < people / 2 ? before : after, seconds: 1 };
}

const accepted: WireAnswer = { status: 202, headers: {}, text: '{"status":"accepted"}' };

function refused(wait: number): WireAnswer {
	const error = { status: 429, code: 1007, message: 'Rate limit exceeded', retry_after: wait };
	const headers = { 'retry-after': String(wait) };
	return { status: 429, headers, text: JSON.stringify({ success: false, error }) };
}

/** Milliseconds in which the limit lets everyone through at best. */
function shortest(course: Course): number {
	const rateLimit = new RateLimit();
	let time = 0;
	for (let passed = 0; passed < course.people;) {
		const wait = rateLimit.secondsToWait(limitIn(course, passed), time);
		if (wait === 0) passed++;
		time += wait * 1_000;
	}
	return time;
}

test.each<Course>([
	{ people: 200, before: 20, after: 20 },
	{ people: 60, before: 5, after: 5 },
	{ people: 200, before: 20, after: 5 },
	{ people: 200, before: 5, after: 20 },
])(
	'$people people, $before and then $after a second: a tenth more requests at most, and hardly more time',
	async (course) => {
		const linq = new FarLinq(course);
		const credential = { apiKey: 'key-0123456789', baseUrl: 'http://linq.example' };
		const client = new LinqClient(credential, linq.transport, undefined, usualWidth);
		const adding = Array.from({ length: course.people }, (_, index): Task<unknown> => {
			const name = `chat ${index}`;
			return {
				lane: name,
				run: async (aside) => {
					const request = { method: 'POST', path: path`/v3/chats/${name}/participants` } as const;
					return await client.send(request, { ...usualPatience, lane: { name, aside } });
				},
			};
		});
		const begun = now();
		let ended = Number.NaN;
		const done = runInLanes(adding, usualWidth).finally(() => (ended = now()));
		await jest.runAllTimersAsync();
		await done;
		expect(linq.passed).toBe(course.people);
		expect(linq.sent).toBeLessThanOrEqual(1.1 * course.people);
		expect(ended - begun).toBeLessThanOrEqual(1.15 * shortest(course));
	},
);

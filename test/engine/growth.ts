/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
/** Text that grows: the same kind at every length. */
export interface Growing {
	/** What it stands for in a failure's message. */
	name: string;
	/** @param length in UTF-16 units */
	text: (length: number) => string;
}

/** Something that reads text, and may refuse it. */
export interface Reader {
	name: string;
	/** @returns what reads this text, made ready so that only the reading is measured */
	prepare: (text: string) => () => unknown;
}

/**
 * Milliseconds that 10,000 characters may take: a few on an idle machine, many times as long on one that
 * is busy with other tests, seconds where work is quadratic.
 */
const bearable = 250;

/** Milliseconds below which other work on the machine counts for more than the text. */
const unmeasurable = 50;

/** Small ones first: what grows with a high power would take minutes for the others. */
const sizes = [150, 300, 1_000, 10_000];

/**
 * How a reader takes to text that grows to 40,000 characters.
 *
 * @returns what is wrong with it; undefined when it is quick, and four times the text takes about
 *   four times as long
 */
export async function slownessOf(reader: Reader, growing: Growing): Promise<string | undefined> {
	const times = new Map<number, number>();
	const read = async (size: number, most: number) => {
		const time = await quickest(reader.prepare(growing.text(size)), most);
		times.set(size, time);
		return time <= most;
	};
	const told = () =>
		`${reader.name} takes for ${growing.name}: ${[...times]
			.map(([size, time]) => `${Math.round(time)} ms for ${size} characters`)
			.join(', ')}`;
	for (const size of sizes) if (!(await read(size, bearable))) return told();
	const one = Math.max(times.get(10_000)!, unmeasurable);
	for (const times of [2, 4]) if (!(await read(times * 10_000, 2.5 * times * one))) return told();
	return undefined;
}

/** The best of several tries where the first is too slow: the machine may be busy with other things. */
async function quickest(read: () => unknown, most: number): Promise<number> {
	let best = Infinity;
	for (let tries = 0; tries < 8; tries++) {
		const start = process.hrtime.bigint();
		await read();
		best = Math.min(best, Number(process.hrtime.bigint() - start) / 1_000_000);
		// Nothing that takes seconds is to be blamed on the machine.
		if (best <= most || best > 2_000) break;
	}
	return best;
}

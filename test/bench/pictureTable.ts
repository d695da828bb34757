import { pictureCount, type PictureFigures, type PictureResults } from './pictures';
import { pictureSize } from './records';
import { median, medianRatio } from './rounds';
import { figure, verdict, type FigureTable } from './table';

/** The step's width unless set: so many files may be on their way. */
const mostAtOnceTarget = 25;

/** What sending a picture with each message takes. */
export function pictureTable({ thisNode, httpRequests }: PictureResults): FigureTable {
	const count = pictureCount.toLocaleString('en');
	const kilobytes = pictureSize / 1000;
	const of = (rounds: PictureFigures[], figure: keyof PictureFigures) =>
		rounds.map((round) => round[figure]);
	const row = (what: string, figure: keyof PictureFigures, shown: (value: number) => string) => [
		what,
		...[thisNode, httpRequests].map((rounds) => shown(median(of(rounds, figure)))),
		ratioOf(of(thisNode, figure), of(httpRequests, figure)),
	];
	const mostAtOnce = Math.max(...of(thisNode, 'mostAtOnce'));
	return {
		title: `${count} messages with a picture`,
		explanation: `Message → Send with its defaults into 200 chats, each message with a picture of ${kilobytes} kB of its own from the item's data; Linq, and the place that takes the files, take 50 ms for every answer. HTTP Request needs three steps for it, one after another (ask Linq for a place, upload, send), and Merge to have the picture again after the first. The most uploads at once are what that place saw, in the worst round. Each in an n8n started for it, which sends 100 such messages first; memory is the most n8n held, less what it held when it had just started, so what the step before made of the pictures counts for both; n8n keeps them on the disk.`,
		head: ['What', 'Linq Chat', 'HTTP Request', 'Ratio', 'Target', 'Verdict'],
		rows: [
			[...row('Seconds', 'time', (time) => figure(time / 1000)), '–', '–'],
			[...row('MB more than when n8n had started', 'sinceStart', (mb) => figure(mb, 0)), '–', '–'],
			[...row('Requests, uploads included', 'requests', String), '–', '–'],
			[
				'Most uploads at once',
				String(mostAtOnce),
				String(Math.max(...of(httpRequests, 'mostAtOnce'))),
				'–',
				`≤ ${mostAtOnceTarget}`,
				verdict(mostAtOnce, mostAtOnceTarget),
			],
		],
	};
}

function ratioOf(values: number[], others: number[]): string {
	return figure(medianRatio(values, others));
}

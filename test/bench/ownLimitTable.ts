import {
	alone,
	leastSecondsOf,
	messagesOf,
	ownLimit,
	type OwnLimitCase,
	type OwnLimitFigures,
	type OwnLimitResults,
} from './ownLimit';
import { figure, verdict, type FigureTable } from './table';

const target = 1.5;

/** What a chat at its own limit costs the others. */
export function ownLimitTable(results: OwnLimitResults): FigureTable {
	const { othersSeconds } = results.get(alone)!;
	const { requests, seconds } = ownLimit;
	return {
		title: "At one chat's own limit",
		explanation: `Message → Send with its defaults, one message into each chat; Linq lets ${requests} messages in ${seconds} seconds into a chat. The busy chat's messages come first, and all of them must arrive, none on Error, none twice; the others must be served in at most ${target} times the seconds they take alone, the whole in at most ${target} times the seconds the limit allows at best, with at most ${target} times the requests needed.`,
		head: [
			'Messages',
			'Sent',
			'On Error',
			'Again',
			'Requests',
			'Seconds until the others are served',
			'Seconds for all',
			'Verdict',
		],
		rows: [...results].map(([subject, figures]) => rowOf(subject, figures, othersSeconds)),
	};
}

function rowOf(subject: OwnLimitCase, figures: OwnLimitFigures, othersAlone: number): string[] {
	const { sent, failed, repeated, requests, othersSeconds, seconds } = figures;
	const messages = messagesOf(subject);
	const least = leastSecondsOf(subject);
	const times = { requests: requests / messages, others: othersSeconds / othersAlone };
	const misses = [
		sent < messages && 'messages',
		failed !== 0 && 'Error',
		repeated > 0 && 'again',
		verdict(times.requests, target) === 'missed' && 'requests',
		verdict(times.others, target) === 'missed' && 'others',
		least > 0 && verdict(seconds / least, target) === 'missed' && 'seconds',
	].filter((miss) => miss !== false);
	const all = figure(seconds, 1);
	return [
		subject.name,
		`${sent} of ${messages}`,
		String(failed),
		String(repeated),
		`${requests} (${figure(times.requests)} × ${messages})`,
		`${figure(othersSeconds)} (${figure(times.others)} × ${figure(othersAlone)})`,
		least > 0 ? `${all} (${figure(seconds / least)} × ${least})` : all,
		misses.length === 0 ? 'met' : `missed: ${misses.join(', ')}`,
	];
}

import {
	leastSeconds,
	scenarios,
	thisNodeAtLimits,
	type LimitFigures,
	type LimitResults,
	type Scenario,
} from './limits';
import { figure, verdict, type FigureTable } from './table';

const targets = { requests: 1.1, seconds: 1.15 };

/** Target d: what becomes of people when Linq allows only so many at a time. */
export function limitTables(results: LimitResults): FigureTable[] {
	return [targetTable(results.get(thisNodeAtLimits)!), besideTable(results)];
}

function targetTable(results: Map<Scenario, LimitFigures>): FigureTable {
	return {
		title: 'At a limit: Linq Chat and its targets',
		explanation: `All added, none on Error, nobody asked for again after Linq accepted; at most ${targets.requests} times the requests needed and ${targets.seconds} times the seconds in which the limit lets that many through at best. Its four runs go on side by side, each at a Linq server of its own; "half way" is when 100 people have been added.`,
		head: ['People and limit', 'Added', 'On Error', 'Again', 'Requests', 'Seconds', 'Verdict'],
		rows: [...results].map(([scenario, { added, failed, repeated, requests, seconds }]) => {
			const { name, items } = scenario;
			const times = { requests: requests / items, seconds: seconds / leastSeconds(scenario) };
			const misses = [
				added < items && 'people',
				failed !== 0 && 'Error',
				repeated > 0 && 'again',
				verdict(times.requests, targets.requests) === 'missed' && 'requests',
				verdict(times.seconds, targets.seconds) === 'missed' && 'seconds',
			].filter((miss) => miss !== false);
			return [
				name,
				`${added} of ${items}`,
				failed === null ? 'all: the step failed' : String(failed),
				String(repeated),
				`${requests} (${figure(times.requests)} × ${items})`,
				`${figure(seconds, 1)} (${figure(times.seconds)} × ${leastSeconds(scenario)})`,
				misses.length === 0 ? 'met' : `missed: ${misses.join(', ')}`,
			];
		}),
	};
}

function besideTable(results: LimitResults): FigureTable {
	const rowsOf = (scenario: Scenario) =>
		[...results].flatMap(([candidate, figures]) => {
			const found = figures.get(scenario);
			if (!found) return [];
			const { added, failed, repeated, requests, seconds } = found;
			return [
				[
					scenario.name,
					candidate.name,
					`${added} of ${scenario.items}`,
					failed === null ? 'the step failed' : String(failed),
					String(repeated),
					String(requests),
					figure(seconds, 1),
				],
			];
		});
	return {
		title: 'At a limit: beside the HTTP Request node',
		explanation:
			'HTTP Request with On Error set to use the error output; and with Retry On Fail, five tries, one second apart, where n8n runs the whole step again; both run alone, sending all they can. "Again" counts requests for people whom Linq had accepted already.',
		head: ['People and limit', 'Step', 'Added', 'On Error', 'Again', 'Requests', 'Seconds'],
		rows: scenarios.flatMap(rowsOf),
	};
}

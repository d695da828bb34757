import { startSetting, type Setting } from './setting';

/**
 * Adds people, each to a group of their own, against a limit. Each is tried as often as may be: on a
 * busy machine requests reach Linq late, and it refuses more of them.
 *
 * @param people how many
 * @param requests how many Linq takes in a second; the second figure from half way on
 */
async function addAgainst(people: number, requests: number, later = requests) {
	const setting: Setting = await startSetting();
	const { linq } = setting;
	linq.limit = { requests, seconds: 1 };
	void linq.received(people / 2).then(() => (linq.limit = { requests: later, seconds: 1 }));
	const items = Array.from({ length: people }, (_, index) => ({
		phone: `+1202556${1000 + index}`,
		chat: setting.group(),
	}));
	const { success, error } = await setting.add(items, { options: { maxRetries: 10 } });
	await linq.close();
	const added = items.filter(({ phone, chat }) =>
		linq.account.chat(chat)!.handles.some(({ handle }) => handle === phone),
	);
	const accepted = linq.requests.filter(({ status }) => status === 202);
	return {
		added: added.length,
		onSuccess: success.length,
		onError: error.length,
		accepted: accepted.length,
	};
}

// How many requests it takes is told by the clock: see test/unit/linq/wire/limits.test.ts, where it stands still.
test.each([
	['20 a second', 200, 20, 20],
	['5 a second', 60, 5, 5],
	['40, then 10 a second', 120, 40, 10],
	['10, then 40 a second', 120, 10, 40],
])(
	'%s: everyone is added once',
	async (_, people, requests, later) => {
		const counts = await addAgainst(people, requests, later);
		expect(counts).toEqual({ added: people, onSuccess: people, onError: 0, accepted: people });
	},
	60_000,
);

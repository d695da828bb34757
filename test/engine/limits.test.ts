import { startSetting, type Setting } from './setting';

/**
 * Adds people, each to a group of their own, against a limit, and checks that everyone was added
 * once and how many requests that took.
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
	const { success, error } = await setting.add(items);
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
		sent: linq.requests.length,
	};
}

// Each waits for its limit most of the time, so all run at once.
test.concurrent.each([
	['20 a second', 200, 20, 20],
	['5 a second', 60, 5, 5],
	['40, then 10 a second', 120, 40, 10],
	['10, then 40 a second', 120, 10, 40],
])(
	'%s: everyone is added once, with at most half as many requests again',
	async (_, people, requests, later) => {
		const { sent, ...counts } = await addAgainst(people, requests, later);
		expect(counts).toEqual({ added: people, onSuccess: people, onError: 0, accepted: people });

		expect(sent).toBeLessThanOrEqual(people * 1.5);
	},
	60_000,
);

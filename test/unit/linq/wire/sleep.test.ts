type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** `sleep` as it is on an n8n whose n8n-workflow has these functions. */
async function sleepOn(n8nWorkflow: Record<string, Sleep>): Promise<Sleep> {
	jest.resetModules();
	jest.doMock('n8n-workflow', () => n8nWorkflow);
	return (await import('../../../../nodes/linq/wire/sleep')).sleep;
}

const heedless: Sleep = jest.fn();
const heedful: Sleep = jest.fn();

afterEach(() => jest.dontMock('n8n-workflow'));

test('on an n8n whose sleep heeds no signal, the function beside it is taken', async () => {
	expect(await sleepOn({ sleep: heedless, sleepWithAbort: heedful })).toBe(heedful);
});

test('on an n8n that has no other, its sleep is taken', async () => {
	expect(await sleepOn({ sleep: heedful })).toBe(heedful);
});

test('on the n8n installed here, an aborted signal ends the wait', async () => {
	jest.resetModules();
	const { sleep } = await import('../../../../nodes/linq/wire/sleep');
	const cancelled = new AbortController();
	const waited = sleep(60_000, cancelled.signal);
	cancelled.abort();
	await expect(waited).rejects.toBeDefined();
});

import { client, linq, refusal, startContract } from './contract';

startContract();

const payments = '/v3/payments';
const person = `${payments}/handles/${encodeURIComponent('+12025550101')}`;
const asked = { amount_cents: 1_250, currency: 'usd', handle: '+12025550101' };

interface Answer {
	id: string;
	connect_id: string;
	status: string;
}

const pay = async (body: object = asked, key?: string) =>
	await client.post<Answer>(payments, {
		body,
		...(key !== undefined && { headers: { 'Idempotency-Key': key } }),
	});

const notFound = { status: 404, error: { success: false, error: { status: 404 } } };

test('someone is connected with the code that they get, which works once', async () => {
	const handle = '+12025550101';
	const connection = async () => await client.get(`${person}/connection`);
	expect(await connection()).toEqual({ handle, status: 'not_connected' });
	const { connect_id, ...pending } = await client.post<Answer>(`${person}/connect`);
	expect(pending).toEqual({ handle, status: 'pending' });
	const verify = async (code: string) =>
		await client.post(`${person}/verify`, { body: { code, connect_id } });
	await expect(verify('654321')).rejects.toMatchObject(refusal(400, 1005));
	expect(await verify('123456')).toEqual({ handle, status: 'connected' });
	expect(await connection()).toEqual({ handle, status: 'connected' });
	await expect(verify('123456')).rejects.toMatchObject(refusal(400, 1005));
	expect(await client.delete(`${person}/connection`)).toEqual({ handle, status: 'revoked' });
});

test('there is a card for someone who is connected, once under a key', async () => {
	expect(await pay()).toEqual({ ...asked, status: 'needs_connection' });
	linq.account.agentPayments.connect(asked.handle, { status: 'connected' });
	const first = await pay(asked, 'a');
	expect(first).toEqual({ ...asked, id: first.id, status: 'ready' });
	expect(await pay(asked, 'a')).toEqual(first);
	expect(linq.account.agentPayments.payments).toHaveLength(1);
	expect(await client.get(`${payments}/${first.id}`)).toEqual(first);
	expect(await client.get(`${payments}/${first.id}/credentials`)).toMatchObject({
		handoff: { provider: 'agentcard', user_token: `secret-token-of-${first.id}` },
	});
	expect(await client.post(`${payments}/${first.id}/cancel`)).toMatchObject({ status: 'canceled' });
	await expect(client.get(`${payments}/${first.id}/credentials`)).rejects.toMatchObject(
		refusal(409, 2015),
	);
});

test.each<[string, object, number]>([
	['no amount', { ...asked, amount_cents: undefined }, 1001],
	['nothing', { ...asked, amount_cents: 0 }, 1005],
	['a fraction', { ...asked, amount_cents: 12.5 }, 1005],
	['a currency that is none', { ...asked, currency: 'dollars' }, 1005],
	['nobody', { ...asked, handle: undefined }, 1001],
	['a number that is not E.164', { ...asked, handle: '2025550101' }, 1002],
])('%s is refused', async (_, body, code) => {
	await expect(pay(body)).rejects.toMatchObject(refusal(400, code));
});

test('a provider is connected by a link', async () => {
	const provider = `${payments}/providers/agentcard`;
	expect(await client.get(provider)).toEqual({ provider: 'agentcard', status: 'ready' });
	const connect = async (return_url: string) =>
		await client.post(`${provider}/connect`, { body: { return_url } });
	expect(await connect('https://example.com/done')).toMatchObject({
		hosted_url: expect.stringMatching(/^https:/) as string,
		status: 'onboarding',
	});
	await expect(connect('done')).rejects.toMatchObject(refusal(400, 1005));
});

test.each(['/v3/payments/x', '/v3/payments/providers/x', '/v3/experiences/x'])(
	'%s is not there',
	async (path) => {
		await expect(client.get(path)).rejects.toMatchObject(notFound);
	},
);

test('experiences come with their actions, and what these take', async () => {
	const { experiences } = await client.get<{ experiences: Array<{ experience: string }> }>(
		'/v3/experiences',
	);
	expect(experiences.map(({ experience }) => experience)).toEqual([
		'agentpay',
		'agentcard',
		'link',
	]);
	expect(await client.get('/v3/experiences/agentpay')).toEqual(experiences[0]);
});

import LinqAPIV3 from '@linqapp/sdk';
import { startEmulator } from '../emulator';
import { client, linq, startContract, unknownId } from './contract';
import { officialClient } from './officialClient';

startContract();

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('authentication', () => {
	it.each(['', 'another key'])('refuses the key "%s" with 401/2004', async (apiKey) => {
		const request = officialClient(linq, apiKey).phoneNumbers.list();
		await expect(request).rejects.toBeInstanceOf(LinqAPIV3.AuthenticationError);
		await expect(request).rejects.toMatchObject({
			status: 401,
			error: {
				success: false,
				error: {
					status: 401,
					code: 2004,
					message: 'Unauthorized - missing or invalid authentication token',
					doc_url: 'https://docs.linqapp.com/error/codes/2xxx/2004/',
				},
			},
		});
	});

	it('comes before everything else', async () => {
		linq.limit = { requests: 0, seconds: 1 };
		const request = officialClient(linq, 'another key').chats.participants.add('no chat', {
			handle: '',
		});
		await expect(request).rejects.toMatchObject({ status: 401 });
	});

	it('accepts the key it was started with', async () => {
		const other = await startEmulator({ apiKey: 'chosen' });
		const response = await fetch(`${other.baseUrl}/v3/phone_numbers`, {
			headers: { Authorization: 'Bearer chosen' },
		});
		await other.close();
		expect(response.status).toBe(200);
	});
});

describe('trace IDs', () => {
	it('repeats the header of an error in its body', async () => {
		const error = await client.chats.retrieve(unknownId).catch((failure: unknown) => failure);
		if (!(error instanceof LinqAPIV3.NotFoundError)) throw error;
		expect(error.headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
		expect(error.error).toHaveProperty('trace_id', error.headers.get('x-trace-id'));
	});

	it('stands on every answer and differs from one to the next', async () => {
		const first = await client.phoneNumbers.list().asResponse();
		const second = await client.phoneNumbers.list().asResponse();
		expect(first.headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
		expect(second.headers.get('x-trace-id')).not.toBe(first.headers.get('x-trace-id'));
	});
});

describe('phone numbers', () => {
	it('lists the account’s lines', async () => {
		linq.account.addPhoneNumber({ phone_number: '+12025550110' });
		linq.account.addPhoneNumber({
			phone_number: '+442079460110',
			forwarding_number: '+12025550199',
		});
		const { phone_numbers } = await client.phoneNumbers.list();
		expect(phone_numbers).toMatchObject([
			{ phone_number: '+12025550110', forwarding_number: null, reputation: { status: 'HEALTHY' } },
			{ phone_number: '+442079460110', forwarding_number: '+12025550199' },
		]);
		expect(phone_numbers[0]?.id).toMatch(uuid);
	});

	it('sets the forwarding number, and clears it with null or an empty string', async () => {
		const { id, phone_number } = linq.account.addPhoneNumber({ phone_number: '+12025550110' });
		const update = (forwarding_number: string | null) =>
			client.phoneNumbers.update(id, { forwarding_number });

		expect(await update('+12025550199')).toEqual({
			id,
			phone_number,
			forwarding_number: '+12025550199',
		});
		expect(linq.account.phoneNumbers[0]?.forwarding_number).toBe('+12025550199');
		expect(await update('')).toEqual({ id, phone_number, forwarding_number: null });
		await update('+12025550199');
		expect(await update(null)).toEqual({ id, phone_number, forwarding_number: null });
		await expect(update('202-555-0199')).rejects.toMatchObject({
			error: { error: { code: 1002 } },
		});
	});

	it('answers 404/2019 for a line it doesn’t know', async () => {
		await expect(
			client.phoneNumbers.update(unknownId, { forwarding_number: null }),
		).rejects.toMatchObject({ status: 404, error: { error: { code: 2019 } } });
	});
});

describe('capability', () => {
	const handle = '+12025550121';

	it('knows what each address can do', async () => {
		const { capability } = client;
		expect(await capability.checkIMessage({ address: handle })).toEqual({
			address: handle,
			available: true,
			selected_service: 'iMessage',
		});
		expect(await capability.checkRCS({ address: handle })).toMatchObject({ available: true });
		expect(await capability.checkIMessage({ address: 'jo@acme.example' })).toMatchObject({
			available: true,
		});
		linq.account.setCapabilities(handle, ['SMS']);
		expect(await capability.checkIMessage({ address: handle })).toEqual({
			...{ address: handle, available: false },
			...{ reason: 'not_supported', selected_service: 'SMS' },
		});
		expect(await capability.checkRCS({ address: handle })).toMatchObject({ available: false });
	});

	it('takes only own lines as from', async () => {
		linq.account.addPhoneNumber({ phone_number: '+12025550110' });
		await client.capability.checkRCS({ address: handle, from: '+12025550110' });
		const request = client.capability.checkRCS({ address: handle, from: '+12025550111' });
		await expect(request).rejects.toBeInstanceOf(LinqAPIV3.PermissionDeniedError);
		await expect(request).rejects.toMatchObject({ status: 403, error: { error: { code: 2006 } } });
	});

	it('checks RCS for phone numbers only', async () => {
		await expect(client.capability.checkRCS({ address: 'jo@acme.example' })).rejects.toMatchObject({
			status: 400,
			error: { error: { code: 1002 } },
		});
	});
});

describe('other paths', () => {
	it.each(['/v3/nowhere', '/v3/chats/', '/v2/chats', '/v3/chats/a/b/c', '//v3/chats'])(
		'answers GET %s with 404 and no code',
		async (path) => {
			const request = client.get(path === '//v3/chats' ? `${linq.baseUrl}${path}` : path);
			await expect(request).rejects.toMatchObject({
				status: 404,
				error: { success: false, error: { status: 404 } },
			});
			await expect(request).rejects.not.toHaveProperty('error.error.code');
		},
	);

	it('answers an undocumented method with 404', async () => {
		await expect(client.delete('/v3/chats')).rejects.toMatchObject({ status: 404 });
	});
});

describe('close', () => {
	it('cuts open requests and stops listening', async () => {
		const other = await startEmulator();
		const { baseUrl } = other;
		other.faults.add({ kind: 'hang' });
		const open = fetch(baseUrl).catch(() => 'cut');
		await other.received(1);
		await other.close();
		expect(await open).toBe('cut');
		expect(await fetch(baseUrl).catch(() => 'refused')).toBe('refused');
		expect(other.requests).toHaveLength(1);
		expect(other.requests[0]?.status).toBeNull();
	});

	it('drops what is queued', async () => {
		const other = await startEmulator({ joinDelay: 3_600_000 });
		const chat = other.account.addChat({ handles: ['+12025550121', '+12025550122'] });
		await fetch(`${other.baseUrl}/v3/chats/${chat.id}/participants`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${other.apiKey}` },
			body: JSON.stringify({ handle: '+12052499136' }),
		});
		await other.close();
		await other.settled();
		expect(chat.handles).toHaveLength(3);
	});
});

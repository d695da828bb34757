import { client, linq, refusal, startContract } from './contract';

const line = '+12025550110';
const otherLine = '+442079460110';
const to = ['+12025550121', 'jo@acme.example'];

startContract((account) => {
	for (const phone_number of [line, otherLine]) account.addPhoneNumber({ phone_number });
});

describe('the available number', () => {
	it('is the first line that isn’t flagged', async () => {
		const { phone_number, vcf_url } = await client.availableNumber.retrieve();
		expect(phone_number).toBe(line);
		expect(vcf_url).toMatch(/^https:\/\/.*\.vcf$/);
		linq.account.flaggedLines.add(line);
		expect(await client.availableNumber.retrieve()).toMatchObject({ phone_number: otherLine });
		linq.account.flaggedLines.add(otherLine);
		await expect(client.availableNumber.retrieve()).rejects.toMatchObject(refusal(500, 4002));
	});

	it('is that of the chat with exactly these recipients', async () => {
		linq.account.addChat({ handles: to, from: otherLine });
		const { phone_number } = await client.availableNumber.retrieve({ to: to.toReversed() });
		expect(phone_number).toBe(otherLine);
		expect(await client.availableNumber.retrieve({ to: [to[0]!] })).toMatchObject({
			phone_number: line,
		});
		linq.account.flaggedLines.add(otherLine);
		expect(await client.availableNumber.retrieve({ to })).toMatchObject({ phone_number: line });
	});

	it('takes recipients one by one as well as comma-separated', async () => {
		linq.account.addChat({ handles: to, from: otherLine });
		const query = to.map((handle) => `to=${encodeURIComponent(handle)}`).join('&');
		const response = await fetch(`${linq.baseUrl}/v3/available_number?${query}`, {
			headers: { Authorization: `Bearer ${linq.apiKey}` },
		});
		expect(await response.json()).toMatchObject({ phone_number: otherLine });
		await client.availableNumber.retrieve({ to });
		expect(linq.requests.map(({ queryAll }) => queryAll)).toEqual([{ to }, { to: [to.join()] }]);
	});

	it('is none of those excluded, of which one has to be left', async () => {
		const exclude = (...exclude_from: string[]) =>
			client.availableNumber.retrieve({ exclude_from } as object);
		expect(await exclude(line)).toMatchObject({ phone_number: otherLine });
		expect(await exclude('+12025550199')).toMatchObject({ phone_number: line });
		await expect(exclude(line, otherLine)).rejects.toMatchObject(refusal(400, 1005));
		await expect(exclude('jo@acme.example')).rejects.toMatchObject(refusal(400, 1002));
	});

	it('comes with a vCard of it and the others that could be used', async () => {
		const contact = async (exclude_from: string[]) => {
			const query = { exclude_from } as object;
			const response = await fetch((await client.availableNumber.retrieve(query)).vcf_url);
			expect(response.headers.get('content-type')).toBe('text/vcard');
			return [...(await response.text()).matchAll(/^TEL.*:(\S+)/gm)].map(([, number]) => number);
		};
		expect(await contact(['+12025550199'])).toEqual([line, otherLine]);
		expect(await contact([line])).toEqual([otherLine]);
	});

	it('takes handles only', async () => {
		const request = client.availableNumber.retrieve({ to: ['nobody'] });
		await expect(request).rejects.toMatchObject(refusal(400, 1002));
	});
});

describe('the older list of phone numbers', () => {
	it('has the shape of its time', async () => {
		const { phone_numbers } = await client.phonenumbers.list();
		expect(phone_numbers).toEqual(
			linq.account.phoneNumbers.map(({ id, phone_number }) => ({
				id,
				phone_number,
				capabilities: { mms: true, sms: true, voice: true },
				country_code: null,
				type: null,
			})),
		);
	});
});

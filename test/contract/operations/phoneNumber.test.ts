import { contactFile } from '../../emulator/storage';
import { byId, byNumber, compareOperations, picked, type Case } from './oracle';
import { ids, line, members } from './testAccount';

/** As Linq's documentation has it: the client has no method for it yet. */
const audits = '/v3/phone_numbers/%2B12025550100/reputation_audit';

/** The best number to write to these people from. */
const available = (to?: string[], others: object = {}): Case['ask'] => {
	return async (official) => await official.availableNumber.retrieve({ to, ...others });
};

compareOperations('phoneNumber', {
	getAll: [
		{
			name: 'fifty at most unless said otherwise',
			ask: async (official) => (await official.phoneNumbers.list()).phone_numbers,
		},
		{
			name: 'all',
			parameters: { returnAll: true },
			ask: async (official) => (await official.phoneNumbers.list()).phone_numbers,
		},
		{
			name: 'the first',
			parameters: { limit: 1 },
			ask: async (official) => (await official.phoneNumbers.list()).phone_numbers.slice(0, 1),
		},
		{
			name: 'those that are well',
			parameters: { filters: { reputation: 'HEALTHY' } },
			ask: async (official) => {
				const { phone_numbers } = await official.phoneNumbers.list();
				expect(phone_numbers).toHaveLength(2);
				return phone_numbers.filter(({ reputation }) => reputation.status === 'HEALTHY');
			},
		},
		{
			name: 'those that are not, of which there are none',
			parameters: { filters: { reputation: 'CRITICAL' } },
			ask: async (official) => {
				const { phone_numbers } = await official.phoneNumbers.list();
				return phone_numbers.filter(({ reputation }) => reputation.status === 'CRITICAL');
			},
		},
	],

	auditReputation: [
		{
			name: 'with the report',
			parameters: {
				phoneNumber: byNumber('+1 (202) 555-0100'),
				options: { waitTimeout: 10 },
			},
			ask: async (official) => {
				const { audit_id } = await official.post<{ audit_id: string }>(`${audits}`);
				return await official.get(`${audits}/${audit_id}`);
			},
		},
	],

	getReputationAudit: [
		{
			name: 'that is not over',
			items: [{ json: { id: 'a.1~b_C-2' } }],
			parameters: { phoneNumber: picked(line), auditId: '={{ $json.id }}' },
			prepare: ({ audits: { all } }) => {
				all.push({ audit_id: 'a.1~b_C-2', phone: line, readingsLeft: 1 });
			},
			ask: async (official) => await official.get(`${audits}/a.1~b_C-2`),
		},
	],

	getAvailable: [
		{ name: 'for anybody', ask: available() },
		{
			name: 'for one person',
			parameters: { options: { to: '(202) 555-0101', defaultCountry: 'US' } },
			ask: available([members[0]!]),
		},
		{
			name: 'for several people',
			parameters: { options: { to: '+1 202-555-0101, Jo <jo@example.com>\n+44 20 7946 0958' } },
			ask: available([members[0]!, members[4]!, members[3]!]),
		},
		{
			name: 'for one person, none of some numbers',
			parameters: {
				options: {
					to: '(202) 555-0101',
					excludeFrom: ['+44 20 7946 0110', 2025550188],
					defaultCountry: 'US',
				},
			},
			ask: available([members[0]!], { exclude_from: ['+442079460110', '+12025550188'] }),
		},
		{
			name: 'with its vCard',
			parameters: { options: { download: true, binaryPropertyName: 'contact' } },
			ask: async (official) => {
				const answer = await official.availableNumber.retrieve();
				await fetch(answer.vcf_url);
				return answer;
			},
			files: { contact: contactFile([line]) },
		},
	],

	update: [
		{
			name: 'where calls go',
			parameters: {
				phoneNumberId: picked(ids.line),
				forwardingNumber: '(202) 555-0199',
				options: { defaultCountry: 'US' },
			},
			ask: async (official) =>
				await official.phoneNumbers.update(ids.line, { forwarding_number: '+12025550199' }),
		},
		{
			name: 'that calls go nowhere any more',
			parameters: { phoneNumberId: byId(ids.otherLine.toUpperCase()), forwardingNumber: '' },
			ask: async (official) =>
				await official.phoneNumbers.update(ids.otherLine, { forwarding_number: '' }),
		},
	],
});

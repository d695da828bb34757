import { byNumber, compareOperations, picked } from './oracle';
import { line, members, oldPhone, otherLine } from './testAccount';

// One check a case, since the node sends one in ten seconds.
compareOperations('handle', {
	checkIMessage: [
		{
			name: 'of someone who has it',
			parameters: { address: '+1 (202) 555-0101' },
			ask: async (official) => await official.capability.checkIMessage({ address: members[0]! }),
		},
		{
			name: 'of someone who has it not',
			parameters: { address: '202.555.6107', options: { defaultCountry: 'US' } },
			ask: async (official) => await official.capability.checkIMessage({ address: oldPhone }),
		},
		{
			name: 'of an email address, from a number of yours',
			parameters: { address: 'Jo <jo@example.com>', options: { from: picked(line) } },
			ask: async (official) =>
				await official.capability.checkIMessage({ address: members[4]!, from: line }),
		},
	],

	checkRcs: [
		{
			name: 'of someone who has it, from a number of yours',
			parameters: {
				address: '020 7946 0958',
				options: { defaultCountry: 'GB', from: byNumber('020 7946 0110') },
			},
			ask: async (official) =>
				await official.capability.checkRCS({ address: members[3]!, from: otherLine }),
		},
		{
			name: 'of someone who has it not',
			parameters: { address: 'tel:+1-202-555-6107' },
			ask: async (official) => await official.capability.checkRCS({ address: oldPhone }),
		},
	],
});

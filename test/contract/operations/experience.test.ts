import { experiences } from '../../emulator/experiences';
import { proveOperations } from './facts';
import { picked } from './oracle';

const path = '/v3/experiences';

proveOperations('experience', {
	get: [
		{
			name: 'one',
			parameters: { experience: picked('agentpay') },
			sends: { method: 'GET', path: `${path}/agentpay` },
			gives: () => experiences.slice(0, 1),
		},
		{
			name: 'one by its name',
			parameters: { experience: ' link ' },
			sends: { method: 'GET', path: `${path}/link` },
			gives: () => experiences.filter(({ experience }) => experience === 'link'),
		},
	],

	getAll: [
		{
			name: 'all of the account',
			sends: { method: 'GET', path },
			gives: () => experiences,
		},
	],
});

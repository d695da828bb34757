import { notFound } from '../answers';
import type { Route } from '../routing';

export const experienceRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/experiences',
		answer: ({ account }) => ({ status: 200, body: { experiences: account.experiences } }),
	},
	{
		method: 'GET',
		path: '/v3/experiences/:experience',
		answer({ account, parameters, traceId }) {
			const found = account.experiences.find(
				({ experience }) => experience === parameters.experience,
			);
			return found ? { status: 200, body: found } : notFound(traceId);
		},
	},
];

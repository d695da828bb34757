import { notFound } from '../answers';
import { experiences } from '../experiences';
import type { Route } from '../routing';

export const experienceRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/experiences',
		answer: () => ({ status: 200, body: { experiences } }),
	},
	{
		method: 'GET',
		path: '/v3/experiences/:experience',
		answer({ parameters, traceId }) {
			const found = experiences.find(({ experience }) => experience === parameters.experience);
			return found ? { status: 200, body: found } : notFound(traceId);
		},
	},
];

/** What an experience offers, in Linq's shape. */
export interface Experience {
	experience: string;
	display_name: string;
	actions: Array<{
		name: string;
		summary: string;
		fields: Record<
			string,
			{ type: 'string' | 'cents' | 'int' | 'url'; max?: number; required: boolean }
		>;
	}>;
}

/** Those that every account has. */
export function usualExperiences(): Experience[] {
	return [
		{
			experience: 'agentpay',
			display_name: 'Agent Pay',
			actions: [
				{
					name: 'request_payment',
					summary: 'A payment request that is paid in the app',
					fields: {
						checkout_url: { type: 'url', required: true },
						title: { type: 'string', max: 60, required: false },
						note: { type: 'string', max: 200, required: false },
					},
				},
			],
		},
		{
			experience: 'link',
			display_name: 'Link',
			actions: [
				{
					name: 'open',
					summary: 'A card that opens a web address',
					fields: {
						url: { type: 'url', required: true },
						title: { type: 'string', max: 60, required: false },
					},
				},
			],
		},
	];
}

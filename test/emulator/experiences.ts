/** What an action may be told. */
export interface ExperienceField {
	type: 'string' | 'cents' | 'int' | 'url';
	/** Characters, for texts. */
	max?: number;
	required: boolean;
}

/** A kind of card that Linq composes. */
export interface Experience {
	experience: string;
	display_name: string;
	actions: Array<{ name: string; summary: string; fields: Record<string, ExperienceField> }>;
}

/** Those that every account has here, with fields of every type. */
export const experiences: Experience[] = [
	{
		experience: 'agentpay',
		display_name: 'Agent Pay',
		actions: [
			{
				name: 'request_payment',
				summary: 'Ask for a payment',
				fields: {
					checkout_url: { type: 'url', required: true },
					title: { type: 'string', max: 40, required: false },
					note: { type: 'string', max: 120, required: false },
				},
			},
		],
	},
	{
		experience: 'agentcard',
		display_name: 'Agent Card',
		actions: [
			{
				name: 'approve_card',
				summary: 'Approve a card',
				fields: {
					amount: { type: 'cents', required: true },
					uses: { type: 'int', required: false },
				},
			},
			{ name: 'attach_card', summary: 'Add a card', fields: {} },
		],
	},
	{
		experience: 'link',
		display_name: 'Link',
		actions: [
			{ name: 'open', summary: 'Open a page', fields: { url: { type: 'url', required: true } } },
		],
	},
];

/** A payment with a virtual card, in Linq's shape. */
export interface AccountPayment {
	/** None before there is a card. */
	id?: string;
	status: string;
	amount_cents: number;
	currency: string;
	handle: string;
	description?: string;
	merchant?: { name?: string; url?: string };
	metadata?: Record<string, string>;
	approval_url?: string;
	attach_url?: string;
}

export type ConnectionStatus = 'not_connected' | 'pending' | 'connected' | 'revoked';

/** How far a customer has come in allowing payments on their behalf. */
export interface Connection {
	status: ConnectionStatus;
	/** Of the ceremony under way; a code is used once. */
	connect_id?: string;
}

/** The code that every customer gets. */
export const codeOfEveryone = '123456';

/** Payments on customers' behalf: what the account's provider and its customers have. */
export class AgentPayments {
	/** By name. */
	readonly providers = new Map<string, 'onboarding' | 'ready' | 'disabled'>([
		['agentcard', 'ready'],
	]);
	readonly payments: AccountPayment[] = [];
	private readonly connections = new Map<string, Connection>();

	/** Email addresses in whatever case. */
	connection(handle: string): Connection {
		return this.connections.get(handle.toLowerCase()) ?? { status: 'not_connected' };
	}

	connect(handle: string, connection: Connection): void {
		this.connections.set(handle.toLowerCase(), connection);
	}

	payment(id: string): AccountPayment | undefined {
		return this.payments.find((payment) => payment.id === id);
	}
}

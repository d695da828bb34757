/** Why an item failed, as saved workflows tell one failure from another. */
export type ErrorCategory =
	| 'invalid_input'
	| 'unauthorized'
	| 'forbidden'
	| 'not_found'
	| 'conflict'
	| 'rate_limited'
	| 'server_error'
	| 'network_error'
	| 'timeout'
	| 'invalid_response'
	| 'not_confirmed';

/** Someone among the people of one item for whom it failed, and why. */
export type FailedPerson = { handle: string } & Pick<ErrorReport, 'message' | 'hint' | 'category'>;

/** What became of the people of one item, or would, where some of it failed: handles, and reasons. */
export interface PeopleReport {
	added?: string[];
	removed?: string[];
	would_add?: string[];
	would_remove?: string[];
	/** Who was in already and stays. */
	unchanged?: string[];
	people?: FailedPerson[];
}

/** What a failed item carries under `error`, besides the chat and the handle it was about. */
export interface ErrorReport extends PeopleReport {
	/** What went wrong, in Linq's words where Linq answered. */
	message: string;
	/** What to do about it, one sentence for someone who doesn't code. */
	hint: string;
	category: ErrorCategory;
	/** Linq's error number, such as 2001 (https://docs.linqapp.com/error/). */
	code: number | null;
	/** HTTP status, 100–599. */
	status: number | null;
	/** Linq's page about this error. */
	doc_url: string | null;
	/** What Linq's support asks for. */
	trace_id: string | null;
	/** Whether trying again later makes sense. */
	retryable: boolean;
	/** Requests sent for this item; 0 when it was refused before sending. */
	attempts: number;
	/** Of what was sent and then waited for in vain. */
	message_id?: string;
	/** How that stood when it was looked at last, in Linq's word for it; null where Linq gave none. */
	delivery_status?: string | null;
}

/** What is known of a failure; fields left out are null or false in the report. */
export type Failure = Pick<ErrorReport, 'message' | 'hint' | 'category'> &
	Partial<Omit<ErrorReport, 'attempts'>> & {
		/** Milliseconds the server asked to wait before the next request. */
		retryAfter?: number;
		/** Not sent again by itself: it came with a status that says it was done, or passes later only. */
		settled?: boolean;
		/** No connection came about, so the request surely never got to Linq. */
		unsent?: boolean;
		/** An answer of a server's, though to something else than what was asked. */
		foreign?: boolean;
		/** Linq refused it for now, and did nothing. */
		undone?: boolean;
		/** A refusal, but of a request that an earlier try, which failed, may have carried out. */
		inDoubt?: boolean;
		/** The request, or an earlier try of it, may have been carried out although it failed. */
		isPerhapsDone?: boolean;
	};

/** Everything that can go wrong between one item and Linq, in a form a person can act on. */
export class LinqError extends Error {
	/** Requests sent before giving up. */
	attempts = 0;

	constructor(readonly failure: Failure) {
		super(failure.message);
		this.name = 'LinqError';
	}

	/** The failure as it stands in an output. Holds nothing of the request itself. */
	report(): ErrorReport {
		const { message, hint, category, code, status, doc_url, trace_id, retryable } = this.failure;
		const { message_id, delivery_status } = this.failure;
		return {
			message,
			hint,
			category,
			code: code ?? null,
			status: status ?? null,
			doc_url: doc_url ?? null,
			trace_id: trace_id ?? null,
			retryable: retryable ?? false,
			attempts: this.attempts,
			...(message_id !== undefined && { message_id, delivery_status: delivery_status ?? null }),
			...peopleIn(this.failure),
		};
	}
}

function peopleIn(failure: PeopleReport): PeopleReport {
	const { added, removed, would_add, would_remove, unchanged, people } = failure;
	return {
		...(added && { added }),
		...(removed && { removed }),
		...(would_add && { would_add }),
		...(would_remove && { would_remove }),
		...(unchanged && { unchanged }),
		...(people && { people }),
	};
}

/** Whether Linq itself said that there is no such thing, rather than something that stands in between. */
export function isGone({ category, code }: Failure): boolean {
	return category === 'not_found' && typeof code === 'number';
}

/** Something in the item or in the settings can't be used, and nothing was sent. */
export function invalidInput(message: string, hint: string): LinqError {
	return new LinqError({ message, hint, category: 'invalid_input' });
}

/** What went wrong and what to do about it, where both have to stand in one line. */
export function inOneLine({ message, hint }: Pick<Failure, 'message' | 'hint'>): string {
	return `${message.replace(/(?<![.\s])[.\s]+$/, '')}. ${hint}`;
}

/** What `read` gives, or its failure as a value to look at; anything else goes on being thrown. */
export function attempted<Value>(read: () => Value): Value | LinqError {
	try {
		return read();
	} catch (error) {
		return asFailure(error);
	}
}

/** The failure, which counts the requests that were sent for the item before it, too. */
export function counted(error: unknown, sent: number): LinqError {
	const failure = asFailure(error);
	failure.attempts += sent;
	return failure;
}

/** A failure that several met, for one of them: its requests count for whoever takes it first. */
export function takenFrom(shared: unknown): LinqError {
	const failure = asFailure(shared);
	const own = counted(new LinqError(failure.failure), failure.attempts);
	failure.attempts = 0;
	return own;
}

/** For `catch`: a failure becomes a value to look at, and anything else goes on being thrown. */
export function asFailure(error: unknown): LinqError {
	if (error instanceof LinqError) return error;
	throw error;
}

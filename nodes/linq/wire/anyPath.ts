import { invalidInput, type LinqError } from '../errors';
import { trimmed } from '../values/trimmed';

/** In characters; no path of Linq's is nearly as long. */
const longest = 2_048;

/**
 * What no name or ID in a path has in it, in whatever form Unicode has it: what ends a path, or a
 * piece of one, what could be decoded once more, and what nobody sees.
 */
const unfit = /[/\\?#%\p{Z}\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * The pieces of the path of any call of Linq's API, of which `anyPath` makes a path that stays below
 * `/v3/`, whatever they are made of.
 *
 * @param value what follows `/v3/`, or that too; names and IDs as they are, or percent-encoded
 * @returns what stands between the slashes, decoded; at least one
 * @throws LinqError `invalid_input` for whole addresses, `.` and `..`, empty pieces, what follows a
 *   question mark, and characters that no ID has, also where they are encoded
 */
export function piecesOf(value: unknown): string[] {
	const text = typeof value === 'string' ? trimmed(value) : value;
	if (text === undefined || text === null || text === '') {
		throw invalidInput('The path is missing', `${howToGive}.`);
	}
	if (typeof text !== 'string' || text.length > longest) throw unusable();
	if (/[?#]/.test(text)) {
		throw invalidInput(
			'The path goes on behind a ? or #',
			'Remove that, and give what stands behind a question mark under Query Parameters, name by name.',
		);
	}
	const below = text.replace(/^\/?(?:v3\/)?/, '').replace(/\/$/, '');
	return below.split('/').map(decoded);
}

/** The path of these pieces, each encoded as one. */
export function anyPath(pieces: string[]): string {
	return `/v3/${pieces.map((piece) => encodeURIComponent(piece)).join('/')}`;
}

function decoded(piece: string): string {
	const text = withoutPercent(piece);
	// Some servers take what looks alike for the same.
	const plain = text.normalize('NFKC');
	if (/^\.*$/.test(plain) || unfit.test(text) || unfit.test(plain)) throw unusable();
	return text;
}

function withoutPercent(piece: string): string {
	try {
		return decodeURIComponent(piece);
	} catch {
		throw unusable();
	}
}

const howToGive =
	"Give what follows /v3/ in Linq's documentation, such as chats/550e8400-e29b-41d4-a716-446655440000/participants";

function unusable(): LinqError {
	return invalidInput(
		"The path can't be used",
		`${howToGive}: no web address before it, and IDs without spaces, slashes or percent signs in them.`,
	);
}

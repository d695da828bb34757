import { invalidInput, type LinqError } from '../errors';
import { payloadVersion } from './events';

/** Networks that nobody outside can reach (RFC 6890), as `address/bits`. */
const closedNetworks = [
	'0.0.0.0/8',
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'169.254.0.0/16',
	'172.16.0.0/12',
	'192.0.0.0/24',
	'192.168.0.0/16',
	'198.18.0.0/15',
	'224.0.0.0/3',
].map((network) => {
	const [address = '', bits] = network.split('/');
	const shift = 2 ** (32 - Number(bits));
	return { prefix: Math.floor(numberOf(address) / shift), shift };
});

/** Endings of names that exist inside a house only (RFC 6761, RFC 6762, RFC 8375, ICANN). */
const closedNames = /(^|\.)(localhost|local|internal|lan|home\.arpa|test|invalid)$/;

/**
 * Where Linq shall deliver: n8n's address for the trigger, with the payload version pinned.
 *
 * @param webhookUrl what n8n says it can be reached at
 * @throws LinqError `invalid_input` when Linq, which takes public https addresses only, couldn't
 */
export function deliveryAddress(webhookUrl: string | undefined): string {
	if (webhookUrl === undefined || !URL.canParse(webhookUrl)) {
		throw unreachable('n8n does not know at which address it can be reached');
	}
	const url = new URL(webhookUrl);
	if (!isPublic(webhookUrl)) {
		throw notPublic(webhookUrl);
	}
	url.searchParams.set('version', payloadVersion);
	return url.href;
}

/** Whether Linq could deliver to this address: https, and not a name or number of a local network. */
export function isPublic(address: string | undefined): boolean {
	if (address === undefined || !URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	return protocol === 'https:' && isPublicHost(hostname);
}

/** Whether two addresses lead to the same place, in whatever way they are written. */
export function isSameAddress(one: string, other: string): boolean {
	return normalized(one) === normalized(other);
}

/**
 * Whether two addresses are those of one node of one n8n, for production and for a test: of the path,
 * only the segment before the node's own differs (`webhook`, `webhook-test`; n8n lets people rename
 * them).
 *
 * @param own how many segments at the end of the path are the node's own
 */
export function differInEndpointOnly(one: string, other: string, own: number): boolean {
	if (!URL.canParse(one) || !URL.canParse(other)) return false;
	const [first, second] = [new URL(one), new URL(other)];
	if (first.origin !== second.origin || first.search !== second.search) return false;
	const [some, others] = [segmentsOf(first.pathname), segmentsOf(second.pathname)];
	const endpoint = some.length - own - 1;
	return (
		endpoint >= 0 &&
		some.length === others.length &&
		some.every((segment, index) => (segment === others[index]) === (index !== endpoint))
	);
}

function normalized(address: string): string {
	if (!URL.canParse(address)) return address;
	const { origin, pathname, searchParams } = new URL(address);
	searchParams.sort();
	return `${origin}/${segmentsOf(pathname).join('/')}?${searchParams.toString()}`;
}

function segmentsOf(pathname: string): string[] {
	return pathname.split('/').filter((segment) => segment !== '');
}

function isPublicHost(hostname: string): boolean {
	const name = hostname.toLowerCase().replace(/\.$/, '');
	if (name.startsWith('[')) return /^\[[23]/.test(name);
	if (/^\d+(\.\d+){3}$/.test(name)) {
		const address = numberOf(name);
		return !closedNetworks.some(({ prefix, shift }) => Math.floor(address / shift) === prefix);
	}
	return name.includes('.') && !closedNames.test(name);
}

function numberOf(address: string): number {
	return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

/** Said of an address that Linq couldn't reach. */
export function notPublic(address: string): LinqError {
	return unreachable(
		`Linq delivers to public https addresses only, and this n8n is at ${new URL(address).origin}`,
	);
}

function unreachable(message: string): LinqError {
	return invalidInput(
		message,
		'Set the environment variable WEBHOOK_URL of your n8n (N8N_WEBHOOK_URL since n8n 2.41) to the public address that begins with https:// (behind a proxy or tunnel: the address of that one), restart n8n, and try again.',
	);
}

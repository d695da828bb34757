/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { createServer, type AddressInfo } from 'node:net';

/**
 * Ports of 127.0.0.1 that nothing listens on, each different from the others. Nobody holds them
 * for the caller, so they should be used at once.
 * @param wanted for each port the one it must be, or 0 for any
 * @throws Error with code EADDRINUSE when a wanted port is taken
 */
export async function freePorts(wanted: number[]): Promise<number[]> {
	const servers = wanted.map(() => createServer());
	try {
		return await Promise.all(
			servers.map(
				(server, index) =>
					new Promise<number>((resolve, reject) => {
						server.once('error', reject);
						server.listen(wanted[index], '127.0.0.1', () =>
							resolve((server.address() as AddressInfo).port),
						);
					}),
			),
		);
	} finally {
		await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	}
}

/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import { certificateFile } from '../emulator/certificate';

/**
 * Modules of n8n that a test has no use for and that download lists or talk to other services. An
 * n8n refuses to start when it is told of one that it doesn't have.
 */
function needlessModules(version: string): string[] {
	if (version.startsWith('1.')) return ['insights'];
	return ['mcp-registry', 'instance-ai', 'agents', 'chat-hub', 'insights'];
}

/** What n8n is told so that it listens on this machine only and asks nothing of any other. */
const quietAndLocal: Record<string, string> = {
	// As in n8n's Docker image; without it n8n puts stack traces into its answers.
	NODE_ENV: 'production',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
	N8N_AI_GATEWAY_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	// A busy machine answers late: after 5 seconds n8n would log that it lost its database.
	DB_PING_TIMEOUT_MS: '600000',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_LICENSE_DETACH_FLOATING_ON_SHUTDOWN: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
};

const kept = ['PATH', 'LANG', 'TZ', 'TMPDIR'];

/**
 * The whole environment of an n8n server. Of the caller's variables only PATH, the locale, the
 * time zone and TMPDIR are passed on: settings of an n8n that the person uses otherwise (its
 * database, its key) and proxies stay out.
 */
export function serverEnvironment(
	version: string,
	userFolder: string,
	port: number,
	brokerPort: number,
	more: Record<string, string>,
): Record<string, string> {
	const own = Object.fromEntries(
		kept.flatMap((name) => {
			const value = process.env[name];
			return value === undefined ? [] : [[name, value]];
		}),
	);
	return {
		...own,
		...quietAndLocal,
		N8N_DISABLED_MODULES: needlessModules(version).join(','),
		// The emulator takes uploads by HTTPS.
		NODE_EXTRA_CA_CERTS: certificateFile,
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		...more,
	};
}

/** n8n's scanner comes without types. */
declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	import type { Linter } from 'eslint';

	/** Which files of a repository n8n checks. */
	export const SOURCE_FILE_PATTERNS: string[];

	/** The rules n8n checks with. */
	export function buildScanConfig(): Promise<Linter.Config[]>;

	/** Lints a folder with n8n's rules; `details` lists what was found. */
	export function analyzePackage(
		packageDir: string,
		filePatterns?: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import { readFile, writeFile } from 'node:fs/promises';

/** From now on `peakMemory` counts what the process holds from here on. Linux only. */
export async function resetPeakMemory(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}

/** The process's memory (resident set) at this moment, in MB. */
export async function currentMemory(pid: number): Promise<number> {
	return await readStatus(pid, 'VmRSS');
}

/** The most memory (resident set) the process had since the last reset, in MB. */
export async function peakMemory(pid: number): Promise<number> {
	return await readStatus(pid, 'VmHWM');
}

async function readStatus(pid: number, name: string): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
	if (kilobytes === undefined) throw new Error(`The system does not say the ${name} of a process`);
	return Number(kilobytes) / 1024;
}

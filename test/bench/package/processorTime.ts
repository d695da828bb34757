/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
/** Processor time that this process has used so far, in milliseconds. */
export function processorTime(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

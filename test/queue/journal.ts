import type { N8nProcess } from '../n8n/process';

/** What n8n's processes say about executions in their logs. */
export class Journal {
	/** Executions that were put into the queue, in that order. */
	readonly enqueued: string[] = [];
	/** Every time a worker began with an execution. */
	readonly starts: Array<{ execution: string; worker: string }> = [];
	/** Executions that a worker came to the end of, whether or not they succeeded. */
	readonly finished = new Set<string>();
	/** Executions that n8n ended itself, because their worker is gone. */
	readonly givenUp = new Set<string>();
	private waiting: Array<{ condition: () => boolean; resolve: () => void }> = [];

	/** Reads along in the log of a process from now on; `name` is what a worker is called here. */
	follow(name: string, process: N8nProcess): void {
		process.follow((line) => {
			if (this.note(name, line)) this.settle();
		});
	}

	/** Resolves once the condition holds; it is asked whenever something was noted. */
	async until(condition: () => boolean): Promise<void> {
		await new Promise<void>((resolve) => {
			this.waiting.push({ condition, resolve });
			this.settle();
		});
	}

	/** The executions that a worker began with. */
	startedBy(name: string): string[] {
		return this.starts.filter(({ worker }) => worker === name).map(({ execution }) => execution);
	}

	/** Whether the line told something new. */
	private note(name: string, line: string): boolean {
		const [, enqueued] = /^Enqueued execution (\d+) /.exec(line) ?? [];
		if (enqueued) return this.enqueued.push(enqueued) > 0;
		const [, started] = /^Worker started execution (\d+) /.exec(line) ?? [];
		if (started) return this.starts.push({ execution: started, worker: name }) > 0;
		const [, finished] = /^Worker finished execution (\d+) /.exec(line) ?? [];
		if (finished) return this.finished.add(finished).size > 0;
		const [, givenUp] = /^Problem with execution (\d+): /.exec(line) ?? [];
		return givenUp !== undefined && this.givenUp.add(givenUp).size > 0;
	}

	private settle(): void {
		this.waiting = this.waiting.filter(({ condition, resolve }) => {
			if (!condition()) return true;
			resolve();
			return false;
		});
	}
}

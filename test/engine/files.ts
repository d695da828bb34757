/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n never runs this */
import './environment';
import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

/** A file as n8n describes it, apart from what is in it. */
export type Described = Pick<IBinaryData, 'mimeType' | 'fileName' | 'fileExtension'>;

export const picture: Described = { mimeType: 'image/png', fileName: 'photo.png' };

/** A kind of file that every operation takes, those that send voice memos too. */
export const sound: Described = { mimeType: 'audio/mpeg', fileName: 'memo.mp3' };

/** Every byte there is, so that nothing survives that takes a file for text. */
export const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));

export const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** A file in n8n's memory. */
export function inMemory(content: Buffer = bytes, described = picture): IBinaryData {
	return { ...described, data: content.toString('base64') };
}

/** An item with one file, in the field n8n calls data. */
export function itemWith(data: IBinaryData, json: IDataObject = {}): INodeExecutionData {
	return { json, binary: { data } };
}

/** n8n's files on disk, where it keeps them by default; tests keep them in memory otherwise. */
export class Disk {
	private constructor(private readonly service: BinaryDataService) {}

	static async open(): Promise<Disk> {
		const { Container } = requireOnce('@n8n/di');
		const service = Container.get(BinaryDataService);
		await service.init();
		return new Disk(service);
	}

	async store(content: Buffer, described = picture): Promise<IBinaryData> {
		const place = { type: 'execution', workflowId: 'workflow', executionId: 'before' } as const;
		return await this.service.store(place, content, { ...described, data: '' });
	}

	async read(file: IBinaryData): Promise<Buffer> {
		return await this.service.getAsBuffer(file);
	}

	async delete({ id }: IBinaryData): Promise<void> {
		await this.service.deleteManyByBinaryDataId([id!]);
	}

	/** Puts a folder where the file was, so that opening it works and reading it fails. */
	async spoil({ id }: IBinaryData): Promise<void> {
		const place = this.service.getPath(id!);
		await rm(place);
		await mkdir(place);
	}

	/**
	 * Puts a file where the folder for files was, so that no file can be kept.
	 *
	 * @returns what puts the folder back
	 */
	async obstruct(): Promise<() => Promise<void>> {
		const { id } = await this.store(bytes);
		const executions = path.join(this.service.getPath(id!), '../../..');
		await rename(executions, `${executions}.aside`);
		await writeFile(executions, '');
		return async () => {
			await rm(executions);
			await rename(`${executions}.aside`, executions);
		};
	}

	/** From now on files stay in memory again, for the tests that follow in this process. */
	close(): void {
		this.service.setManager('filesystem-v2', undefined as never);
	}
}

/** See the test environment: n8n is loaded outside of jest's modules, once for a process. */
declare const requireOnce: (name: '@n8n/di') => {
	Container: { get<Service>(kind: new (...given: never[]) => Service): Service };
};

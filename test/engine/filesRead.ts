/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- n8n never runs this */
import path from 'node:path';
import { byId, ownLine, startSetting } from './setting';
import { Database, TriggerHost } from './triggerHost';

/**
 * Run in a process of its own: works with the built package as n8n and people do, one thing after
 * another, and writes as JSON which of its files Node read for each for the first time, as
 * `[what was done, files in dist]`.
 */
async function work(): Promise<void> {
	const read: Array<[what: string, files: string[]]> = [];
	const seen = new Set<string>();
	const note = (what: string) => {
		const files = Object.keys(require.cache).filter((file) => !seen.has(file));
		files.forEach((file) => seen.add(file));
		const ofPackage =
			/^(?!.*node_modules).*[\\/]dist[\\/](?<file>(?:nodes|credentials)[\\/].*\.js)$/;
		const named = files.flatMap((file) => ofPackage.exec(file)?.groups?.file ?? []);
		read.push([what, named.map((file) => file.split(path.sep).join('/')).sort()]);
	};

	const { engine, credential, run, add, chatId, linq } = await startSetting();
	note('loaded');
	await engine.testCredential(credential);
	note('credential tested');
	await engine.loadOptions('getEvents', credential);
	await engine.search('searchGroupChats', credential);
	await engine.search('searchPhoneNumbers', credential);
	note('lists shown');
	await run('chat', 'get', [{ json: {} }], { chatId: byId(chatId) });
	await run('message', 'send', [{ json: {} }], { chatId: byId(chatId), text: 'See example.com' });
	note('message sent');
	await add([{ phone: 'jo@example.com' }]);
	note('email address added');
	await add([{ phone: '+1 202 555 0103' }]);
	note('phone number added');
	const from = { __rl: true, mode: 'number', value: ownLine };
	const first = { from, to: '+12025550104', text: 'See example.com' };
	await run('chat', 'create', [{ json: {} }], first);
	note('first message checked');

	const host = await TriggerHost.start(new Database({ events: ['message.received'] }), credential);
	note('loaded for the trigger');
	await host.menu('getPhoneNumbers');
	note('menu shown');
	await host.activate();
	note('activated');
	await Promise.all([host.end(), linq.close()]);
	process.stdout.write(JSON.stringify(read));
}

void work();

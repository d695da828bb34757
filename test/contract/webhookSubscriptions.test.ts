import { Database, TriggerHost } from '../engine/triggerHost';
import { startEmulator, type Emulator } from '../emulator';
import { officialClient } from './officialClient';

/** What counts of a request: the rest (host, length, user agent) is the client's own business. */
function essence({ method, path, query, body, headers }: Emulator['requests'][number]) {
	const { authorization, 'content-type': contentType } = headers;
	return { method, path, query, body, authorization, contentType };
}

test('subscribing, repairing, ending: the trigger sends what the official client sends', async () => {
	const linq = await startEmulator();
	const line = '+12025550100';
	linq.account.addPhoneNumber({ phone_number: line });
	const database = new Database({ events: ['message.received'], phoneNumbers: [line] });
	const host = await TriggerHost.start(database, {
		apiKey: linq.apiKey,
		baseUrl: linq.baseUrl,
	});
	await host.activate();
	const { id, target_url } = linq.account.webhookSubscriptions[0]!;
	database.parameters = { events: ['participant.added', 'message.sent'] };
	await host.activate();
	await host.deactivate();
	await host.menu('getMoreEvents');
	await host.menu('getPhoneNumbers');
	await host.end();
	const ours = linq.requests.splice(0).map(essence);

	const { webhookEvents, webhookSubscriptions, phoneNumbers } = officialClient(linq);
	await webhookSubscriptions.list();
	await webhookSubscriptions.list();
	await phoneNumbers.list();
	await webhookSubscriptions.create({
		target_url,
		subscribed_events: ['message.received'],
		phone_numbers: [line],
	});
	linq.account.webhookSubscriptions[0]!.id = id;
	await webhookSubscriptions.list();
	await phoneNumbers.list();
	await webhookSubscriptions.update(id, {
		subscribed_events: ['participant.added', 'message.sent'],
		phone_numbers: null,
		is_active: true,
	});
	await webhookSubscriptions.delete(id);
	await webhookSubscriptions.list();
	await webhookEvents.list();
	await phoneNumbers.list();
	await linq.close();
	expect(ours).toEqual(linq.requests.map(essence));
});

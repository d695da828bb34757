import { operationCalls } from '../api/operationCalls';
import { callKey, keyOf } from '../api/surface';
import { routes } from '../emulator/routes';
import { callsOfClient } from './callsOfClient';

test('every call of the official client has a route, and every newer one, and every route a call', () => {
	const calls = callsOfClient();
	expect(calls).toHaveLength(41);
	const newer = Object.values(operationCalls).flat().map(keyOf);
	const answered = routes.map(({ method, path }) => callKey(method, path.replace(/:\w+/g, '{}')));
	expect(answered.sort()).toEqual([...new Set([...calls, ...newer])].sort());
});

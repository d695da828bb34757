import { path } from '../../../../nodes/linq/wire/path';
import { failureOf } from '../failures';

test('values are single segments, whatever is in them', () => {
	expect(path`/v3/chats/${'550e8400'}/participants`).toBe('/v3/chats/550e8400/participants');
	expect(path`/v3/chats/${'../webhook-subscriptions/x?y=#'}/participants`).toBe(
		'/v3/chats/..%2Fwebhook-subscriptions%2Fx%3Fy%3D%23/participants',
	);
	expect(path`/v3/chats/${'a b%2f'}`).toBe('/v3/chats/a%20b%252f');
});

test.each(['', '.', '..'])('%j is refused, since no encoding makes it a name', (value) => {
	expect(failureOf(() => path`/v3/chats/${value}/participants`).message).toBe(
		"The ID can't be used in a request to Linq",
	);
});

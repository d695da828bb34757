import { Emulator, type EmulatorOptions } from './server';

/** Starts a Linq server on 127.0.0.1 and resolves once it listens. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const emulator = new Emulator(options);
	await emulator.listen(options.port);
	return emulator;
}

export { Account } from './account';
export type {
	AccountChat,
	AccountMessage,
	AccountSubscription,
	ChatHandle,
	ChatState,
	NewChat,
	NewPhoneNumber,
	PhoneNumber,
	Service,
} from './account';
export type { Fault, FaultScript, ScriptedFault } from './faults';
export type { Limit } from './rateLimit';
export type { RecordedRequest } from './requests';
export type { Emulator, EmulatorOptions } from './server';

import { Emulator, type EmulatorOptions } from './server';

/** Starts a Linq server on 127.0.0.1 and resolves once it listens. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const emulator = new Emulator(options);
	await emulator.listen(options.port);
	return emulator;
}

export { Account } from './account';
export type {
	AccountSubscription,
	ContactCard,
	NewPhoneNumber,
	Paging,
	PhoneNumber,
	Position,
} from './account';
export type { AccountAttachment, NewAttachment } from './attachments';
export type { AccountChat, ChatHandle, ChatState, NewChat, Service } from './chats';
export type { EventType } from './eventTypes';
export type { Fault, FaultScript, ScriptedFault } from './faults';
export type { AccountMessage, DeliveryStatus, MessagePart, NewMessage } from './messages';
export type { Deed, Done, Failure, People, Receipt, Receipts, Told, Writing } from './people';
export { linqCardLimit, linqMessageLimit } from './rateLimit';
export type { Limit } from './rateLimit';
export type { RecordedRequest } from './requests';
export type { Emulator, EmulatorOptions } from './server';
export type { FileStorage, RecordedTransfer, UploadFlaw } from './storage';
export type { Call, Event } from './webhooks';

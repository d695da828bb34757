// What the trigger does. An n8n that only shows it in the editor never reads it.
export { receive } from './deliveries';
export { isSubscribed, subscribe, unsubscribe } from './subscription';

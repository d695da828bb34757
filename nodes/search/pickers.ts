// What fills the lists of the editor. Only the editor asks for it.
export { searchChats, searchDirectChats, searchGroupChats } from './chats';
export { getEvents } from './events';
export { getExperienceActions, getExperienceFields, getExperiences } from './experienceFields';
export { searchExperiences } from './experiences';
export { searchMessages } from './messages';
export { searchPaymentRequests } from './paymentRequests';
export { searchPhoneNumberIds, searchPhoneNumbers } from './phoneNumbers';
export { searchPollChoices } from './polls';
export { searchStickers } from './stickers';
export { searchSubscriptions } from './subscriptions';

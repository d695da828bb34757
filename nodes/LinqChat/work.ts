// What the node does. An n8n that only shows it in the editor never reads it.
export { ring } from './questions/ring';
export { runItems } from './runItems';

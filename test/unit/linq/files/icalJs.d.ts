declare module 'ical.js' {
	/** jCard's property (https://www.rfc-editor.org/rfc/rfc7095): name, parameters, type, values. */
	type Property = [string, Record<string, unknown>, string, ...unknown[]];

	const library: {
		/** jCard: the component's name, its properties, and what it holds besides. */
		parse(text: string): [string, Property[], unknown[]];
	};
	export default library;
}

import {
	expectedErrors,
	expectedSuccess,
	exampleWith,
	linqNode,
	startExampleLinq,
} from '../examples/addCrmContacts';
import { Engine } from './engine';

test('the example adds whom it can and says of the others why not', async () => {
	const [engine, linq] = await Promise.all([Engine.load(), startExampleLinq()]);
	const credential = { apiKey: linq.apiKey, baseUrl: linq.baseUrl };
	const { data } = await engine.start(exampleWith('Linq'), credential).finished;
	await linq.close();

	const [success, error] = data.resultData.runData[linqNode]![0]!.data!.main!;
	expect(success!.map(({ json }) => [json.name, json.handle])).toEqual(expectedSuccess);
	expect(
		error!.map(({ json }) => {
			const { category, code, attempts } = json.error as Record<string, unknown>;
			return [json.name, category, code, attempts];
		}),
	).toEqual(expectedErrors);
});

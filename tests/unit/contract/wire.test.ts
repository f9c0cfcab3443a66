// The contract changes only by adding: what a released app queued offline is still accepted a year later.
import fs from 'node:fs';
import path from 'node:path';
import { openApi } from '../../../functions/kit/openapi';
import { operations, type OperationName } from '../../../src/contract/operations';

const wire = path.resolve(__dirname, '../../fixtures/wire');
const bodies = fs.readdirSync(wire).flatMap((version) =>
  fs.readdirSync(path.join(wire, version)).map((file) => ({ version, operation: path.basename(file, '.json') as OperationName, file: path.join(wire, version, file) })),
);

test.each(bodies)('version $version of $operation is still accepted', ({ operation, file }) => {
  const { request } = operations[operation] as { request: { parse: (body: unknown) => unknown } };
  expect(() => request.parse(JSON.parse(fs.readFileSync(file, 'utf8')))).not.toThrow();
});

test('every queued operation has an example of the present version', () => {
  const queued = Object.entries(operations).flatMap(([name, operation]) => ('isQueued' in operation ? [name] : []));
  const versions = fs.readdirSync(wire).sort((a, b) => Number(a) - Number(b));
  const present = bodies.filter(({ version }) => version === versions.at(-1)).map(({ operation }) => operation);
  expect(present.sort()).toEqual(queued.sort());
});

test('tests/snapshots/api.json is the API as it is (npm run api:snapshot writes it)', () => {
  const snapshot: unknown = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../snapshots/api.json'), 'utf8'));
  expect(JSON.parse(JSON.stringify(openApi()))).toEqual(snapshot);
});

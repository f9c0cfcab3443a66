// `npm run api:snapshot`: writes tests/snapshots/api.json, one line per operation. A reviewer reads its difference
// first; a test holds it to the contract.
import fs from 'node:fs';
import path from 'node:path';
import { openApi } from '../functions/kit/openapi';

const { paths, ...rest } = openApi() as { paths: Record<string, Record<string, unknown>> };
const lines = Object.entries(paths).map(
  ([at, methods]) => `  ${JSON.stringify(at)}: {\n${Object.entries(methods).map(([method, operation]) => `   ${JSON.stringify(method)}: ${JSON.stringify(operation)}`).join(',\n')}\n  }`,
);
const text = `${JSON.stringify(rest, null, 1).slice(0, -2)},\n "paths": {\n${lines.join(',\n')}\n }\n}\n`;
fs.writeFileSync(path.resolve(__dirname, '../tests/snapshots/api.json'), text);
console.log('tests/snapshots/api.json written');

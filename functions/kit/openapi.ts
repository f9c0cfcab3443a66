// The OpenAPI 3.1 document, generated from the operations table.
import * as z from 'zod';
import { errors } from '../../src/contract/errors';
import { operations, type Operation } from '../../src/contract/operations';
import { problemSchema } from '../../src/contract/problem';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  return json;
};

let document: Record<string, unknown> | undefined;

export function openApi(): Record<string, unknown> {
  document ??= {
    openapi: '3.1.0',
    info: { title: '园情通 ParkPulse', version: '1', description: 'Every refusal is problem+json with a stable `code`.' },
    paths: toPaths(),
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'Access token of POST /api/session/claim, 1 hour.' },
        scheduler: { type: 'http', scheme: 'bearer', description: 'CRON_SECRET.' },
      },
      schemas: { Problem: schemaOf(problemSchema, 'output') },
    },
    'x-error-codes': errors,
  };
  return document;
}

function toPaths(): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, operation] of Object.entries(operations) as [string, Operation][]) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[operation.method.toLowerCase()] = describe(name, operation);
  }
  return paths;
}

function describe(name: string, { summary, who, path, request, query, response, isQueued }: Operation): Record<string, unknown> {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: parameter === 'job' || parameter === 'code' ? { type: 'string' } : { type: 'string', format: 'uuid' },
  }));
  const inQuery = query instanceof z.ZodObject
    ? Object.entries(query.shape).map(([key, schema]) => ({
        name: key,
        in: 'query',
        required: !(schema as z.ZodType).safeParse(undefined).success,
        schema: schemaOf(schema as z.ZodType, 'input'),
      }))
    : [];
  const success = response
    ? { description: 'Done.', content: { 'application/json': { schema: schemaOf(response, 'output') } } }
    : undefined;
  return {
    operationId: name,
    summary,
    ...(who === 'anyone' ? { security: [] } : { security: [{ [who === 'scheduler' ? 'scheduler' : 'session']: [] }] }),
    ...(typeof who === 'object' ? { 'x-roles': who } : {}),
    ...(isQueued ? { 'x-queued': true } : {}),
    ...(inPath.length + inQuery.length > 0 ? { parameters: [...inPath, ...inQuery] } : {}),
    ...(request ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(request, 'input') } } } } : {}),
    responses: {
      ...(success ? { 200: success } : { 204: { description: 'Done.' } }),
      default: { description: 'Refused.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

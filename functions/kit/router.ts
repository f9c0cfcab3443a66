// From method and path to an operation. Built once from the operations table.
import { operations, type OperationName } from '../../src/contract/operations';
import { Problem } from './problem';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What is no id is a name of a job, or a short code in whatever way it was typed. */
const patterns: Record<string, RegExp> = { ':job': /^[a-z][a-z-]{0,40}$/, ':code': /^[0-9A-Za-z-]{10,20}$/ };

type Route = { method: string; segments: string[]; name: OperationName };

const routes: Route[] = (Object.keys(operations) as OperationName[]).map((name) => ({
  method: operations[name].method,
  segments: operations[name].path.split('/'),
  name,
}));

/** Throws not_found or method_not_allowed (with Allow). A path whose id is no uuid does not exist. */
export function findOperation(method: string, path: string): { name: OperationName; params: Record<string, string> } {
  const given = path.split('/');
  const here = routes.flatMap((route) => {
    const params = matchSegments(route.segments, given);
    return params ? [{ route, params }] : [];
  });
  const hit = here.find(({ route }) => route.method === method);
  if (hit) return { name: hit.route.name, params: hit.params };
  if (here.length === 0) throw new Problem('not_found');
  throw new Problem('method_not_allowed', { headers: { allow: here.map(({ route }) => route.method).join(', ') } });
}

function matchSegments(pattern: string[], given: string[]): Record<string, string> | null {
  if (pattern.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const value = given[index] ?? '';
    if (!segment.startsWith(':')) {
      if (segment !== value) return null;
    } else if ((patterns[segment] ?? uuidPattern).test(value)) {
      params[segment.slice(1)] = value;
    } else return null;
  }
  return params;
}
